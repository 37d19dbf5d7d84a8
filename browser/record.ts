// What has been done so far today: a plain value that is kept on the device after every change, so that a tab that
// dies loses nothing. Every function returns a new record; nothing here touches the screen, the clock or the network.
import type { SessionResult } from "./motion_events";
import type { Plan, Score, Side } from "./plan";

export type Mode = "camera" | "tap";

export interface SetDone {
  number: number;
  side: Side;
  seen: SessionResult | null;
  claimed_reps: number;
  claimed_hold_s: number | null;
  /** Base64 of the set's landmarks; only there when the person allows it. */
  trace?: string;
}

export interface ExerciseDone {
  prescription: string;
  skipped: boolean;
  mode: Mode;
  sets: SetDone[];
  pain: Score | null;
  effort: Score | null;
}

export interface Record {
  key: string;
  owner: string;
  programme_version: string;
  started_at: string;
  changed_at: string;
  time_zone: string;
  device_clock_offset_s: number;
  pain_before: Score | null;
  asked_before: boolean;
  /** The yes that the page was loaded under; not there in records that an older page began. */
  trace_consent?: string | null;
  exercises: ExerciseDone[];
  /** How many exercises of the plan are over, answers included. */
  over: number;
  /** Which exercise the set under way belongs to, where exercises take turns; else the one that is over next. */
  at?: number;
  /** The set under way, as of its last repetition. */
  underway: SetDone | null;
}

export interface Moment {
  /** Local time with offset, as this device believes it. */
  now: string;
  time_zone: string;
  offset_s: number;
  key: string;
}

export function beginRecord(plan: Plan, moment: Moment): Record {
  return {
    key: moment.key, owner: plan.owner, programme_version: plan.programme_version,
    started_at: moment.now, changed_at: moment.now, time_zone: moment.time_zone,
    device_clock_offset_s: moment.offset_s, pain_before: null, asked_before: false, trace_consent: plan.traces, over: 0, underway: null,
    exercises: plan.items.map(({ prescription }) => ({
      prescription, skipped: true, mode: "camera", sets: [], pain: null, effort: null,
    })),
  };
}

export function changeExercise(record: Record, index: number, change: Partial<ExerciseDone>): Record {
  const exercises = record.exercises.map((done, at) => (at === index ? { ...done, ...change } : done));
  return { ...record, exercises };
}

const same = (one: SetDone, other: SetDone): boolean => one.number === other.number && one.side === other.side;

/** Keeps a set; one of the same number and side is replaced, so a set done again is never counted twice. */
export function keepSet(record: Record, index: number, set: SetDone, mode: Mode): Record {
  const sets = [...(record.exercises[index]?.sets ?? []).filter((old) => !same(old, set)), set];
  return changeExercise({ ...record, underway: null }, index, { sets, mode, skipped: false });
}

export function dropSet(record: Record, index: number, set: SetDone): Record {
  const sets = (record.exercises[index]?.sets ?? []).filter((old) => !same(old, set));
  return changeExercise(record, index, { sets, skipped: sets.length === 0 });
}

/** Repetitions the person did in this set: what the camera saw and what they say it missed. */
export function repsOf(set: SetDone): number {
  return (set.seen?.counts.full ?? 0) + set.claimed_reps;
}

/** Seconds held: the longest hold the camera saw, or what the person says. */
export function heldOf(set: SetDone): number {
  return set.claimed_hold_s ?? Math.max(0, ...(set.seen?.holds ?? []).map((hold) => hold.held_s));
}

export interface Upload {
  schema: "unbrace.exercise-session/1";
  key: string; owner: string; programme_version: string;
  started_at: string; ended_at: string; time_zone: string; device_clock_offset_s: number;
  pain_before: Score | null;
  exercises: ExerciseDone[];
  trace_consent?: string;
}

/** More than this would not get through; half an hour of movement fits. */
const MOST_TRACE_CHARS = 5_500_000;

/** Leaves out what would make the message too long: the later sets go without their stick figure. */
function withinReach(exercises: ExerciseDone[]): ExerciseDone[] {
  let room = MOST_TRACE_CHARS;
  const fit = (set: SetDone): SetDone => {
    room -= set.trace?.length ?? 0;
    return room >= 0 ? set : withoutTrace(set);
  };
  return exercises.map((done) => ({ ...done, sets: done.sets.map(fit) }));
}

function withoutTrace({ trace: _, ...set }: SetDone): SetDone {
  return set;
}

/** The same session without its stick figures: the server knows it again, because they are no part of what was done. */
export function withoutTraces(upload: Upload): Upload {
  return { ...upload, exercises: upload.exercises.map((done) => ({ ...done, sets: done.sets.map(withoutTrace) })) };
}

/** A set of which nothing was seen is what the person says. */
export function modeOf(set: SetDone): Mode {
  return set.seen ? "camera" : "tap";
}

/** The exercise that is being done. */
export function placeOf(record: Record): number {
  return record.at ?? record.over;
}

/** The body that goes to the server. A set under way when the session ends is part of what was done. */
export function toUpload(record: Record, ended_at: string): Upload {
  const { underway } = record;
  const whole = underway ? keepSet(record, placeOf(record), underway, modeOf(underway)) : record;
  const { key, owner, programme_version, started_at, time_zone, device_clock_offset_s, pain_before, exercises } = whole;
  return {
    schema: "unbrace.exercise-session/1", key, owner, programme_version, started_at, ended_at,
    time_zone, device_clock_offset_s, pain_before, exercises: withinReach(exercises),
    ...(whole.trace_consent ? { trace_consent: whole.trace_consent } : {}),
  };
}

/** A session left alone longer than this is over: it is sent as it was. */
const STALE_MS = 6 * 3_600_000;
/** One that was changed after now, by more than clocks are put right, was left nobody knows how long ago. */
const AHEAD_MS = 5 * 60_000;

export function isStale(record: Record, now_ms: number): boolean {
  const left_alone_ms = now_ms - Date.parse(record.changed_at);
  return left_alone_ms > STALE_MS || left_alone_ms < -AHEAD_MS;
}

export function anythingDone(record: Record): boolean {
  return record.underway !== null || record.exercises.some((done) => done.sets.length > 0);
}
