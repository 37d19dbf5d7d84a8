// One moment of a measuring, as it travels from the person's device to the therapist's page: 273 bytes at most. Whole
// numbers in fixed places, little end first. Landmarks go in the steps of a kept movement (replay/trace), so that the same
// figure draws both. The picture itself never goes this way, and nothing that is drawn ever goes into the picture.
import { FLOATS, HEAD, PER_POINT, POINTS } from "../landmark_frame";
import type { Hint, LostReason, Stage } from "../motion_events";
import { NUMBERS } from "../replay/trace";

export const VERSION = 1;
const STAGES: readonly Stage[] = ["checking", "settling", "working", "lost", "finished"];
const HINTS: readonly Hint[] = [
  "nobody", "whole_body", "too_far", "too_close", "turn_side_on", "turn_to_camera", "second_person", "hold_still", "get_into_position", "slow_frames",
];
const LOST: readonly LostReason[] = ["nobody", "out_of_frame", "low_visibility", "second_person", "no_frames"];
const SIDES = ["both", "left", "right"] as const;
export type FrameSide = (typeof SIDES)[number];

/** What one measure reads at this moment. `band`: how far off it may be, in the same unit. */
export interface Live { side: FrameSide; value: number; band: number }

export interface Moment {
  /** Which frame it is: from 1, without a gap where none was lost. */
  number: number;
  /** Milliseconds since the measuring began. */
  t_ms: number;
  stage: Stage;
  /** How far on the way to the far end of the movement, 0 to 1. */
  fraction: number;
  trials: { both: number; left: number; right: number };
  /** Seconds of the hold or the time under way; null where none is. */
  lasted_s: number | null;
  live: Live[];
  hints: Hint[];
  lost: LostReason | null;
  /** Pictures the device can look at in a second. */
  rate: number;
  /** Frames the device kept to itself because the line was full. */
  withheld: number;
  /** The body in the whole numbers of a kept movement; null: nobody is seen. */
  body: Int16Array | null;
}

const LIVE_AT = 32;
const LIVE_BYTES = 5;
const MOST_LIVE = 2;
const BODY_AT = LIVE_AT + LIVE_BYTES * MOST_LIVE;
const WORLD = 3 * POINTS;
export const BYTES = BODY_AT + 2 * WORLD + POINTS;
const NOT_LASTING = 0xffff;
const STEPS_PER_METRE = 256;
const STEPS_OF_VISIBILITY = 64;
const IMAGE_NUMBERS = 2 * POINTS;

export function encode(moment: Moment): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(moment.body ? BYTES : BODY_AT));
  const live = moment.live.slice(0, MOST_LIVE);
  view.setUint8(0, VERSION);
  view.setUint8(1, STAGES.indexOf(moment.stage));
  view.setUint8(2, moment.lost === null ? 0 : 1 + LOST.indexOf(moment.lost));
  view.setUint8(3, live.length);
  view.setUint32(4, moment.number, true);
  view.setUint32(8, whole(moment.t_ms, 0xffffffff), true);
  view.setUint32(12, whole(moment.withheld, 0xffffffff), true);
  view.setUint16(16, moment.hints.reduce((bits, hint) => bits | 1 << HINTS.indexOf(hint), 0), true);
  view.setUint16(18, moment.lasted_s === null ? NOT_LASTING : whole(moment.lasted_s * 10, NOT_LASTING - 1), true);
  view.setUint8(20, whole(moment.fraction * 200, 200));
  view.setUint8(21, whole(moment.rate, 255));
  SIDES.forEach((side, at) => view.setUint16(22 + 2 * at, whole(moment.trials[side], 0xffff), true));
  live.forEach(({ side, value, band }, at) => {
    view.setUint8(LIVE_AT + LIVE_BYTES * at, SIDES.indexOf(side));
    view.setInt16(LIVE_AT + LIVE_BYTES * at + 1, signed(value * 10), true);
    view.setUint16(LIVE_AT + LIVE_BYTES * at + 3, whole(band * 10, 0xffff), true);
  });
  const { body } = moment;
  if (body) {
    for (let at = 0; at < WORLD; at++) view.setInt16(BODY_AT + 2 * at, body[IMAGE_NUMBERS + at] ?? 0, true);
    for (let at = 0; at < POINTS; at++) view.setUint8(BODY_AT + 2 * WORLD + at, whole(body[IMAGE_NUMBERS + WORLD + at] ?? 0, STEPS_OF_VISIBILITY));
  }
  return view.buffer;
}

/** The moment, or null for what is none: another version, half of one, or bytes that name nothing. */
export function decode(bytes: ArrayBuffer): Moment | null {
  if (bytes.byteLength !== BYTES && bytes.byteLength !== BODY_AT) return null;
  const view = new DataView(bytes);
  const [stage, lost] = [STAGES[view.getUint8(1)], view.getUint8(2)];
  if (view.getUint8(0) !== VERSION || stage === undefined || lost > LOST.length || view.getUint8(3) > MOST_LIVE) return null;
  const live: Live[] = [];
  for (let at = LIVE_AT; live.length < view.getUint8(3); at += LIVE_BYTES) {
    const side = SIDES[view.getUint8(at)];
    if (side === undefined) return null;
    live.push({ side, value: view.getInt16(at + 1, true) / 10, band: view.getUint16(at + 3, true) / 10 });
  }
  const lasted = view.getUint16(18, true);
  const [both, left, right] = [0, 1, 2].map((at) => view.getUint16(22 + 2 * at, true));
  return {
    number: view.getUint32(4, true), t_ms: view.getUint32(8, true), withheld: view.getUint32(12, true), stage,
    lost: LOST[lost - 1] ?? null, hints: HINTS.filter((_, bit) => view.getUint16(16, true) >> bit & 1),
    lasted_s: lasted === NOT_LASTING ? null : lasted / 10, fraction: view.getUint8(20) / 200, rate: view.getUint8(21),
    trials: { both: both ?? 0, left: left ?? 0, right: right ?? 0 }, live, body: bytes.byteLength === BYTES ? bodyIn(view) : null,
  };
}

function bodyIn(view: DataView): Int16Array {
  const row = new Int16Array(NUMBERS);
  for (let at = 0; at < WORLD; at++) row[IMAGE_NUMBERS + at] = view.getInt16(BODY_AT + 2 * at, true);
  for (let at = 0; at < POINTS; at++) row[IMAGE_NUMBERS + WORLD + at] = view.getUint8(BODY_AT + 2 * WORLD + at);
  return row;
}

/** The numbers of a frame from the pose model in the steps of a kept movement; the picture's own points stay at home. */
export function bodyRow(values: Float64Array): Int16Array | null {
  if (values.length !== FLOATS || values[2] !== 1) return null;
  const row = new Int16Array(NUMBERS);
  for (let point = 0; point < POINTS; point++) {
    const at = HEAD + PER_POINT * point;
    for (let axis = 0; axis < 3; axis++) row[IMAGE_NUMBERS + 3 * point + axis] = signed((values[at + 2 + axis] ?? 0) * STEPS_PER_METRE);
    row[IMAGE_NUMBERS + WORLD + point] = whole((values[at + 5] ?? 0) * STEPS_OF_VISIBILITY, STEPS_OF_VISIBILITY);
  }
  return row;
}

function whole(value: number, most: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.min(most, Math.round(value))) : 0;
}

function signed(value: number): number {
  return Number.isFinite(value) ? Math.max(-0x8000, Math.min(0x7fff, Math.round(value))) : 0;
}
