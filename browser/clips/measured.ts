// What a measured clip says, in numbers and words: no more than the engine reported, with how far off it may be.
import type { Measured } from "../engine";
import { hasPerson, imagePoint } from "../landmark_frame";
import type { FunctionTestResult, Hint, Reading, SessionResult } from "../motion_events";
import type { Curve } from "../replay/curve";
import { clockWords } from "./shapes";

/** What the server tells about one exercise or test (therapist/pages/clip_review/measures.py). */
export interface Definition {
  id: string; title: string; version: string; view: string; angle: string; bands: Record<string, number>; target: number | null;
  signal: string; signal_unit: string; by_signal?: boolean; one_side: boolean; faults: Record<string, string>; lost: Record<string, string>;
  movement?: Record<string, unknown>; protocol?: Record<string, unknown>; units?: Record<string, string>;
}
/** One line of the table, and the line a therapist may keep; "" where there is nothing to keep. */
export interface Row { at: number; clock: string; what: string; value: string; noticed: string; keeps: string }

const EVERY_MS = 48; // as unbrace/motion/curve.py
const GAP_MS = 400;
const FEW = 0.8;
const VIEWS: Record<string, string> = { side: "from the side", front: "from the front", back: "from behind", oblique: "half from the side" };
const DOUBTS: Record<Hint, string> = {
  nobody: "At times nobody was in the picture.",
  whole_body: "Not the whole body is in the picture all the time.",
  too_far: "The person is far away: small in the picture, and so less exact.",
  too_close: "The person is close to the camera, which bends angles.",
  turn_side_on: "It should be filmed from the side.",
  turn_to_camera: "It should be filmed from the front.",
  second_person: "A second person is in the picture. It may have measured the wrong one.",
  hold_still: "", // asked of every start: no doubt
  get_into_position: "The start position was not there at first.",
  slow_frames: "There were few pictures a second: a quick movement is cut short.",
};

/** Collects what the engine says step by step. */
export class Readings {
  private readonly points: [number, number | null, number | null][] = [];
  readonly hints = new Set<Hint>();

  add(measured: Measured | undefined): void {
    if (!measured) return;
    const last = this.points.at(-1);
    if (last && measured[0] - last[0] < EVERY_MS) return;
    if (last && measured[0] - last[0] > GAP_MS) this.points.push([last[0] + 1, null, null]);
    this.points.push([measured[0], measured[1], measured[2]]);
  }

  curve(counts = { full: 0, partial: 0 }): Curve {
    return { times_ms: this.points.map(([t]) => t), angle: this.points.map(([, a]) => a), signal: this.points.map(([, , s]) => s), counts };
  }
}

/** What was read at a moment: null where nothing was within reach of it. */
export function readAt(curve: Curve, values: readonly (number | null)[], ms: number): number | null {
  let best: number | null = null;
  let away = GAP_MS / 2;
  curve.times_ms.forEach((t, at) => {
    if (Math.abs(t - ms) < away) [best, away] = [values[at] ?? null, Math.abs(t - ms)];
  });
  return best;
}

/** "82° ± 7°"; whole numbers, because no phone is finer. */
export function withBand(value: number, band: number | null, unit = "°"): string {
  const each = unit.startsWith(" ") ? "" : unit; // "82° ± 7°", but "4 ± 1 seconds"
  return `${Math.round(value)}${each}${band === null ? "" : ` ± ${Math.round(band)}${each}`}${each ? "" : unit}`;
}

/** The one line that may be kept as a remark. */
export function keptLine(title: string, what: string, value: string): string {
  return `Measured from a clip: ${title}, ${what} ${value}. A rough measure.`;
}

export function rowsOfSession({ title, faults }: Definition, { repetitions, holds }: SessionResult): Row[] {
  const reps = repetitions.map((rep): Row => {
    const measured = rep.range_deg !== null && rep.error_band_deg !== null;
    const [value, what] = [measured ? withBand(rep.range_deg ?? 0, rep.error_band_deg) : "not judged from here", `repetition ${rep.number}${rep.side === "both" ? "" : `, ${rep.side}`}`];
    return { at: rep.peak_ms, clock: clockWords(rep.peak_ms), what: `${what}, ${rep.kind}`, value, noticed: rep.faults.map((one) => (faults[one] ?? one).toLowerCase()).join(", "), keeps: measured ? keptLine(title, what, value) : "" };
  });
  const held = holds.map(({ start_ms, held_s }): Row => ({ at: start_ms, clock: clockWords(start_ms), what: "held", value: `${held_s.toFixed(1)} s`, noticed: "", keeps: keptLine(title, "held", `${held_s.toFixed(1)} s`) }));
  return [...reps, ...held].sort((a, b) => a.at - b.at);
}

/** Of a test every trial's first number, at the moment it ended. */
export function rowsOfTest({ title, units }: Definition, trials: readonly { at: number; number: number; side: string; readings: readonly Reading[] }[]): Row[] {
  return trials.flatMap(({ at, number, side, readings }) => readings.map((one): Row => {
    const [what, unit] = [`trial ${number}${side === "both" ? "" : `, ${side}`}, ${one.name.replaceAll("_", " ")}`, one.unit === "degrees" ? "°" : ` ${units?.[one.unit] ?? one.unit}`];
    const value = one.value === null ? "not seen" : withBand(one.value, one.error_band, unit);
    return { at, clock: clockWords(at), what, value, noticed: "", keeps: one.value === null || one.error_band === null ? "" : keptLine(title, what, value) };
  }));
}

/** Everything that speaks against the numbers, in words. */
export function doubtsOf(definition: Definition, result: SessionResult | FunctionTestResult, hints: ReadonlySet<Hint>, judged: boolean, every: number): string[] {
  const found: string[] = [];
  const view = "view" in result ? result.view : "";
  if (!judged) found.push(`The start of “${definition.title}” was not seen, so nothing of it was measured. Is it what is done in this clip?`);
  if (view === "unknown") found.push("From where it was filmed could not be told.");
  else if (view && view !== definition.view) found.push(`It was filmed ${VIEWS[view] ?? view}; this movement is meant to be seen ${VIEWS[definition.view] ?? definition.view}.`);
  if (view && judged && definition.angle && !definition.by_signal && !(view in definition.bands)) found.push("From there this angle cannot be judged, so no degrees are given.");
  if (result.seen_ratio < FEW) found.push(`In only ${Math.round(result.seen_ratio * 100)} of 100 pictures the body was seen well enough.`);
  found.push(...[...hints].map((hint) => DOUBTS[hint]).filter(Boolean));
  const lost = "lost_sight" in result ? result.lost_sight : [];
  found.push(...lost.map(({ start_ms, end_ms, reason }) => `Not seen ${clockWords(start_ms)} to ${clockWords(end_ms)}: ${definition.lost[reason] ?? reason}.`));
  if (every > 1) found.push("To save time on this device only every second picture was looked at.");
  return found;
}

const BONES: readonly (readonly [number, number])[] = [
  [11, 12], [11, 23], [12, 24], [23, 24], [11, 13], [13, 15], [12, 14], [14, 16], [23, 25], [25, 27], [24, 26], [26, 28], [27, 31], [28, 32],
];
const CLEAR = 0.5;

/** The lines over the picture, as one path; "" where nobody was seen. A point that is not sure is left out. */
export function bonesPath(values: Float64Array | undefined, width: number, height: number): string {
  if (!values || !hasPerson(values)) return "";
  return BONES.map(([from, to]) => [imagePoint(values, from), imagePoint(values, to)] as const)
    .filter(([a, b]) => a.visibility >= CLEAR && b.visibility >= CLEAR)
    .map(([a, b]) => `M${(a.x * width).toFixed(1)} ${(a.y * height).toFixed(1)}L${(b.x * width).toFixed(1)} ${(b.y * height).toFixed(1)}`).join("");
}
