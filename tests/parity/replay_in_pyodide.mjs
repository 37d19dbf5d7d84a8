// Runs `replay_cases.py` in Pyodide over the engine's own source files and prints what it answers.
//   node replay_in_pyodide.mjs PYODIDE_FOLDER WORK.json
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, workFile] = process.argv.slice(2);
const work = JSON.parse(await readFile(workFile, "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: folder });
for (const [path, text] of Object.entries(work.engine)) {
  python.FS.mkdirTree(join("/engine", path, ".."));
  python.FS.writeFile(join("/engine", path), text);
}
python.runPython("import sys; sys.path.insert(0, '/engine')");
python.runPython(work.replay);
const replay = python.globals.get("replay");
console.log(replay(JSON.stringify(work.cases)));
