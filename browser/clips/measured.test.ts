import assert from "node:assert/strict";
import { test } from "node:test";
import { FLOATS, HEAD, PER_POINT } from "../landmark_frame";
import type { Repetition, SessionResult } from "../motion_events";
import { bonesPath, type Definition, doubtsOf, readAt, Readings, rowsOfSession, rowsOfTest, withBand } from "./measured";

const squat: Definition = {
  id: "squat", title: "Squat", version: "1.0.0", view: "side", angle: "Knee flexion, change from the own start", bands: { side: 7 }, target: 70,
  signal: "Knee flexion, the signal that is counted", signal_unit: "°", one_side: false, faults: { f_fast: "Quick movement" }, lost: { nobody: "nobody in the picture" }, units: { seconds: "seconds" },
};
const rep: Repetition = { number: 1, start_ms: 1000, peak_ms: 2000, end_ms: 3000, side: "both", kind: "full", range_deg: 81.6, error_band_deg: 7, faults: ["f_fast"], tempo: { out_s: 1, pause_s: 0, back_s: 1 } };
const seen = (more: Partial<SessionResult> = {}): SessionResult => ({
  schema: "", exercise: "squat", content_version: "", engine_version: "", started_ms: 0, duration_ms: 9000, frames: 216, seen_ratio: 1, view: "side",
  counts: { full: 1, partial: 0 }, repetitions: [rep], holds: [], faults: [], symmetry_deg: null, lost_sight: [], ...more,
});

test("a gap in what was judged is a gap in the curve and no number", () => {
  const readings = new Readings();
  for (const t of [0, 10, 60, 2000]) readings.add([t, t / 10, 1]);
  readings.add(null);
  const curve = readings.curve();
  assert.deepEqual(curve.times_ms, [0, 60, 61, 2000]);
  assert.deepEqual(curve.angle, [0, 6, null, 200]);
  assert.equal(readAt(curve, curve.angle, 70), null);
  assert.equal(readAt(curve, curve.angle, 1000), null);
  assert.equal(readAt(curve, curve.angle, 1990), 200);
});

test("a line that may be kept says where it comes from and how far off it may be", () => {
  const [row] = rowsOfSession(squat, seen());
  assert.equal(row?.keeps, "Measured from a clip: Squat, repetition 1 82° ± 7°. A rough measure.");
  assert.equal(row?.noticed, "quick movement");
  assert.equal(withBand(41.4, null), "41°");
});

test("what cannot be judged from here gives no degrees and no line to keep", () => {
  const [row] = rowsOfSession(squat, seen({ view: "front", repetitions: [{ ...rep, range_deg: null, error_band_deg: null }] }));
  assert.deepEqual([row?.value, row?.keeps], ["not judged from here", ""]);
  const trial = { at: 100, number: 1, side: "left", readings: [{ name: "hold_time", unit: "seconds", value: 4, error_band: 1, reason: null }, { name: "lean", unit: "degrees", value: null, error_band: null, reason: "view" }] };
  const rows = rowsOfTest(squat, [trial]);
  assert.deepEqual(rows.map(({ what, value }) => [what, value]), [["trial 1, left, hold time", "4 ± 1 seconds"], ["trial 1, left, lean", "not seen"]]);
  assert.equal(rows[1]?.keeps, "");
});

test("every doubt is said, and none where there is none", () => {
  assert.deepEqual(doubtsOf(squat, seen(), new Set(["hold_still"]), true, 1), []);
  const said = doubtsOf(squat, seen({ view: "front", seen_ratio: 0.41, lost_sight: [{ start_ms: 3000, end_ms: 5000, reason: "nobody" }] }), new Set(["too_far"]), true, 2).join(" ");
  for (const words of ["from the front", "cannot be judged", "only 41 of 100", "far away", "Not seen 0:03 to 0:05: nobody in the picture.", "every second picture"]) assert.match(said, new RegExp(words));
  assert.match(doubtsOf(squat, seen({ view: "unknown" }), new Set(), false, 1).join(" "), /start of “Squat” was not seen.*could not be told/);
});

test("the skeleton has no line to a point that is not sure, and none for nobody", () => {
  const values = new Float64Array(FLOATS);
  assert.equal(bonesPath(values, 100, 100), "");
  values[2] = 1;
  for (const [point, x] of [[11, 0.25], [12, 0.75]] as const) values.set([x, 0.5, 0, 0, 0, 0.9], HEAD + point * PER_POINT);
  assert.equal(bonesPath(values, 200, 100), "M50.0 50.0L150.0 50.0");
  assert.equal(bonesPath(undefined, 200, 100), "");
});
