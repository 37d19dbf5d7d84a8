// The breathing pacer: a circle that grows and sinks, the count in words; sound and vibration only when switched on.
// <div data-module="pacer" data-in="4" data-out="6" data-minutes="3"> with parts stage, breath, word, count, said, …
// What was done goes into the fields seconds, in and out of the form named by data-form, if there is one.
import { gettext } from "../gettext";
import { breathSound, hush, wakeBreathSound } from "../breath_sound";
import { leftWords, lengthMs, momentAt, type Pace } from "../pace";
import { keepAwake } from "../wake";

const FULL = 1, EMPTY = 0.42;
const WORDS = { in: gettext("In"), out: gettext("Out") } as const;
const LOOK_EVERY_MS = 50;

export function pacer(element: HTMLElement): void {
  const pace: Pace = { in_s: seconds(element, "in"), out_s: seconds(element, "out"), minutes: seconds(element, "minutes") };
  if (!(pace.in_s > 0 && pace.out_s > 0 && pace.minutes > 0)) return;
  new Running(element, pace).show();
}

class Running {
  private done_ms = 0;
  private since: number | null = null;
  private timer = 0;
  private phase = "";
  private second = 0;
  private letSleep: () => Promise<void> = async () => undefined;

  constructor(private readonly element: HTMLElement, private readonly pace: Pace) {}

  show(): void {
    this.part("stage").hidden = false;
    if ("vibrate" in navigator) this.part("vibration-option").hidden = false;
    this.part("left").textContent = leftWords(lengthMs(this.pace));
    this.part("go").addEventListener("click", () => (this.since === null ? this.go() : this.pause()));
    this.part("end").addEventListener("click", () => this.end(gettext("Finished.")));
    this.part("sound").addEventListener("change", () => (this.wants("sound") ? wakeBreathSound() : hush()));
    addEventListener("pagehide", () => hush());
  }

  private go(): void {
    if (this.wants("sound")) wakeBreathSound();
    this.letSleep = keepAwake();
    this.since = performance.now();
    this.phase = "";
    this.part("go").textContent = gettext("Pause");
    this.part("end").hidden = false;
    this.timer = window.setInterval(() => this.look(), LOOK_EVERY_MS);
    this.look();
  }

  private pause(): void {
    this.halt();
    this.part("go").textContent = gettext("Go on");
    this.say(gettext("Paused"), "");
    this.hold();
  }

  private end(said: string): void {
    this.halt();
    this.keep();
    this.done_ms = 0;
    this.part("go").textContent = gettext("Start again");
    this.part("end").hidden = true;
    this.part("left").textContent = leftWords(lengthMs(this.pace));
    this.say(said, "");
    this.move(EMPTY, 0.6);
  }

  private halt(): void {
    this.done_ms = this.elapsed();
    this.since = null;
    window.clearInterval(this.timer);
    hush();
    if ("vibrate" in navigator) navigator.vibrate(0);
    void this.letSleep();
  }

  private look(): void {
    const elapsed = this.elapsed();
    const left = lengthMs(this.pace) - elapsed;
    if (left <= 0) return this.end(gettext("Well done. Breathe as you like."));
    const { phase, count, rest_ms, breath } = momentAt(elapsed, this.pace);
    if (`${phase}${breath}` !== this.phase) {
      this.phase = `${phase}${breath}`;
      this.second = 0;
      this.begin(phase, rest_ms / 1000);
    }
    if (count === this.second) return;
    this.second = count;
    this.part("word").textContent = WORDS[phase];
    this.part("count").textContent = String(count);
    this.part("left").textContent = leftWords(left);
  }

  private begin(phase: "in" | "out", rest_s: number): void {
    this.move(phase === "in" ? FULL : EMPTY, rest_s);
    this.part("said").textContent = phase === "in" ? gettext("Breathe in") : gettext("Breathe out");
    if (this.wants("sound")) breathSound(phase, rest_s);
    if (this.wants("vibration") && "vibrate" in navigator) navigator.vibrate(phase === "in" ? [60, 80, 60] : 160);
  }

  private say(word: string, count: string): void {
    this.part("word").textContent = word;
    this.part("count").textContent = count;
    this.part("said").textContent = word;
  }

  private move(size: number, over_s: number): void {
    const { style } = this.part("breath");
    style.transitionDuration = `${over_s}s`;
    style.transform = `scale(${size})`;
  }

  /** Stays as large as it is now. */
  private hold(): void {
    const breath = this.part("breath");
    const now = getComputedStyle(breath).transform;
    Object.assign(breath.style, { transitionDuration: "0s", transform: now });
  }

  private keep(): void {
    const form = document.getElementById(this.element.dataset["form"] ?? "");
    const fields: [string, number][] = [["seconds", Math.round(this.done_ms / 1000)], ["in", this.pace.in_s], ["out", this.pace.out_s]];
    for (const [name, value] of fields) {
      const field = form?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (field) field.value = String(value);
    }
  }

  private elapsed(): number {
    return this.done_ms + (this.since === null ? 0 : performance.now() - this.since);
  }

  private wants(part: string): boolean {
    return (this.part(part) as HTMLInputElement).checked;
  }

  private part(name: string): HTMLElement {
    const found = this.element.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!found) throw new Error(`the pacer has no part ${name}`);
    return found;
  }
}

function seconds(element: HTMLElement, name: string): number {
  return Number(element.dataset[name] ?? 0);
}
