// A set that was cut in two (the tab died, the camera went) is still one set: puts both halves behind each other.
import type { SessionResult } from "./motion_events";
import type { SetDone } from "./record";

export function continueSet(first: SessionResult, second: SessionResult): SessionResult {
  const shift = first.duration_ms;
  const later = <T extends { start_ms: number; end_ms: number }>(part: T): T =>
    ({ ...part, start_ms: part.start_ms + shift, end_ms: part.end_ms + shift });
  const counted = first.repetitions.length;
  const repetitions = [...first.repetitions, ...second.repetitions.map((rep) => (
    { ...later(rep), peak_ms: rep.peak_ms + shift, number: rep.number + counted }))];
  const frames = first.frames + second.frames;
  return {
    ...second,
    started_ms: first.started_ms,
    duration_ms: first.duration_ms + second.duration_ms,
    frames,
    seen_ratio: frames ? (first.seen_ratio * first.frames + second.seen_ratio * second.frames) / frames : 0,
    view: second.view === "unknown" ? first.view : second.view,
    counts: { full: first.counts.full + second.counts.full, partial: first.counts.partial + second.counts.partial },
    repetitions,
    holds: [...first.holds, ...second.holds.map(later)],
    faults: tally(first, second, repetitions.length),
    symmetry_deg: second.symmetry_deg ?? first.symmetry_deg,
    lost_sight: [...first.lost_sight, ...second.lost_sight.map(later)],
  };
}

function tally(first: SessionResult, second: SessionResult, reps: number): SessionResult["faults"] {
  const ids = [...new Set([...first.faults, ...second.faults].map(({ fault }) => fault))];
  return ids.map((fault) => {
    const both = [...first.faults, ...second.faults].filter((one) => one.fault === fault);
    const count = both.reduce((sum, one) => sum + one.count, 0);
    return { fault, count, share: reps ? Math.min(1, count / reps) : 0, confidence: Math.max(...both.map((one) => one.confidence)) };
  });
}

/** Adds the half that was kept to the half that was just seen; either may be missing. */
export function joinSeen(kept: SetDone | null, seen: SessionResult | null): SessionResult | null {
  if (!kept?.seen) return seen;
  return seen ? continueSet(kept.seen, seen) : kept.seen;
}
