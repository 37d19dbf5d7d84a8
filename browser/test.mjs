// Bundles every *.test.ts beside its subject and hands them to node's own test runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const tests = (await readdir(here, { recursive: true })).filter((name) => name.endsWith(".test.ts"));
if (tests.length === 0) throw new Error("no *.test.ts found: nothing was checked");

const folder = await mkdtemp(join(tmpdir(), "unbrace-browser-"));
await build({ entryPoints: tests.map((name) => join(here, name)), outdir: folder, outbase: here, bundle: true,
  format: "esm", platform: "node", outExtension: { ".js": ".mjs" }, logLevel: "warning" });
const files = tests.map((name) => join(folder, name.replace(/\.ts$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
await rm(folder, { recursive: true });
process.exit(status ?? 1);
