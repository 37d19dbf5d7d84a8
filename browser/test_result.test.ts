import assert from "node:assert/strict";
import { test } from "node:test";
import type { AskedTest, AssessmentPlan } from "./assessment_plan";
import type { FunctionTestResult, Scored } from "./motion_events";
import { endsTheDay, enough, scoreWords, testUpload } from "./test_result";

const score = (value: number | null, side: Scored["side"] = "left"): Scored =>
  ({ name: "elevation", side, unit: "degrees", value, error_band: value === null ? null : 15, trials: 2, reason: value === null ? "not_begun" : null });
const seen = (...scores: Scored[]): FunctionTestResult => ({
  schema: "unbrace.function-test/1", test: "shoulder-flexion", content_version: "1.0.0", engine_version: "1", duration_ms: 1, frames: 1,
  seen_ratio: 1, complete: false, scores, trials: [], hints: [],
});
const asked = { test: "shoulder-flexion", content_version: "1.0.0", content_hash: "h", trials: 2, each_side: true } as AskedTest;
const plan = { owner: "o", assessment: "a", units: { degrees: "degrees" }, stop: { rise: 3, above: 5 } } as unknown as AssessmentPlan;
const when = { key: "k", done_at: "2026-11-29T08:00:00+01:00", time_zone: "Europe/Berlin", offset_s: 0 };
const around = { pain_before: 1 as const, pain_after: null, ended: "" as const };

test("one arm seen and the other not is measured; nothing seen is not seen, never a nought", () => {
  const one = testUpload(plan, asked, { how: "camera", seen: seen(score(114), score(null, "right")) }, around, when);
  assert.equal((one as { outcome: string }).outcome, "measured");
  const none = testUpload(plan, asked, { how: "camera", seen: seen(score(null), score(null, "right")) }, around, when);
  assert.equal((none as { outcome: string }).outcome, "not_seen");
});

test("a test that was not done has its reason and no number", () => {
  const sent = testUpload(plan, asked, { how: "self", why: "pain" }, around, when) as { outcome: string; why: string; by_hand: object };
  assert.deepEqual([sent.outcome, sent.why, sent.by_hand], ["not_done", "pain", {}]);
});

test("pain up by three or above five ends the day; unasked pain ends nothing", () => {
  const ends = (before: number | null, after: number | null): boolean =>
    endsTheDay(plan.stop, { pain_before: before as 1 | null, pain_after: after as 1 | null, ended: "" });
  assert.deepEqual([ends(1, 4), ends(1, 3), ends(null, 6), ends(5, 5), ends(null, null)], [true, false, true, false, false]);
});

test("a camera's degrees are said in fives, with what they may be off", () => {
  assert.equal(scoreWords(plan, score(113.2)), "elevation, left: 115 degrees, give or take 15");
  assert.equal(scoreWords(plan, score(null, "right")), "elevation, right: the camera could not see it");
});

test("both sides have to be done where the test asks for both", () => {
  assert.equal(enough(asked, { both: 0, left: 4, right: 1 }), false);
  assert.equal(enough(asked, { both: 0, left: 2, right: 2 }), true);
  assert.equal(enough({ ...asked, each_side: false, trials: 3 }, { both: 3, left: 0, right: 0 }), true);
});
