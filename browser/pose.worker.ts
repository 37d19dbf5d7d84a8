// Stop 2, the half that computes: a picture in, 33 landmarks out, in a thread of its own.
import { FilesetResolver, PoseLandmarker, type PoseLandmarkerResult } from "@mediapipe/tasks-vision";
import { FLOATS, HEAD, PER_POINT, POINTS } from "./landmark_frame";
import type { PoseAnswer, PoseOrder } from "./pose";
import { BrightnessMeter } from "./brightness";

const worker = self as unknown as DedicatedWorkerGlobalScope;
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
      landmarker = await PoseLandmarker.createFromOptions(withVersion(files, order.version), {
        baseOptions: { modelAssetPath: order.model, delegate },
        runningMode: "VIDEO",
        numPoses: 1,
      });
      warmUp(landmarker);
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

/** The build id in the address lets both files be kept for ever without ever being stale. */
function withVersion(files: Files, version: string): Files {
  return {
    wasmLoaderPath: `${files.wasmLoaderPath}?v=${version}`,
    wasmBinaryPath: `${files.wasmBinaryPath}?v=${version}`,
  };
}

/** The first look takes up to two seconds: spend them while the person reads, not while they stand and wait. */
function warmUp(ready: PoseLandmarker): void {
  const blank = new OffscreenCanvas(64, 64);
  blank.getContext("2d")?.fillRect(0, 0, 64, 64);
  ready.detectForVideo(blank.transferToImageBitmap(), 0);
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
