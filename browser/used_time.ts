// How long a page was really used: it runs while the page can be seen and somebody does something there, and what comes
// after the last thing they did counts only when they go on within a minute. Knows no page and no clock of its own.
import { newKey } from "./new_key";

export interface Stretch { key: string; from_ms: number; to_ms: number }
export type State = "running" | "idle" | "stopped" | "hidden";

/** A minute without a key, a tap, a movement of the hand or a scroll: nobody is reading any more, for all we know. */
export const IDLE_MS = 60_000;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 2 * IDLE_MS;
const KEPT_MS = 14 * 60_000;

export class UsedTime {
  private done: Stretch[] = [];
  private from: number;
  private last: number;
  private seen = true;
  private stopped = false;

  /** Opening the page is the first thing somebody does there. */
  constructor(now_ms: number) {
    this.from = this.last = now_ms;
  }

  state(now_ms: number): State {
    if (this.stopped) return "stopped";
    if (!this.seen) return "hidden";
    return now_ms - this.last < IDLE_MS ? "running" : "idle";
  }

  /** Somebody does something on the page. */
  act(now_ms: number): void {
    if (this.stopped || !this.seen) return;
    if (this.state(now_ms) === "idle") this.close(this.last, now_ms);
    this.last = now_ms;
  }

  hide(now_ms: number): void {
    if (this.state(now_ms) !== "hidden") this.rest(now_ms);
    this.seen = false;
  }

  show(now_ms: number): void {
    if (!this.seen) this.from = this.last = now_ms;
    this.seen = true;
  }

  /** The reader does not want this counted, or wants it again. */
  stop(now_ms: number): void {
    this.rest(now_ms);
    this.stopped = true;
  }

  goOn(now_ms: number): void {
    this.stopped = false;
    this.from = this.last = now_ms;
  }

  /** What was used up to the last thing somebody did, ready to be sent; what is kept too long is dropped. */
  take(now_ms: number): readonly Stretch[] {
    if (!this.stopped && this.seen) this.close(this.last, this.last);
    this.done = this.done.filter((one) => now_ms - one.to_ms < KEPT_MS);
    return this.done;
  }

  sent(key: string): void {
    this.done = this.done.filter((one) => one.key !== key);
  }

  /** Leaving the page is something one does, too, unless nobody was there any more. */
  private rest(now_ms: number): void {
    const state = this.state(now_ms);
    if (state === "running") this.close(now_ms, now_ms);
    else if (state === "idle") this.close(this.last, now_ms);
  }

  /** Up to `until` it is done; what follows begins at `next`. Less than a second is left to be counted with the rest. */
  private close(until: number, next: number): void {
    for (; until - this.from >= SHORTEST_MS; this.from = Math.min(until, this.from + LONGEST_MS)) {
      this.done.push({ key: newKey(), from_ms: this.from, to_ms: Math.min(until, this.from + LONGEST_MS) });
    }
    if (next !== until) this.from = next;
  }
}

/** "3 min", "under a minute". */
export function minutesInWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes < 1 ? "under a minute" : `${minutes} min`;
}
