// Where in a breath a paced practice is. Pure: it is told the time. In first, then out; whole breaths only.
import { gettext } from "./gettext";

export interface Pace {
  in_s: number;
  out_s: number;
  minutes: number;
}

export interface Moment {
  phase: "in" | "out";
  /** Which second of this phase, counted from 1, as one would count aloud. */
  count: number;
  /** How many milliseconds are left of this phase. */
  rest_ms: number;
  /** Number of the breath, from 0. */
  breath: number;
}

export function momentAt(elapsed_ms: number, { in_s, out_s }: Pace): Moment {
  const whole = (in_s + out_s) * 1000;
  const breath = Math.floor(elapsed_ms / whole);
  const into = elapsed_ms - breath * whole;
  const goingIn = into < in_s * 1000;
  const into_phase = goingIn ? into : into - in_s * 1000;
  const length = (goingIn ? in_s : out_s) * 1000;
  return {
    phase: goingIn ? "in" : "out",
    count: Math.floor(into_phase / 1000) + 1,
    rest_ms: length - into_phase,
    breath,
  };
}

/** It ends at the end of a breath, never in the middle of one: the first that reaches the minutes asked for. */
export function lengthMs({ in_s, out_s, minutes }: Pace): number {
  const whole = (in_s + out_s) * 1000;
  return Math.ceil((minutes * 60_000) / whole) * whole;
}

export function leftWords(left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  const minutes = Math.floor(seconds / 60);
  return gettext("{time} left", { time: `${minutes}:${String(seconds % 60).padStart(2, "0")}` });
}
