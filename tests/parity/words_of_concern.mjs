// Looks texts through with the browser's own file and prints for each its words and the names of the table that it holds.
// The same is done with each of the sown faults, of which every one changes one place of one file.
//   node words_of_concern.mjs < {"table": …, "texts": […], "faults": [{"file": …, "find": …, "put": …, "texts": […]}]}
import { build } from "esbuild";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const browser = join(dirname(fileURLToPath(import.meta.url)), "../../browser");
const folder = await mkdtemp(join(tmpdir(), "unbrace-words-"));
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { table, texts, faults } = JSON.parse(Buffer.concat(chunks).toString());

const found = await lookedThrough("whole", texts);
const faulty = [];
for (const [number, fault] of faults.entries()) faulty.push(await lookedThrough(`fault-${number}`, fault.texts, fault));
console.log(JSON.stringify({ found, faulty }));
await rm(folder, { recursive: true });

async function lookedThrough(name, some, fault) {
  const contents = `export * from "./words_as_read"; export * from "./words_of_concern";`;
  const outfile = join(folder, `${name}.mjs`);
  await build({ stdin: { contents, resolveDir: browser, loader: "ts" }, outfile, bundle: true, format: "esm", logLevel: "error",
    plugins: fault ? [sown(fault)] : [] });
  const { wordsOf, foundIn } = await import(pathToFileURL(outfile).href);
  return some.map((text) => ({ words: wordsOf(text), names: foundIn(text, table) }));
}

function sown({ file, find, put }) {
  return { name: "sown", setup: (bundle) => bundle.onLoad({ filter: new RegExp(`${file}$`) }, async ({ path }) => {
    const parts = (await readFile(path, "utf8")).split(find);
    if (parts.length !== 2) throw new Error(`${file} has ${find} ${parts.length - 1} times`);
    return { contents: parts.join(put), loader: "ts" };
  }) };
}
