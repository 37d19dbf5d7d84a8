// What the movement engine says: the JSON of unbrace.motion.events and unbrace.motion.result.

export type Hint =
  | "nobody" | "whole_body" | "too_far" | "too_close" | "turn_side_on" | "turn_to_camera"
  | "second_person" | "hold_still" | "get_into_position" | "slow_frames";

export type LostReason = "nobody" | "out_of_frame" | "low_visibility" | "second_person" | "no_frames";

export type MotionEvent = { t_ms: number } & (
  | { event: "framing_changed"; ok: boolean; hints: Hint[] }
  | { event: "ready" }
  | { event: "phase_entered"; phase: string }
  | { event: "rep_completed"; number: number; kind: "full" | "partial"; side: string }
  | { event: "hold_started" }
  | { event: "hold_tick"; held_s: number }
  | { event: "hold_broken"; held_s: number }
  | { event: "hold_completed"; held_s: number }
  | { event: "fault_seen"; fault: string; confidence: number; rep: number }
  | { event: "target_reached" }
  | { event: "lost_sight"; reason: LostReason }
  | { event: "sight_regained"; lost_ms: number }
  | { event: "frame_refused"; reason: string }
  | { event: "trial_ended"; trial: Trial }
);

export type Stage = "checking" | "settling" | "working" | "lost" | "finished";

export interface Snapshot {
  stage: Stage;
  phase: string | null;
  /** How far on the way to the target phase, 0 to 1. */
  fraction: number;
  counts: { full: number; partial: number };
  held_s: number | null;
  /** Of a test of function: how many trials were seen on each side, and how long the one under way has gone on. */
  trials?: { both: number; left: number; right: number };
  lasted_s?: number | null;
  /** What its first measure reads now, for somebody who looks on; null where nothing can be read. */
  now?: { name: string; unit: string; sides: { side: "both" | "left" | "right"; value: number; error_band: number }[] } | null;
}

/** One number of a test with all that has to be known about it. `value` null: `reason` says why. */
export interface Reading {
  name: string; unit: string; value: number | null; error_band: number | null; reason: string | null;
}

export interface Trial { number: number; side: "both" | "left" | "right"; ended: string; readings: Reading[] }

export interface Scored extends Reading { side: "both" | "left" | "right"; trials: number }

export interface FunctionTestResult {
  schema: string; test: string; content_version: string; engine_version: string; duration_ms: number; frames: number;
  seen_ratio: number; complete: boolean; scores: Scored[]; trials: Trial[]; hints: Hint[];
}

export interface Repetition {
  number: number; start_ms: number; peak_ms: number; end_ms: number; side: string; kind: "full" | "partial";
  range_deg: number | null; error_band_deg: number | null; faults: string[];
  tempo: { out_s: number; pause_s: number; back_s: number };
}

export interface Hold { start_ms: number; end_ms: number; held_s: number; completed: boolean }

export interface SessionResult {
  schema: string; exercise: string; content_version: string; engine_version: string;
  started_ms: number; duration_ms: number; frames: number; seen_ratio: number; view: string;
  counts: { full: number; partial: number };
  repetitions: Repetition[]; holds: Hold[];
  faults: { fault: string; count: number; share: number; confidence: number }[];
  symmetry_deg: number | null;
  lost_sight: { start_ms: number; end_ms: number; reason: string }[];
}
