// Keeping count of the moments on their way: what a full line holds back at the start, and what is missing at the end.

/** Some forty moments: more than a second behind helps nobody who looks on. */
export const MOST_WAITING_BYTES = 12_000;
/** No more than 30 a second, whatever the camera does; a picture that comes a little early or late is not passed over. */
export const STEP_MS = 1000 / 30;
const EARLY_MS = 12;

/** On the sending side: a moment goes, or is held back and counted. Numbers are given only to what goes. */
export class Outgoing {
  number = 0;
  withheld = 0;
  private due: number | null = null;

  /** The number of the next moment, or null: too soon after the last, or the line is full. */
  next(t_ms: number, waiting_bytes: number): number | null {
    if (this.due !== null && t_ms < this.due - EARLY_MS) return null;
    this.due = Math.max(this.due ?? t_ms, t_ms - STEP_MS) + STEP_MS;
    if (waiting_bytes > MOST_WAITING_BYTES) {
      this.withheld += 1;
      return null;
    }
    return (this.number += 1);
  }
}

/** Of what is missing, so many are waited for. */
const MOST_LATE = 1000;

/** On the receiving side: how many came, and how many of those sent did not. */
export class Incoming {
  received = 0;
  lost = 0;
  private highest = 0;
  private readonly missing = new Set<number>();

  /** Whether this moment is newer than all before: one that comes late is counted and not shown. */
  take(number: number): boolean {
    if (number <= this.highest) {
      if (this.missing.delete(number)) [this.received, this.lost] = [this.received + 1, this.lost - 1];
      return false;
    }
    for (let gone = Math.max(this.highest + 1, number - MOST_LATE); gone < number; gone++) this.missing.add(gone);
    this.lost += number - this.highest - 1;
    this.received += 1;
    this.highest = number;
    return true;
  }
}

/** How many a second, over the last two seconds. */
export class Rate {
  private times: number[] = [];

  add(t_ms: number): number {
    this.times.push(t_ms);
    while (t_ms - (this.times[0] ?? t_ms) > 2000) this.times.shift();
    const span = t_ms - (this.times[0] ?? t_ms);
    return span < 500 ? 0 : Math.round((this.times.length - 1) * 1000 / span);
  }
}
