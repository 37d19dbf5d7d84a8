// Builds everything the browser loads into unbrace/portal/built/: bundles, styles, and copies of what
// the packages bring (pose runtime, Python, typeface). The pose model and engine.zip come from setup/.
import { build } from "esbuild";
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "unbrace/portal/built");
const packages = join(root, "node_modules");
const pages = join(root, "unbrace/portal/patient/pages");

const shared = { bundle: true, minify: true, target: ["chrome109", "firefox115", "safari16.4"], legalComments: "eof", loader: { ".py": "text" }, logLevel: "warning" };

const modules = ["session.ts", "pose.worker.ts", "engine.worker.ts", "ui.ts", "practice.ts", "demonstration.ts", "clip.ts", "clip_review.ts", "clip_seen.ts", "own_film.ts", "assessment.ts", "voice_note.ts", "replay.ts", "call.ts", "call/blur.worker.ts", "group_class.ts"].map((name) => join(root, "browser", name));

const copies = {
  "@mediapipe/tasks-vision/wasm": { to: "mediapipe", names: ["vision_wasm_module_internal.js", "vision_wasm_module_internal.wasm"] },
  pyodide: { to: "pyodide", names: ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"] },
  "@fontsource-variable/atkinson-hyperlegible-next/files": {
    to: "fonts",
    names: ["latin", "latin-ext"].flatMap((set) =>
      ["normal", "italic"].map((style) => `atkinson-hyperlegible-next-${set}-wght-${style}.woff2`)),
  },
};

async function copyPackages() {
  for (const [from, { to, names }] of Object.entries(copies)) {
    await mkdir(join(built, to), { recursive: true });
    for (const name of names) await copyFile(join(packages, from, name), join(built, to, name));
  }
}

// Python's lock file lists two hundred packages we never load; the loader only wants to read its head.
async function trimPythonLock() {
  const path = join(built, "pyodide/pyodide-lock.json");
  const lock = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...lock, packages: {} }));
}

// A compressed copy of an older bundle would be served in place of the new one: setup/compress.py makes it anew.
async function dropOldCopies() {
  const copies = (await readdir(built)).filter((name) => name.endsWith(".br"));
  await Promise.all(copies.map((name) => rm(join(built, name))));
}

await mkdir(built, { recursive: true });
await dropOldCopies();
await Promise.all([
  build({ ...shared, entryPoints: modules, outdir: built, format: "esm" }),
  build({ ...shared, entryPoints: [join(root, "browser/service_worker.ts")], outdir: built, format: "iife" }),
  build({
    ...shared, entryPoints: [join(pages, "exercise/exercise.css"), join(pages, "safety/safety.css"),
      join(pages, "way_in/way_in.css"), join(pages, "clip/clip.css"), join(root, "browser/clips/clips.css"), join(pages, "assessment/assessment.css"),
      join(pages, "call/call.css")],
    outdir: built, entryNames: "[name]", external: ["*.woff2"],
  }),
  copyPackages().then(trimPythonLock),
  copyFile(join(root, "browser/icon.svg"), join(built, "icon.svg")),
  cp(join(root, "browser/icons"), built, { recursive: true }),
]);
console.log("browser bundle, pose runtime, Python and typeface are in unbrace/portal/built/");
