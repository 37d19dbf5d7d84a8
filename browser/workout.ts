// One set in front of the camera: see, find the body, understand, coach. The order of the stops, for one set.
import { gettext } from "./gettext";
import { type Camera, CameraTrouble, openCamera, otherFacing, rememberedFacing, type Trouble } from "./camera";
import { Coach } from "./coach";
import { joinSeen } from "./continue_set";
import type { Engine, Step } from "./engine";
import type { Sight } from "./pose";
import type { PlanItem, Side } from "./plan";
import type { SetDone } from "./record";
import { WorkoutScreen } from "./screens/workout";
import type { Senses } from "./senses";
import { Skeleton } from "./skeleton";
import { buzz, tone } from "./sounds";
import { feedbackPainted } from "./timings";
import { say } from "./voice";
import { keepAwake } from "./wake";

/** After the last repetition there is time to hear "well done" before the screen changes. */
const LINGER_MS = 3500;

export interface SetPlace { number: number; side: Side; words: string }

export type SetEnd =
  | { how: "done" | "again" | "tap"; set: SetDone }
  | { how: "trouble"; why: Trouble; set: SetDone | null }
  | { how: "skip" };

const WORTH_KEEPING = new Set(["rep_completed", "hold_completed", "hold_broken"]);

/** `kept` is the first half of a set that was cut in two; `keep` is called whenever there is more to lose. */
export async function workout(
  senses: Senses, item: PlanItem, place: SetPlace, kept: SetDone | null, keep: (set: SetDone) => void,
): Promise<SetEnd> {
  const screen = new WorkoutScreen(item, place.words);
  const leave = new AbortController();
  const ended = new Promise<"lost" | "skip-early">((resolve) => {
    screen.screen.onPress("skip", () => resolve("skip-early"));
    leave.signal.addEventListener("abort", () => resolve("lost"));
  });
  let camera: Camera | null = null;
  try {
    screen.wait(gettext("Getting ready. This takes a moment the first time…"));
    const opened = await Promise.race([ready(senses, () => leave.abort()), ended]);
    if (typeof opened === "string") return { how: "skip" };
    camera = opened;
    screen.wait("");
    const awake = keepAwake();
    const set = new SetUnderway(senses, item, place, kept, keep, screen, camera);
    const how = await Promise.race([set.over, ended]);
    await awake();
    return await set.end(how);
  } catch (error) {
    return { how: "trouble", why: error instanceof CameraTrouble ? error.why : "failed", set: kept };
  } finally {
    screen.leave();
    camera?.close();
  }
}

export type Opens = (onLost: () => void) => Promise<Camera>;
const ownCamera: Opens = (onLost) => openCamera(rememberedFacing(), onLost);

export async function ready(senses: Senses, onLost: () => void, open: Opens = ownCamera): Promise<Camera> {
  const camera = await open(onLost);
  try {
    await senses.ready();
  } catch {
    camera.close();
    senses.startAgain();
    throw new CameraTrouble("unready");
  }
  return camera;
}

type Ending = "done" | "skip" | "tap" | "flip" | "lost" | "skip-early";

class SetUnderway {
  readonly over: Promise<Ending>;
  private readonly skeleton: Skeleton;
  private readonly coach: Coach;
  private readonly stopWatching: () => void;
  private readonly before: { reps: number; partial: number };
  private claimed: number;
  private last: Step | null = null;
  private lastT = 0;
  private pausedAt: number | null = null;
  private shift = 0;

  constructor(
    private readonly senses: Senses, private readonly item: PlanItem, private readonly place: SetPlace,
    private readonly kept: SetDone | null, private readonly keep: (set: SetDone) => void,
    private readonly view: WorkoutScreen, camera: Camera,
  ) {
    const { screen } = view;
    this.claimed = kept?.claimed_reps ?? 0;
    this.before = { reps: kept?.seen?.counts.full ?? 0, partial: kept?.seen?.counts.partial ?? 0 };
    this.skeleton = new Skeleton(view.canvas, camera.mirrored);
    const cues = new Set(Object.values(item.cues)); // these are in the language of the exercise's words
    this.coach = new Coach({
      say: (text, soft) => say(text, cues.has(text) ? item.setting.language : senses.language, soft), show: (text) => view.cue(text), tone, buzz,
    }, item.cues, place.number, item.dosage.reps !== null);
    this.over = screen.pressed("done", "skip", "tap", "flip") as Promise<Ending>;
    screen.onPress("pause", () => this.pauseOrGoOn());
    screen.onPress("less", () => this.correct(-1));
    screen.onPress("more", () => this.correct(1));
    document.addEventListener("visibilitychange", this.onHidden);
    senses.engine.begin(this.order(), (step) => this.step(step));
    this.stopWatching = senses.pose.watch(camera.video, (sight) => this.see(sight));
  }

  async end(how: Ending): Promise<SetEnd> {
    this.stopWatching();
    document.removeEventListener("visibilitychange", this.onHidden);
    const { result, trace } = await this.senses.engine.finish(this.lastT);
    const set = { ...this.done(result), ...(trace && !this.kept ? { trace } : {}) };
    if (how === "flip") otherFacing();
    switch (how) {
      case "skip": case "skip-early": return { how: "skip" };
      case "lost": return { how: "trouble", why: "lost", set };
      case "flip": return { how: "again", set };
      default: return { how, set };
    }
  }

  private order(): Parameters<Engine["begin"]>[0] {
    const { movement, dosage, exercise, content_version } = this.item;
    if (!movement) throw new CameraTrouble("unsupported");
    const reps = dosage.reps === null ? null : Math.max(1, dosage.reps - this.before.reps - this.claimed);
    // Of a set that was cut in two only one half could be traced, and half a trace replays to another count.
    const trace = this.senses.traces && !this.kept;
    return { movement, exercise, content_version, reps, hold_s: dosage.hold_s, side: this.place.side, trace };
  }

  private see(sight: Sight): void {
    this.skeleton.draw(sight);
    this.view.light(sight.light);
    sight.picture.close();
    if (this.pausedAt !== null) return;
    this.lastT = sight.at - this.shift;
    sight.values[0] = this.lastT;
    this.senses.engine.look(sight.values);
  }

  private step(step: Step): void {
    this.last = step;
    for (const event of step.events) {
      const shown = event.event === "rep_completed" ? { ...event, number: this.total() } : event;
      this.view.hear(shown);
      if (event.event === "ready") this.view.countDown(() => this.coach.hear(event));
      else this.coach.hear(shown);
      if (WORTH_KEEPING.has(event.event)) void this.keepSoFar();
      if (event.event === "target_reached") setTimeout(() => this.view.press("done"), LINGER_MS);
    }
    this.draw();
    feedbackPainted(step.t_ms + this.shift);
  }

  private total(): number {
    return (this.last?.snapshot.counts.full ?? 0) + this.before.reps + this.claimed;
  }

  private draw(): void {
    if (this.last) this.view.draw(this.last.snapshot, { reps: this.before.reps + this.claimed, partial: this.before.partial });
  }

  private async keepSoFar(): Promise<void> {
    this.keep(this.done(await this.senses.engine.resultSoFar()));
  }

  private done(result: NonNullable<SetDone["seen"]>): SetDone {
    const seen = joinSeen(this.kept, result);
    return { number: this.place.number, side: this.place.side, seen, claimed_reps: this.claimed, claimed_hold_s: null };
  }

  private correct(by: number): void {
    if (this.claimed + by < 0) return; // what the camera saw stands; "do this set again" is the way to undo it
    this.claimed += by;
    this.draw();
    void this.keepSoFar();
  }

  /** Paused time is taken out of the engine's clock: a pause is not a very slow repetition. */
  private pauseOrGoOn(): void {
    if (this.pausedAt === null) this.pausedAt = performance.now();
    else {
      this.shift += performance.now() - this.pausedAt;
      this.pausedAt = null;
    }
    this.view.paused(this.pausedAt !== null);
  }

  private readonly onHidden = (): void => {
    if (document.hidden && this.pausedAt === null) this.pauseOrGoOn();
  };
}
