// A set without a camera: the person counts by tapping, or holds with a timer.
import { gettext } from "../gettext";
import type { PlanItem } from "../plan";
import type { SetDone } from "../record";
import { announce, show } from "../screen";
import { buzz, tone } from "../sounds";
import type { SetPlace } from "../workout";

export type TapEnd = { how: "done"; set: SetDone } | { how: "camera" } | { how: "skip" };

export async function tapSet(
  item: PlanItem, place: SetPlace, kept: SetDone | null, keep: (set: SetDone) => void,
): Promise<TapEnd> {
  const screen = show("tap");
  const { reps, hold_s } = item.dosage;
  const timer = new HoldTimer();
  let count = kept?.claimed_reps ?? 0;
  const seen = kept?.seen?.counts.full ?? 0;
  const draw = (): void => {
    screen.fill("count", hold_s && timer.running ? `${timer.seconds()}` : `${count + seen}`);
    screen.fill("of", hold_s && timer.running ? gettext("of {seconds} s", { seconds: hold_s }) : reps ? gettext("of {reps}", { reps }) : "");
  };
  const set = (): SetDone => ({
    number: place.number, side: place.side, seen: kept?.seen ?? null,
    claimed_reps: count, claimed_hold_s: hold_s ? timer.longest : null,
  });
  const add = (by: number): void => {
    count = Math.max(0, count + by);
    keep(set());
    tone(by > 0 ? "rep" : "partial");
    buzz(30);
    announce(String(count + seen));
    draw();
  };
  screen.fill("place", place.words);
  screen.fill("title", item.title);
  screen.fill("how", hold_s ? gettext("Tap to start the hold, tap again to let go.") : gettext("Tap anywhere on the big circle each time, or tap at the end."));
  screen.slot("camera").hidden = item.movement === null;
  screen.onPress("less", () => add(-1));
  screen.onPress("count", () => (hold_s ? timer.toggle(hold_s, draw, () => add(1)) : add(1)));
  draw();
  const how = await screen.pressed("done", "camera", "skip");
  timer.stop();
  if (how !== "done") return { how: how as "camera" | "skip" };
  return { how, set: set() };
}

class HoldTimer {
  running = false;
  longest = 0;
  private from = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;

  seconds(): number {
    return Math.floor((performance.now() - this.from) / 1000);
  }

  toggle(target_s: number, draw: () => void, held: () => void): void {
    if (this.running) {
      this.stop();
      if (this.longest >= target_s) held();
      return draw();
    }
    this.running = true;
    this.from = performance.now();
    tone("go");
    this.ticking = setInterval(() => {
      draw();
      if (this.seconds() < target_s) return;
      this.stop();
      tone("done");
      held();
    }, 200);
  }

  stop(): void {
    if (this.running) this.longest = Math.max(this.longest, this.seconds());
    this.running = false;
    clearInterval(this.ticking);
  }
}
