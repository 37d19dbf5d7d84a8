// Stop 2, the half that computes: a picture in, 33 landmarks out, in a thread of its own.
import { FilesetResolver, PoseLandmarker, type PoseLandmarkerResult } from "@mediapipe/tasks-vision";
import { FLOATS, HEAD, PER_POINT, POINTS } from "./landmark_frame";
import type { PoseAnswer, PoseOrder } from "./pose";
import { BrightnessMeter } from "./brightness";

const worker = self as unknown as DedicatedWorkerGlobalScope;
/** A graphics card that is only imitated in software "works" at 1.5 s a picture; a real one looks in 5 to 25 ms. */
const CRAWL_MS = 100;

const meter = new BrightnessMeter();
let landmarker: PoseLandmarker | null = null;

worker.onmessage = async ({ data }: MessageEvent<PoseOrder>) => {
  if (data.ask === "find") return find(data.picture, data.at);
  try {
    say({ said: "ready", delegate: await prepare(data) });
  } catch (error) {
    say({ said: "failed", reason: String(error) });
  }
};

function say(answer: PoseAnswer, transfer: Transferable[] = []): void {
  worker.postMessage(answer, transfer);
}

async function prepare(order: Extract<PoseOrder, { ask: "prepare" }>): Promise<"GPU" | "CPU"> {
  const files = await FilesetResolver.forVisionTasks(order.runtime, true);
  for (const delegate of order.delegates) {
    try {
      const address = delegate === order.delegates[0] ? order.version : `${order.version}&then=${delegate}`;
      landmarker = await PoseLandmarker.createFromOptions(withVersion(files, address), {
        baseOptions: { modelAssetPath: order.model, delegate },
        runningMode: "VIDEO",
        numPoses: 1,
      });
      const took = warmUp(landmarker);
      if (took > CRAWL_MS && delegate !== order.delegates.at(-1)) throw new Error(`${delegate} took ${took} ms`);
      return delegate;
    } catch (error) {
      landmarker?.close();
      landmarker = null;
      if (delegate === order.delegates.at(-1)) throw error;
    }
  }
  throw new Error("no way to compute was offered");
}

type Files = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/**
 * The build id in the address lets both files be kept for ever without ever being stale. The loader hands itself over
 * only when it is evaluated, and a module is evaluated once per address: a second try needs another address.
 */
function withVersion(files: Files, version: string): Files {
  return {
    wasmLoaderPath: `${files.wasmLoaderPath}?v=${version}`,
    wasmBinaryPath: `${files.wasmBinaryPath}?v=${version.split("&")[0]}`,
  };
}

/**
 * The first look takes up to two seconds: spend them while the person reads, not while they stand and wait.
 * Gives how long a second, warm look took, in milliseconds.
 */
function warmUp(ready: PoseLandmarker): number {
  const blank = new OffscreenCanvas(256, 256);
  blank.getContext("2d")?.fillRect(0, 0, 256, 256);
  const picture = blank.transferToImageBitmap();
  ready.detectForVideo(picture, 0);
  const from = performance.now();
  ready.detectForVideo(picture, 1);
  return performance.now() - from;
}

function find(picture: ImageBitmap, at: number): void {
  const values = new Float64Array(FLOATS);
  values[0] = at;
  values[1] = picture.width / picture.height;
  try {
    const result = landmarker?.detectForVideo(picture, at);
    if (result) pack(result, values);
  } catch (error) {
    console.warn("pose: a picture was passed over", error);
  }
  say({ said: "found", values, picture, light: meter.read(picture) }, [values.buffer, picture]);
}

function pack(result: PoseLandmarkerResult, values: Float64Array): void {
  const image = result.landmarks[0];
  const world = result.worldLandmarks[0];
  if (!image || !world) return;
  values[2] = 1;
  for (let point = 0; point < POINTS; point++) {
    const seen = image[point];
    const placed = world[point];
    if (!seen || !placed) continue;
    values.set([seen.x, seen.y, placed.x, placed.y, placed.z, seen.visibility], HEAD + point * PER_POINT);
  }
}
