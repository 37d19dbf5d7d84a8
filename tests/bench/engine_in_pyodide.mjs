// Feeds a stored recording to the engine in Pyodide, as browser/engine.worker.ts does; prints milliseconds per frame.
//   node engine_in_pyodide.mjs BUILT_FOLDER WORK.json
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [built, workFile] = process.argv.slice(2);
const work = JSON.parse(await readFile(workFile, "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(built, "pyodide/pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: join(built, "pyodide") });
python.unpackArchive(new Uint8Array(await readFile(join(built, "engine.zip"))), "zip", { extractDir: "/engine" });
const host = python.runPython(work.host);

const spent = [];
for (let turn = 0; turn < work.rounds; turn += 1) {
  host.begin(work.order);
  for (const frame of work.frames) {
    const values = Float64Array.from(frame);
    const started = performance.now();
    host.look(values);
    if (turn > 0) spent.push(performance.now() - started);
  }
}
console.log(JSON.stringify(spent));
