// What was done is kept step by step, and what goes to the server says exactly that.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { continueSet } from "./continue_set";
import { beginRecord, changeExercise, dropSet, isStale, keepSet, repsOf, type SetDone, toUpload } from "./record";
import { planOf, resultOf } from "./testing/plan";

const MOMENT = { key: "k", now: "2026-11-23T10:00:00+01:00", time_zone: "Europe/Berlin", offset_s: 3 };
const setOf = (number: number, full: number, claimed_reps = 0): SetDone =>
  ({ number, side: "both", seen: resultOf(full), claimed_reps, claimed_hold_s: null });

test("an exercise nobody came to is skipped, and its answers were not asked", () => {
  const { exercises } = toUpload(beginRecord(planOf(), MOMENT), MOMENT.now);
  assert.deepEqual(exercises[1], { prescription: "p-2", skipped: true, mode: "camera", sets: [], pain: null, effort: null });
});

test("a pain of 0 is an answer", () => {
  const record = changeExercise(beginRecord(planOf(), MOMENT), 0, { pain: 0 });
  assert.equal(toUpload(record, MOMENT.now).exercises[0]?.pain, 0);
});

test("a set done again replaces the one before", () => {
  const once = keepSet(beginRecord(planOf(), MOMENT), 0, setOf(1, 5), "camera");
  const again = keepSet(once, 0, setOf(1, 7), "camera");
  assert.deepEqual(again.exercises[0]?.sets.map(repsOf), [7]);
});

test("taking back the only set makes the exercise not done", () => {
  const record = keepSet(beginRecord(planOf(), MOMENT), 0, setOf(1, 5), "camera");
  assert.equal(dropSet(record, 0, setOf(1, 5)).exercises[0]?.skipped, true);
});

test("seen and claimed stay apart", () => {
  const set = setOf(1, 7, 1);
  assert.equal(repsOf(set), 8);
  const [sent] = toUpload(keepSet(beginRecord(planOf(), MOMENT), 0, set, "camera"), MOMENT.now).exercises;
  assert.deepEqual([sent?.sets[0]?.seen?.counts.full, sent?.sets[0]?.claimed_reps], [7, 1]);
});

test("a set under way when the tab died is part of what was done", () => {
  const record = { ...beginRecord(planOf(), MOMENT), underway: setOf(1, 3) };
  assert.deepEqual(toUpload(record, MOMENT.now).exercises[0]?.sets.map(repsOf), [3]);
});

test("two halves of one set are one set", () => {
  const whole = continueSet(resultOf(3, 9_000), resultOf(5, 12_000));
  assert.equal(whole.counts.full, 8);
  assert.deepEqual(whole.repetitions.map(({ number }) => number), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual([whole.duration_ms, whole.frames, whole.seen_ratio], [21_000, 200, 1]);
  assert.equal(whole.repetitions[3]?.start_ms, 9_000);
  assert.deepEqual(whole.lost_sight.map(({ start_ms }) => start_ms), [100, 9_100]);
  assert.deepEqual(whole.faults, [{ fault: "f_fast", count: 2, share: 0.25, confidence: 0.8 }]);
});

test("the work is dated by the device, with the offset beside it, not corrected in secret", () => {
  const upload = toUpload(beginRecord(planOf(), MOMENT), "2026-11-23T10:20:00+01:00");
  assert.deepEqual([upload.started_at, upload.ended_at, upload.device_clock_offset_s], [MOMENT.now, "2026-11-23T10:20:00+01:00", 3]);
});

test("a session left alone for six hours is over", () => {
  const record = beginRecord(planOf(), MOMENT);
  const left = Date.parse(MOMENT.now);
  assert.deepEqual([5.9, 6.1].map((hours) => isStale(record, left + hours * 3_600_000)), [false, true]);
});

test("one that was changed after now was left nobody knows how long ago", () => {
  const record = { ...beginRecord(planOf(), MOMENT), changed_at: MOMENT.now };
  const changed = Date.parse(MOMENT.now);
  assert.deepEqual([-4, -6].map((minutes) => isStale(record, changed + minutes * 60_000)), [false, true]);
});

test("a stick figure goes along only where one was written", () => {
  const plain = keepSet(beginRecord(planOf(), MOMENT), 0, setOf(1, 5), "camera");
  const [sent] = toUpload(keepSet(plain, 0, { ...setOf(2, 5), trace: "AAAA" }, "camera"), MOMENT.now).exercises;
  assert.deepEqual(sent?.sets.map((set) => "trace" in set), [false, true]);
});

test("a message never grows beyond what gets through: later sets go without", () => {
  const large = "A".repeat(3_000_000);
  let record = beginRecord(planOf(), MOMENT);
  for (const number of [1, 2, 3]) record = keepSet(record, 0, { ...setOf(number, 5), trace: large }, "camera");
  const [sent] = toUpload(record, MOMENT.now).exercises;
  assert.deepEqual(sent?.sets.map(({ trace }) => trace?.length ?? 0), [3_000_000, 0, 0]);
  assert.deepEqual(sent?.sets.map(repsOf), [5, 5, 5]);
});

test("the yes that the page was loaded under goes along, and none where there was none", () => {
  const record = beginRecord({ ...planOf(), traces: "yes-1" }, MOMENT);
  assert.equal(toUpload(record, MOMENT.now).trace_consent, "yes-1");
  assert.equal("trace_consent" in toUpload(beginRecord(planOf(), MOMENT), MOMENT.now), false);
});
