// Between two sets: time to breathe, and the moment to put right what the camera missed. Always skippable.
import { gettext } from "../gettext";
import type { PlanItem } from "../plan";
import { repsOf, type SetDone } from "../record";
import { setRing } from "../ring";
import { account } from "../set_account";
import { announce, show, type Screen } from "../screen";
import { tone } from "../sounds";
import { clock, SAID } from "../words";
import type { SetPlace } from "../workout";

const STEP_S = 15;

export interface RestEnd { how: "next" | "redo" | "skip" | "stop"; set: SetDone }

export async function rest(item: PlanItem, just: SetDone, next: SetPlace): Promise<RestEnd> {
  const screen = show("rest");
  let set = just;
  screen.fill("place", next.words);
  screen.fill("next", next.side === "both" || next.side === "left" ? gettext("Start the next set") : gettext("Change to the right side"));
  const draw = (): void => {
    screen.fill("account", account(item, set));
    screen.fill("claim", String(repsOf(set)));
  };
  const correct = (by: number): void => {
    if (set.claimed_reps + by < 0) return;
    set = { ...set, claimed_reps: set.claimed_reps + by };
    announce(String(repsOf(set)));
    draw();
  };
  screen.onPress("less", () => correct(-1));
  screen.onPress("more", () => correct(1));
  draw();
  const stop = countDown(screen, next.side === "right" ? Math.min(10, item.dosage.rest_s) : item.dosage.rest_s);
  const how = (await screen.pressed("next", "redo", "skip", "stop")) as RestEnd["how"];
  stop();
  return { how, set };
}

function countDown(screen: Screen, seconds: number): () => void {
  let whole = Math.max(1, seconds);
  let until = performance.now() + whole * 1000;
  const draw = (): void => {
    const left = (until - performance.now()) / 1000;
    screen.fill("left", clock(left));
    setRing(screen, "done", left / whole);
    if (left > 0 || screen.root.classList.contains("rest-over")) return;
    screen.root.classList.add("rest-over");
    tone("go");
    announce(SAID.restOver, true);
  };
  const change = (by: number): void => {
    until = Math.max(performance.now(), until + by * 1000);
    whole = Math.max(1, whole + by);
    screen.root.classList.remove("rest-over");
    draw();
  };
  screen.onPress("shorter", () => change(-STEP_S));
  screen.onPress("longer", () => change(STEP_S));
  draw();
  const ticking = setInterval(draw, 250);
  return () => clearInterval(ticking);
}
