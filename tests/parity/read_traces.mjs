// Reads traces with the browser's own reader and prints what it found: for each file a fingerprint of every frame, or
// why it is no trace. It also tells how long the first frame and the whole took, in milliseconds.
//   node read_traces.mjs PIECE_BYTES FILE...
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = await mkdtemp(join(tmpdir(), "unbrace-traces-"));
const bundle = join(folder, "trace.mjs");
await build({ entryPoints: [join(root, "browser/replay/trace.ts")], outfile: bundle, bundle: true, format: "esm", logLevel: "error" });
const { TraceReader, NotWhole } = await import(pathToFileURL(bundle).href);

const [piece, ...files] = process.argv.slice(2);
const found = [];
for (const file of files) found.push(await read(new Uint8Array(await readFile(file)), Number(piece)));
console.log(JSON.stringify(found));
await rm(folder, { recursive: true });

async function read(bytes, size) {
  const [reader, begun] = [new TraceReader(), performance.now()];
  let first = null;
  try {
    for (let at = 0; at < bytes.length; at += size) {
      await reader.push(bytes.subarray(at, at + size));
      if (first === null && reader.frames.count) first = performance.now() - begun;
    }
    reader.end();
  } catch (problem) {
    if (problem instanceof NotWhole) return { refused: problem.message };
    throw problem;
  }
  const whole = performance.now() - begun;
  return { frames: reader.frames.count, print: fingerprint(reader.frames), first, whole };
}

function fingerprint(frames) {
  const hash = createHash("sha256");
  for (let at = 0; at < frames.count; at++) hash.update(`${frames.times[at] * 8}:${(frames.row(at) ?? []).join(",")}\n`);
  return hash.digest("hex");
}
