// One test of function in front of the camera: the same eyes and the same engine as a set, with a test's protocol.
import type { AskedTest } from "./assessment_plan";
import { type Camera, CameraTrouble, otherFacing, type Trouble } from "./camera";
import type { Step } from "./engine";
import { gettext } from "./gettext";
import type { FunctionTestResult } from "./motion_events";
import type { Sight } from "./pose";
import { TrialScreen } from "./screens/trial";
import type { Senses } from "./senses";
import { Skeleton } from "./skeleton";
import { buzz, tone } from "./sounds";
import { enough } from "./test_result";
import { say } from "./voice";
import { keepAwake } from "./wake";
import { type Opens, ready } from "./workout";

/** After the last trial there is time to see that it was the last. */
const LINGER_MS = 1500;

export type TrialEnd =
  | { how: "done"; seen: FunctionTestResult }
  | { how: "again" | "by-hand" | "skip" }
  | { how: "trouble"; why: Trouble };

/** Somebody who looks on from afar (call/measuring): sees what the engine sees, and may press what the person may. */
export interface Onlooker {
  camera: Opens;
  begun(press: (value: "done" | "skip") => void): void;
  step(values: Float64Array, step: Step): void;
  paused(yes: boolean): void;
}

export async function trial(senses: Senses, test: AskedTest, place: string, onlooker?: Onlooker): Promise<TrialEnd> {
  const view = new TrialScreen(test, place);
  onlooker?.begun((value) => view.press(value));
  const leave = new AbortController();
  const ended = new Promise<"lost" | "skip">((resolve) => {
    view.screen.onPress("skip", () => resolve("skip"));
    leave.signal.addEventListener("abort", () => resolve("lost"));
  });
  let camera: Camera | null = null;
  try {
    view.wait(gettext("Getting ready. This takes a moment the first time…"));
    const opened = await Promise.race([ready(senses, () => leave.abort(), onlooker?.camera), ended]);
    if (typeof opened === "string") return opened === "skip" ? { how: "skip" } : { how: "trouble", why: "lost" };
    camera = opened;
    view.wait("");
    const awake = keepAwake();
    const underway = new TestUnderway(senses, test, view, camera, onlooker);
    const how = await Promise.race([underway.over, ended]);
    await awake();
    return await underway.end(how);
  } catch (error) {
    return { how: "trouble", why: error instanceof CameraTrouble ? error.why : "failed" };
  } finally {
    view.leave();
    camera?.close();
  }
}

type Ending = "done" | "by-hand" | "flip" | "skip" | "lost";

class TestUnderway {
  readonly over: Promise<Ending>;
  private readonly skeleton: Skeleton;
  private readonly stopWatching: () => void;
  private lastT = 0;
  private lastValues: Float64Array = new Float64Array(0);
  private pausedAt: number | null = null;
  private shift = 0;
  private ending = false;

  constructor(private readonly senses: Senses, private readonly test: AskedTest, private readonly view: TrialScreen, camera: Camera,
    private readonly onlooker?: Onlooker) {
    if (!test.protocol) throw new CameraTrouble("unsupported");
    this.skeleton = new Skeleton(view.canvas, camera.mirrored);
    this.over = view.screen.pressed("done", "by-hand", "flip") as Promise<Ending>;
    view.screen.onPress("pause", () => this.pauseOrGoOn());
    document.addEventListener("visibilitychange", this.onHidden);
    senses.engine.beginTest({ test: test.test, content_version: test.content_version, protocol: test.protocol }, (step) => this.step(step));
    this.stopWatching = senses.pose.watch(camera.video, (sight) => this.see(sight));
  }

  async end(how: Ending): Promise<TrialEnd> {
    this.stopWatching();
    document.removeEventListener("visibilitychange", this.onHidden);
    const seen = await this.senses.engine.finishTest(this.lastT);
    if (how === "flip") otherFacing();
    if (how === "done") return { how, seen };
    if (how === "lost") return { how: "trouble", why: "lost" };
    return { how: how === "flip" ? "again" : how };
  }

  private see(sight: Sight): void {
    this.skeleton.draw(sight);
    this.view.light(sight.light);
    sight.picture.close();
    if (this.pausedAt !== null) return;
    this.lastT = sight.at - this.shift;
    sight.values[0] = this.lastT;
    this.lastValues = sight.values;
    this.senses.engine.look(sight.values);
  }

  private step(step: Step): void {
    const { events, snapshot } = step;
    this.onlooker?.step(this.lastValues, step);
    for (const event of events) {
      if (event.event === "rep_completed") continue; // a trial is what counts here, and it says so itself
      this.view.hear(event);
      if (event.event === "ready") {
        this.view.go();
        this.speak(gettext("Go."), "go");
      } else if (event.event === "trial_ended") this.trialEnded(event.trial.readings[0]?.value ?? null);
    }
    this.view.drawTest(snapshot);
    if (!this.ending && snapshot.trials && enough(this.test, snapshot.trials)) {
      this.ending = true;
      setTimeout(() => this.view.press("done"), LINGER_MS);
    }
  }

  private trialEnded(value: number | null): void {
    if (value === null) return this.view.cue(gettext("I could not see that one. Once more, if it feels fine."));
    buzz(40);
    tone("rep");
  }

  private speak(words: string, kind: "go"): void {
    tone(kind);
    this.view.cue(words);
    say(words, this.senses.language);
  }

  /** Paused time is taken out of the engine's clock: a pause is not a very long hold. */
  private pauseOrGoOn(): void {
    if (this.pausedAt === null) this.pausedAt = performance.now();
    else {
      this.shift += performance.now() - this.pausedAt;
      this.pausedAt = null;
    }
    this.view.paused(this.pausedAt !== null);
    this.onlooker?.paused(this.pausedAt !== null);
  }

  private readonly onHidden = (): void => {
    if (document.hidden && this.pausedAt === null) this.pauseOrGoOn();
  };
}
