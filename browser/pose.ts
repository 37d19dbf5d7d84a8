// Stop 2, find the body: hands pictures to the pose worker and gives back what it found, one at a time.
// A picture that comes while the worker is busy is dropped, never queued: feedback must not lag behind the body.
import { type Model, modelToUse, rememberLook } from "./camera_model";
import type { Delegate, PrepareOrder } from "./landmarker";
import { builtUrl, type Plan } from "./plan";

export type PoseOrder =
  | PrepareOrder & { ask: "prepare"; instead: string | null }
  | { ask: "find"; picture: ImageBitmap; at: number };

export type PoseAnswer =
  | { said: "ready"; delegate: Delegate; took_ms: number; instead: boolean }
  | { said: "failed"; reason: string }
  | { said: "found"; values: Float64Array; picture: ImageBitmap; light: number | null };

export interface Sight {
  /** The very picture the landmarks were found in: draw both, and the skeleton cannot trail. The receiver closes it. */
  picture: ImageBitmap;
  values: Float64Array;
  light: number | null;
  /** `performance.now()` when the camera's frame reached the page. */
  at: number;
}

export interface Pose {
  /** Settles when the first picture could be looked at; rejects when this browser cannot. */
  readonly ready: Promise<Delegate>;
  watch(video: HTMLVideoElement, onSight: (sight: Sight) => void): () => void;
  /** One picture by itself, for a film: times must rise. The receiver closes the picture. One at a time, and not while watching. */
  find(picture: ImageBitmap, at: number): Promise<Sight>;
  end(): void;
}

const REMEMBERED = "unbrace-pose";

export function startPose(urls: Plan["urls"]): Pose {
  const worker = new Worker(builtUrl(urls, "pose.worker.js"), { type: "module" });
  const size = model();
  let receive: (answer: Extract<PoseAnswer, { said: "found" }>) => void = ({ picture }) => picture.close();
  const ready = new Promise<Delegate>((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<PoseAnswer>) => {
      if (data.said === "found") receive(data);
      else if (data.said === "ready") {
        if (!data.instead) rememberLook(size, data.took_ms);
        resolve(remember(data.delegate));
      }
      else reject(new Error(data.reason));
    };
  });
  ready.catch((error: unknown) => console.warn("pose could not start", error));
  worker.postMessage(prepareOrder(urls, size));
  return {
    ready,
    end: () => worker.terminate(),
    find: (picture, at) => new Promise((resolve) => {
      receive = (found) => resolve({ ...found, at });
      worker.postMessage({ ask: "find", picture, at } satisfies PoseOrder, [picture]);
    }),
    watch(video, onSight) {
      let grabbedAt: number | null = null;
      const stop = eachFrame(video, () => grabbedAt === null, async (at) => {
        grabbedAt = at;
        try {
          const picture = await createImageBitmap(video);
          worker.postMessage({ ask: "find", picture, at } satisfies PoseOrder, [picture]);
        } catch {
          grabbedAt = null; // the camera went away between the frame and the grab: its own listener says so
        }
      });
      receive = ({ picture, values, light }) => {
        const at = grabbedAt;
        grabbedAt = null;
        if (at === null) picture.close();
        else onSight({ picture, values, light, at });
      };
      return () => {
        stop();
        receive = ({ picture }) => { grabbedAt = null; picture.close(); };
      };
    },
  };
}

/** `?model=full` is for trying; otherwise as the person chose, or as this device can carry. */
function model(): Model {
  const asked = new URLSearchParams(location.search).get("model");
  return asked === "full" || asked === "lite" ? asked : modelToUse();
}

function prepareOrder(urls: Plan["urls"], size: Model): PoseOrder {
  return {
    ask: "prepare",
    runtime: new URL(`${urls.static}mediapipe`, location.href).href,
    model: builtUrl(urls, `pose/pose_landmarker_${size}.task`),
    instead: size === "lite" ? null : builtUrl(urls, "pose/pose_landmarker_lite.task"), // the large one may not be here without a network
    version: urls.build_id,
    delegates: delegates(),
  };
}

/** GPU first; what worked last time on this device is remembered. `?pose=cpu` is for tests: a software GPU crawls. */
export function delegates(): Delegate[] {
  const asked = new URLSearchParams(location.search).get("pose") ?? localStorage.getItem(REMEMBERED);
  return asked?.toUpperCase() === "CPU" ? ["CPU"] : ["GPU", "CPU"];
}

function remember(delegate: Delegate): Delegate {
  localStorage.setItem(REMEMBERED, delegate.toLowerCase());
  return delegate;
}

/** Calls `grab` for each camera frame that arrives while `free()`; returns how to stop. */
function eachFrame(video: HTMLVideoElement, free: () => boolean, grab: (at: number) => void): () => void {
  let on = true;
  const next = (): void => {
    const seen = (at: number): void => {
      if (!on) return;
      if (free()) grab(at);
      next();
    };
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(seen);
    else requestAnimationFrame(seen);
  };
  next();
  return () => { on = false; };
}
