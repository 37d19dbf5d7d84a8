// Asks the browser's own rule what is for now, for every question in a file, and prints the titles in each answer.
// The time zone is the one this program was started in: a browser has no other.
//   TZ=Europe/Berlin node what_is_due.mjs QUESTIONS.json
import { build } from "esbuild";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = await mkdtemp(join(tmpdir(), "unbrace-due-"));
const bundle = join(folder, "day.mjs");
await build({ entryPoints: [join(root, "browser/day.ts")], outfile: bundle, bundle: true, format: "esm", logLevel: "error" });
const { itemsNow } = await import(pathToFileURL(bundle).href);
const asked = JSON.parse(await readFile(process.argv[2], "utf8"));
console.log(JSON.stringify(asked.map(({ plan, at }) => itemsNow(plan, new Date(at), false).map(({ title }) => title))));
await rm(folder, { recursive: true });
