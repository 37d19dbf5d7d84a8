// Feeds a stored recording to the engine in Pyodide, as browser/engine.worker.ts does; prints for each frame its milliseconds
// by the clock and on the processor: on a machine with other work they are not the same.
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

const spent = { clock: [], processor: [] };
for (let turn = 0; turn < work.rounds; turn += 1) {
  host.begin(work.order);
  for (const frame of work.frames) {
    const values = Float64Array.from(frame);
    const [used, started] = [process.cpuUsage(), performance.now()];
    host.look(values);
    const [took, { user, system }] = [performance.now() - started, process.cpuUsage(used)];
    if (turn > 0) spent.clock.push(took);
    if (turn > 0) spent.processor.push((user + system) / 1000);
  }
}
console.log(JSON.stringify(spent));
