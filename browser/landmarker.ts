// The body finder of MediaPipe, made ready in a worker: for the landmarks (pose.worker) and for who stands where (call/blur.worker).
import { FilesetResolver, PoseLandmarker, type PoseLandmarkerOptions } from "@mediapipe/tasks-vision";

export type Delegate = "GPU" | "CPU";
/** Where the runtime and the model lie, which build they are of, and what may compute, the best first. */
export interface PrepareOrder { runtime: string; model: string; version: string; delegates: Delegate[] }
/** `took_ms`: what a second, warm look took. */
export interface Prepared { landmarker: PoseLandmarker; delegate: Delegate; took_ms: number }

/** A graphics card that is only imitated in software "works" at 1.5 s a picture; a real one looks in 5 to 25 ms. */
const CRAWL_MS = 100;

/** Raises what the last of the ways to compute raised. */
export async function prepareLandmarker(order: PrepareOrder, more: PoseLandmarkerOptions = {}): Promise<Prepared> {
  const files = await FilesetResolver.forVisionTasks(order.runtime, true);
  for (const delegate of order.delegates) {
    let landmarker: PoseLandmarker | null = null;
    try {
      const address = delegate === order.delegates[0] ? order.version : `${order.version}&then=${delegate}`;
      landmarker = await PoseLandmarker.createFromOptions(withVersion(files, address), {
        baseOptions: { modelAssetPath: order.model, delegate },
        runningMode: "VIDEO",
        numPoses: 1,
        ...more,
      });
      const took_ms = warmUp(landmarker);
      if (took_ms > CRAWL_MS && delegate !== order.delegates.at(-1)) throw new Error(`${delegate} took ${took_ms} ms`);
      return { landmarker, delegate, took_ms };
    } catch (error) {
      landmarker?.close();
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
