// The clock of the remote-monitoring ledger on a therapist's pages about one person: says that it counts, sends what was
// used every half minute and when the page is left, and can be stopped by hand. Nothing is counted without scripts.
// <div data-module="ledger-clock" data-to="…/time/" hidden> with a [role=status]-less line [data-part=words] and a button
import { minutesInWords, type State, UsedTime } from "../used_time";

const EVERY_MS = 30_000;
const LOOKS_MS = 5_000;
const ACTS = ["pointerdown", "pointermove", "keydown", "scroll", "wheel", "touchstart", "input"] as const;
const WORDS: Record<State, string> = {
  running: "Your time here is counted",
  idle: "Not counting: nothing happened here for a minute",
  stopped: "Not counting: you stopped it",
  hidden: "Not counting",
};

export function ledgerClock(element: HTMLElement): void {
  new LedgerClock(element).begin();
}

class LedgerClock {
  private readonly time = new UsedTime(performance.now());
  private counted_s = 0;
  private over = "";
  private readonly words: HTMLElement | null;
  private readonly button: HTMLButtonElement | null;

  constructor(private readonly element: HTMLElement) {
    this.words = element.querySelector('[data-part="words"]');
    this.button = element.querySelector("button");
  }

  begin(): void {
    this.element.hidden = false;
    for (const name of ACTS) addEventListener(name, () => this.time.act(performance.now()), { passive: true, capture: true });
    document.addEventListener("visibilitychange", () => this.turn());
    addEventListener("pagehide", () => { this.time.hide(performance.now()); void this.send(); });
    addEventListener("pageshow", () => this.turn());
    this.button?.addEventListener("click", () => this.press());
    if (document.visibilityState === "hidden") this.time.hide(performance.now());
    setInterval(() => void this.send(), EVERY_MS);
    setInterval(() => this.say(), LOOKS_MS);
    this.say();
  }

  private turn(): void {
    const now = performance.now();
    if (document.visibilityState === "visible") return this.time.show(now), this.say();
    this.time.hide(now);
    void this.send();
  }

  private press(): void {
    const now = performance.now();
    if (this.time.state(now) === "stopped") this.time.goOn(now);
    else this.time.stop(now);
    this.say();
  }

  private async send(): Promise<void> {
    if (this.over) return;
    for (const one of [...this.time.take(performance.now())]) {
      const body = new FormData(this.element.querySelector("form") ?? undefined);
      body.set("key", one.key);
      body.set("length_ms", String(Math.round(one.to_ms - one.from_ms)));
      body.set("ago_ms", String(Math.max(0, Math.round(performance.now() - one.to_ms))));
      const answer = await fetch(this.element.dataset["to"] ?? "", {
        method: "POST", body, credentials: "same-origin", keepalive: true, headers: { Accept: "application/json" },
      }).catch(() => null);
      if (!answer) return; // no network: it is tried again with the next
      this.time.sent(one.key);
      if (answer.redirected || answer.status === 403) return this.end("You are signed out, so nothing more is counted here.");
      if (answer.status === 404) return this.end("Nothing is counted here any more.");
      if (answer.ok) this.counted_s += ((await answer.json()) as { counted_s: number }).counted_s;
    }
    this.say();
  }

  private end(words: string): void {
    this.over = words;
    this.time.stop(performance.now());
    this.say();
  }

  private say(): void {
    const state = this.time.state(performance.now());
    this.element.dataset["state"] = state;
    const so_far = this.counted_s ? ` (${minutesInWords(this.counted_s)})` : "";
    if (this.words) this.words.textContent = this.over || WORDS[state] + so_far;
    if (!this.button) return;
    this.button.hidden = this.over !== "";
    this.button.textContent = state === "stopped" ? "Count again" : "Stop";
  }
}
