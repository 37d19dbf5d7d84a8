// The screen of one set in front of the camera. Shows what the engine says; knows nothing about cameras or movement.
import { gettext } from "../gettext";
import { DARK } from "../brightness";
import type { Hint, LostReason, MotionEvent, Snapshot } from "../motion_events";
import type { PlanItem } from "../plan";
import { setRing } from "../ring";
import { announce, show, type Screen } from "../screen";
import { tone } from "../sounds";
import { isQuiet, setQuiet } from "../voice";
import { CHECK_OF, HINTS, LOST, TOO_DARK } from "../words";

const COUNT_FROM = 3;
const COUNT_EVERY_MS = 700;
const CUE_STAYS_MS = 4500;
const FLASH_MS = 900;

/** What this screen needs to know of an exercise. */
export interface Shown { title: string; view_text: string; dosage: Pick<PlanItem["dosage"], "reps"> & { hold_s?: number | null } }

export class WorkoutScreen {
  readonly screen: Screen = show("workout");
  private hints: Hint[] = [];
  private dark = false;
  private counting: ReturnType<typeof setInterval> | undefined;
  private interrupted: (() => void) | undefined;
  private flashing: ReturnType<typeof setTimeout> | undefined;
  private fading: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly item: Shown, place: string) {
    this.screen.fill("title", item.title);
    this.screen.fill("place", place);
    this.screen.fill("hint", item.view_text);
    this.screen.root.dataset["counts"] = item.dosage.reps ? "reps" : "hold";
    this.showQuiet();
    this.screen.onPress("quiet", () => { setQuiet(!isQuiet()); this.showQuiet(); });
  }

  get canvas(): HTMLCanvasElement {
    return this.screen.slot<HTMLCanvasElement>("picture");
  }

  wait(text: string): void {
    this.screen.fill("wait", text);
    this.screen.slot("wait").hidden = text === "";
  }

  cue(text: string): void {
    const line = this.screen.slot("cue");
    line.textContent = text;
    line.hidden = false;
    announce(text);
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { line.hidden = true; }, CUE_STAYS_MS);
  }

  light(mean: number | null): void {
    const dark = mean !== null && mean < DARK;
    if (dark === this.dark) return;
    this.dark = dark;
    this.showCheck();
  }

  hear(event: MotionEvent): void {
    if (event.event === "framing_changed") this.framing(event.ok, event.hints);
    else if (event.event === "rep_completed" && event.kind === "full") this.flash(event.number);
    else if (event.event === "lost_sight") this.lost(event.reason);
    else if (event.event === "sight_regained") this.found();
    else if (event.event === "rep_completed" && event.kind === "partial") announce(gettext("A smaller one"));
  }

  draw(snapshot: Snapshot, more: { reps: number; partial: number }): void {
    this.stage(snapshot.stage);
    const { reps, hold_s } = this.item.dosage;
    const held = Math.floor(snapshot.held_s ?? 0);
    const count = snapshot.counts.full + more.reps;
    this.screen.fill("count", String(reps ? count : held));
    this.screen.fill("of", reps ? gettext("of {reps}", { reps }) : gettext("of {seconds} s", { seconds: hold_s ?? "?" }));
    setRing(this.screen, "done", reps ? count / reps : held / (hold_s ?? 1));
    setRing(this.screen, "depth", snapshot.fraction);
    const smaller = snapshot.counts.partial + more.partial;
    const holding = reps && hold_s && held > 0 ? `${gettext("Hold: {held} of {seconds} s.", { held, seconds: hold_s })} ` : "";
    this.screen.fill("partials", holding + (smaller ? gettext("and {smaller} smaller", { smaller }) : ""));
  }

  paused(yes: boolean): void {
    this.screen.slot("paused").hidden = !yes;
    this.screen.fill("pause", yes ? gettext("Go on") : gettext("Pause"));
    this.screen.root.classList.toggle("is-paused", yes);
    announce(yes ? gettext("Paused") : gettext("Going on"));
  }

  press(value: string): void {
    this.screen.root.querySelector<HTMLButtonElement>(`button[value="${value}"]`)?.click();
  }

  /** 3, 2, 1 before the first repetition. The engine counts already: whoever starts early loses nothing. */
  countDown(go: () => void): void {
    if (this.screen.root.classList.contains("begun")) return go();
    this.interrupted = () => this.countDown(go);
    let left = COUNT_FROM;
    const shown = this.screen.slot("countdown");
    const next = (): void => {
      if (left === 0) {
        this.begin();
        return go();
      }
      shown.hidden = false;
      shown.textContent = String(left--);
      tone("tick");
    };
    this.stopCounting();
    next();
    this.counting = setInterval(next, COUNT_EVERY_MS);
  }

  leave(): void {
    this.stopCounting();
    clearTimeout(this.fading);
  }

  protected stage(stage: string): void {
    if (this.screen.root.dataset["stage"] === stage) return;
    this.screen.root.dataset["stage"] = stage;
    if (stage === "checking" || stage === "settling") this.stopCounting();
    this.showCheck();
  }

  private framing(ok: boolean, hints: Hint[]): void {
    this.hints = ok ? [] : hints;
    this.showCheck();
  }

  private showCheck(): void {
    const missing = new Set(this.hints.map((hint) => CHECK_OF[hint]));
    for (const line of this.screen.root.querySelectorAll<HTMLElement>("[data-check]")) {
      const name = line.dataset["check"];
      const open = name === "light" ? this.dark : missing.has(name as "body") || (missing.has("body") && name !== "person");
      line.dataset["state"] = open ? "open" : "good";
    }
    const [first] = this.hints;
    const text = first ? HINTS[first] : this.dark ? TOO_DARK : gettext("Good. Stay like this.");
    if (this.screen.slot("hint").textContent !== text) announce(text);
    this.screen.fill("hint", text);
    this.showFindingAgain(text);
  }

  /** In the middle of a set the ring stays, and the camera check speaks from the picture. */
  private showFindingAgain(text: string): void {
    const { classList, dataset } = this.screen.root;
    if (!classList.contains("begun") || dataset["stage"] === "lost") return;
    this.screen.fill("lost-title", text);
    this.screen.fill("lost-remedy", gettext("Your count is safe."));
    this.screen.slot("lost").hidden = dataset["stage"] !== "checking" && dataset["stage"] !== "settling";
  }

  /** The count, large over the picture for a moment: the screen may be three metres away. */
  private flash(number: number): void {
    this.begin();
    const shown = this.screen.slot("flash");
    shown.textContent = String(number);
    shown.hidden = false;
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => { shown.hidden = true; }, FLASH_MS);
  }

  private found(): void {
    this.screen.slot("lost").hidden = true;
    this.showCheck();
    this.interrupted?.();
  }

  private lost(reason: LostReason): void {
    this.stopCounting();
    const { title, remedy } = LOST[reason];
    this.screen.fill("lost-title", title);
    this.screen.fill("lost-remedy", remedy);
    this.screen.fill("hint", title);
    this.screen.slot("lost").hidden = false;
    announce(`${title}. ${remedy}`, true);
  }


  protected begin(): void {
    this.stopCounting();
    this.interrupted = undefined;
    this.screen.root.classList.add("begun");
  }

  private stopCounting(): void {
    clearInterval(this.counting);
    this.screen.slot("countdown").hidden = true;
  }

  private showQuiet(): void {
    this.screen.fill("quiet", isQuiet() ? gettext("Sound off") : gettext("Sound on"));
    this.screen.slot("quiet").setAttribute("aria-pressed", String(isQuiet()));
  }
}
