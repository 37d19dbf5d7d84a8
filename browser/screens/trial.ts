// The screen of one test in front of the camera: that of a set, with trials or seconds in its ring instead of repetitions.
import type { AskedTest } from "../assessment_plan";
import { gettext } from "../gettext";
import type { Snapshot } from "../motion_events";
import { setRing } from "../ring";
import { enough } from "../test_result";
import { WorkoutScreen } from "./workout";

export class TrialScreen extends WorkoutScreen {
  private readonly wanted: number;
  private told = false;

  constructor(private readonly test: AskedTest, place: string) {
    super({ title: test.title, view_text: test.view_text, dosage: { reps: test.lasts === "return" ? test.trials : null } }, place);
    this.wanted = test.trials * (test.each_side ? 2 : 1);
  }

  /** The camera check is over: the ring takes its place. */
  go(): void {
    this.begin();
  }

  drawTest(snapshot: Snapshot): void {
    this.stage(snapshot.stage);
    const trials = snapshot.trials ?? { both: 0, left: 0, right: 0 };
    const count = trials.both + trials.left + trials.right;
    const lasted = Math.floor(snapshot.lasted_s ?? 0);
    const timed = this.test.lasts !== "return" && (lasted > 0 || count === 0);
    this.screen.fill("count", String(timed ? lasted : count));
    this.screen.fill("of", timed ? gettext("of {seconds} s", { seconds: this.test.seconds ?? "?" }) : gettext("of {reps}", { reps: this.wanted }));
    setRing(this.screen, "done", Math.min(1, timed ? lasted / (this.test.seconds ?? 60) : count / this.wanted));
    setRing(this.screen, "depth", snapshot.fraction);
    this.screen.fill("partials", this.test.each_side ? gettext("left {left}, right {right}", { left: trials.left, right: trials.right }) : "");
    if (this.test.each_side && !this.told && !enough(this.test, trials) && Math.max(trials.left, trials.right) >= this.test.trials) {
      this.told = true;
      this.cue(gettext("That side is done. Now the other one."));
    }
  }
}
