// Stop 2, the half that computes: a picture in, 33 landmarks out, in a thread of its own.
import type { PoseLandmarker, PoseLandmarkerResult } from "@mediapipe/tasks-vision";
import { FLOATS, HEAD, PER_POINT, POINTS } from "./landmark_frame";
import { prepareLandmarker, type PrepareOrder } from "./landmarker";
import type { PoseAnswer, PoseOrder } from "./pose";
import { BrightnessMeter } from "./brightness";

const worker = self as unknown as DedicatedWorkerGlobalScope;
type Ready = Pick<Extract<PoseAnswer, { said: "ready" }>, "delegate" | "took_ms">;

const meter = new BrightnessMeter();
let landmarker: PoseLandmarker | null = null;

worker.onmessage = async ({ data }: MessageEvent<PoseOrder>) => {
  if (data.ask === "find") return find(data.picture, data.at);
  try {
    say({ said: "ready", ...(await prepareOneOf(data)) });
  } catch (error) {
    say({ said: "failed", reason: String(error) });
  }
};

function say(answer: PoseAnswer, transfer: Transferable[] = []): void {
  worker.postMessage(answer, transfer);
}

async function prepareOneOf(order: Extract<PoseOrder, { ask: "prepare" }>): Promise<Ready & { instead: boolean }> {
  try {
    return { ...(await prepare(order)), instead: false };
  } catch (error) {
    if (order.instead === null) throw error;
    return { ...(await prepare({ ...order, model: order.instead, version: `${order.version}&instead` })), instead: true };
  }
}

async function prepare(order: PrepareOrder): Promise<Ready> {
  const made = await prepareLandmarker(order);
  landmarker = made.landmarker;
  return { delegate: made.delegate, took_ms: made.took_ms };
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
