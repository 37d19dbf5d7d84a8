// A soft room behind a sharp person, made on this device. The camera's own track is only copied; what goes to the other side is
// a track of its own. Where it cannot be made there is none: the picture rests, and only the person decides to show the room.
import type { PrepareOrder } from "../landmarker";
import { builtUrl, type Plan } from "../plan";
import { delegates } from "../pose";
import { Pace } from "./blur_rules";

/** `starting`, and the last three: no picture goes out. */
export type BlurState = "off" | "starting" | "on" | "cannot" | "slow" | "stopped";
export type BlurOrder = PrepareOrder & { ask: "prepare" } | { ask: "blur"; picture: ImageBitmap; at: number; run: number };
export type BlurAnswer = { said: "ready" } | { said: "failed"; reason: string } | { said: "blurred"; picture: ImageBitmap; run: number };

const REMEMBERED = "unbrace-blur";
const EACH_MS = 1000 / 24; // as many as the camera is asked for
const LOOK_AGAIN_MS = 200;
/** Looks without an answer, three seconds: the other side must not look at a picture that stands still, and a busy moment takes
 * less. Looks are counted and not time, since a device that slept wakes into one of them. */
const STUCK_AFTER = 15;

export const wantsBlur = (): boolean => localStorage.getItem(REMEMBERED) === "on";
export function rememberBlur(on: boolean): void {
  if (on) localStorage.setItem(REMEMBERED, "on");
  else localStorage.removeItem(REMEMBERED);
}

/** This script's own folder and build: the worker and the model lie beside it. */
function urls(): Pick<Plan["urls"], "static" | "build_id"> {
  const own = new URL(import.meta.url);
  return { static: new URL(".", own).href, build_id: own.searchParams.get("v") ?? "none" };
}

export class Blur {
  state: BlurState = "off";
  private worker: Worker | null = null;
  private ready = false;
  /** Of another camera or an earlier beginning: what comes of it is thrown away. */
  private run = 0;
  private askedAt = 0;
  private unanswered = 0;
  private pace = new Pace();
  private readonly video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  private readonly canvas = document.createElement("canvas");
  private out: MediaStreamTrack | null = null;
  private readonly watching: ReturnType<typeof setInterval>;

  constructor(private readonly changed: () => void) {
    this.watching = setInterval(() => this.watch(), LOOK_AGAIN_MS);
  }

  /** The blurred picture; null while there is none to show. */
  get track(): MediaStreamTrack | null { return this.state === "on" ? this.out : null; }

  /** Ends what was; `track` is null until `changed` is called. */
  begin(camera: MediaStreamTrack): void {
    this.letGo();
    this.pace = new Pace();
    const copy = camera.clone();
    copy.enabled = true; // the call may rest the camera's own track
    this.video.srcObject = new MediaStream([copy]);
    void this.video.play().catch(() => undefined); // without playing no picture comes, and the watch says so
    this.state = "starting";
    try {
      if (!this.worker) this.prepare();
      this.canvas.getContext("2d"); // some browsers capture nothing that nobody paints on
      this.out = this.canvas.captureStream().getVideoTracks()[0] ?? null;
      if (!this.out || !("OffscreenCanvas" in window)) throw new Error("this browser makes no picture of a canvas");
    } catch (error) {
      return this.fail("cannot", error);
    }
    if (this.ready) void this.ask(this.run);
  }

  /** Back to no blur, or for good. The worker is kept: who switches once switches again. */
  end(): void {
    this.letGo();
    this.state = "off";
  }

  close(): void {
    this.end();
    clearInterval(this.watching);
    this.dismiss();
  }

  private letGo(): void {
    this.run += 1;
    this.askedAt = this.unanswered = 0;
    this.out?.stop();
    this.out = null;
    const stream = this.video.srcObject as MediaStream | null;
    for (const track of stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
  }

  private prepare(): void {
    const own = urls();
    const worker = new Worker(builtUrl(own as Plan["urls"], "call/blur.worker.js"), { type: "module" });
    this.worker = worker;
    worker.onerror = (event) => { if (worker === this.worker) this.fail(this.ready ? "stopped" : "cannot", event.message); };
    worker.onmessage = ({ data }: MessageEvent<BlurAnswer>) => {
      if (worker === this.worker) this.hear(data);
      else if (data.said === "blurred") data.picture.close();
    };
    const order: BlurOrder = { ask: "prepare", runtime: `${own.static}mediapipe`, model: builtUrl(own as Plan["urls"], "pose/pose_landmarker_lite.task"), version: own.build_id, delegates: delegates() };
    worker.postMessage(order);
  }

  private hear(answer: BlurAnswer): void {
    if (answer.said === "failed") return this.fail(this.ready ? "stopped" : "cannot", answer.reason);
    if (answer.said === "ready") {
      this.ready = true;
      if (this.state === "starting") void this.ask(this.run);
      return;
    }
    if (answer.run === this.run) this.show(answer.picture);
    answer.picture.close();
  }

  /** One picture at a time: the next is asked for when this one is there, by a message and not by the clock of the page, which
   * stands still where the page is behind another. */
  private async ask(run: number): Promise<void> {
    if (run !== this.run || !this.worker || this.askedAt) return;
    const resting = this.state === "on" && this.out?.enabled === false; // camera off, or a way that does not carry
    if (resting) return this.later(run, LOOK_AGAIN_MS);
    const at = performance.now();
    this.askedAt = at;
    try {
      const picture = await createImageBitmap(this.video);
      if (run !== this.run || !this.worker) return picture.close();
      this.worker.postMessage({ ask: "blur", picture, at, run } satisfies BlurOrder, [picture]);
    } catch {
      if (run !== this.run) return;
      this.askedAt = 0;
      this.later(run, LOOK_AGAIN_MS); // no picture yet, or the camera is gone: the page looks after that
    }
  }

  private later(run: number, wait: number): void {
    setTimeout(() => void this.ask(run), wait);
  }

  private show(picture: ImageBitmap): void {
    const { canvas, run } = this;
    if (canvas.width !== picture.width) canvas.width = picture.width;
    if (canvas.height !== picture.height) canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    const took = performance.now() - this.askedAt;
    this.askedAt = this.unanswered = 0;
    if (this.pace.tooSlow(took)) return this.fail("slow", `${Math.round(took)} ms a picture`);
    if (this.state === "starting") {
      this.state = "on";
      this.changed();
    }
    if (took >= EACH_MS) void this.ask(run);
    else this.later(run, EACH_MS - took);
  }

  private watch(): void {
    this.unanswered = this.askedAt ? this.unanswered + 1 : 0;
    if (this.unanswered > STUCK_AFTER) this.fail("stopped", "no picture came back");
  }

  private fail(why: "cannot" | "slow" | "stopped", reason: unknown): void {
    console.info("blur:", why, reason);
    this.dismiss();
    if (this.state === "off") return;
    this.letGo();
    this.state = why;
    this.changed();
  }

  private dismiss(): void {
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
  }
}
