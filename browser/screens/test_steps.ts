// The screens around one test: what it is for and how it goes, the way without a camera, and how it was.
import type { AskedTest, AssessmentPlan, TestSide } from "../assessment_plan";
import { gettext } from "../gettext";
import { showIn } from "../modules/demonstration";
import type { Score } from "../plan";
import { scoreOf } from "../scale";
import { show } from "../screen";
import { tone } from "../sounds";
import { anySeen, type End, type Got, mainScores, scoreWords, type WhyNot } from "../test_result";

export type Start = { how: "camera" | "by-hand" | "stop" | "check"; pain_before: Score | null } | { how: "skip"; pain_before: Score | null; why: WhyNot };

export async function introduceTest(plan: AssessmentPlan, test: AskedTest, place: string): Promise<Start> {
  const screen = show("test-intro");
  screen.fill("place", place);
  screen.fill("title", test.title);
  screen.fill("purpose", test.purpose);
  screen.fill("view", test.view_text);
  screen.slot("rough").hidden = !test.screening_only;
  screen.slot("helper").hidden = test.company !== "helper";
  screen.fill("equipment", test.equipment.length ? gettext("You need: {things}.", { things: test.equipment.join(gettext(", ")) }) : gettext("You need nothing for this one."));
  for (const [slot, lines] of [["set-up", test.set_up], ["steps", test.steps], ["stop", test.stop]] as const) {
    screen.slot(slot).replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  }
  showIn(screen.slot("shown"), test);
  for (const slot of ["title", "purpose", "view", "set-up", "steps", "stop"]) setIn(screen.slot(slot), plan);
  screen.slot("view-line").hidden = test.protocol === null;
  screen.slot("privacy").hidden = test.protocol === null;
  screen.root.querySelector<HTMLElement>('button[value="camera"]')!.hidden = test.protocol === null;
  const form = screen.root.querySelector("form") as HTMLFormElement;
  form.addEventListener("submit", (event) => event.preventDefault());
  const how = await screen.pressed("camera", "by-hand", "skip", "stop");
  const pain_before = scoreOf(form, "pain-before");
  if (how === "skip") return { how, pain_before, why: (new FormData(form).get("why") as WhyNot | null) ?? "did_not_want" };
  if (how !== "stop" && pain_before !== null && pain_before >= plan.safety.ask_from) return { how: "check", pain_before };
  return { how: how as "camera" | "by-hand" | "stop", pain_before };
}

/** null: back to where it was explained. */
export async function byHand(plan: AssessmentPlan, test: AskedTest, place: string): Promise<Extract<Got, { by_hand: object }> | null> {
  const screen = show("test-by-hand");
  const { by, how, sides, lowest, highest, unit, unit_words } = test.by_hand;
  screen.fill("place", place);
  screen.fill("title", test.title);
  screen.fill("how", how);
  setIn(screen.slot("title"), plan);
  setIn(screen.slot("how"), plan);
  screen.slot("therapist").hidden = by !== "therapist";
  const form = screen.slot("numbers").closest("form") as HTMLFormElement;
  screen.slot("numbers").replaceChildren(...sides.map((side) => (unit === "yes_or_no" ? yesOrNo(side) : number(side, unit_words, lowest, highest))));
  const seconds = test.by_hand.timer_s ?? (unit === "seconds" ? test.seconds : null);
  const stopClock = clock(screen.slot("clock"), screen.slot("timer"), seconds, unit === "seconds" ? form : null);
  const kept = new Promise<"keep">((resolve) => form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = Object.keys(given(form, sides)).length > 0;
    screen.slot("problem").hidden = said;
    if (said) resolve("keep");
  }));
  const ended = await Promise.race([kept, screen.pressed("back")]);
  stopClock();
  return ended === "keep" ? { how: by === "person" ? "self" : "helper", by_hand: given(form, sides) } : null;
}

export async function howWasTheTest(
  plan: AssessmentPlan, test: AskedTest, got: Got,
): Promise<{ how: "keep" | "redo"; pain_after: Score | null; ended: End }> {
  const screen = show("test-after");
  screen.fill("place", test.title);
  const lines = "seen" in got ? mainScores(got.seen).map((score) => scoreWords(plan, score)) : [gettext("Written down.")];
  screen.slot("result").replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  screen.slot("unseen").hidden = !("seen" in got) || anySeen(got.seen);
  screen.slot("rough").hidden = !("seen" in got) || !test.screening_only;
  screen.slot("ended").hidden = !test.asks_end;
  const form = screen.slot("keep").closest("form") as HTMLFormElement;
  const kept = new Promise<"keep">((resolve) => form.addEventListener("submit", (event) => { event.preventDefault(); resolve("keep"); }));
  const how = (await Promise.race([kept, screen.pressed("redo")])) as "keep" | "redo";
  return { how, pain_after: scoreOf(form, "pain-after"), ended: ((new FormData(form).get("ended") as End | null) ?? "") };
}

function setIn(slot: HTMLElement, plan: AssessmentPlan): void {
  slot.lang = plan.setting.language;
  slot.dir = plan.setting.direction;
}

const SIDE_NAME: { [side in TestSide]: string } = { both: gettext("What you found"), left: gettext("Left side"), right: gettext("Right side") };

function number(side: TestSide, unit: string, lowest: number, highest: number): HTMLElement {
  const label = Object.assign(document.createElement("label"), { className: "field stack-s", textContent: `${SIDE_NAME[side]} (${unit})` });
  const input = Object.assign(document.createElement("input"), {
    type: "number", name: `value-${side}`, min: String(lowest), max: String(highest), step: "any", inputMode: "decimal", className: "input",
  });
  label.append(input);
  return label;
}

function yesOrNo(side: TestSide): HTMLElement {
  const set = document.createElement("fieldset");
  set.append(Object.assign(document.createElement("legend"), { textContent: SIDE_NAME[side] }));
  for (const [value, words] of [["1", gettext("Yes")], ["0", gettext("No")]] as const) {
    const label = Object.assign(document.createElement("label"), { className: "choice choice-wide" });
    label.append(Object.assign(document.createElement("input"), { type: "radio", name: `value-${side}`, value }), Object.assign(document.createElement("span"), { textContent: words }));
    set.append(label);
  }
  return set;
}

function given(form: HTMLFormElement, sides: TestSide[]): { [side in TestSide]?: number } {
  const found: { [side in TestSide]?: number } = {};
  const data = new FormData(form);
  for (const side of sides) {
    const raw = String(data.get(`value-${side}`) ?? "").trim();
    if (raw !== "" && Number.isFinite(Number(raw))) found[side] = Number(raw);
  }
  return found;
}

/** A clock that counts up and rings; for a hold it writes the seconds into the first empty number. Gives how to end it. */
function clock(box: HTMLElement, button: HTMLElement, seconds: number | null, fills: HTMLFormElement | null): () => void {
  box.hidden = seconds === null;
  let since: number | null = null;
  let ticking: ReturnType<typeof setInterval> | undefined;
  const face = box.querySelector<HTMLElement>("output");
  const lasted = (): number => (since === null ? 0 : (performance.now() - since) / 1000);
  const stop = (): void => {
    clearInterval(ticking);
    if (since === null) return;
    const held = Math.min(Math.round(lasted()), seconds ?? Infinity);
    since = null;
    button.textContent = gettext("Start the clock");
    const empty = fills && [...fills.querySelectorAll<HTMLInputElement>('input[type="number"]')].find((input) => input.value === "");
    if (empty) empty.value = String(held);
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (since !== null) return stop();
    since = performance.now();
    tone("go");
    button.textContent = gettext("Stop the clock");
    ticking = setInterval(() => {
      if (face) face.textContent = String(Math.floor(lasted()));
      if (seconds === null || lasted() < seconds) return;
      tone("done");
      stop();
    }, 200);
  });
  return stop;
}
