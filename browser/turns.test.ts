import assert from "node:assert/strict";
import { test } from "node:test";
import { beginRecord, keepSet, toUpload } from "./record";
import { circuitFrom, turnsOf } from "./turns";
import { planOf } from "./testing/plan";
import type { PlanItem } from "./plan";

function item(prescription: string, change: Partial<PlanItem> = {}, sets = 2, side = "both"): PlanItem {
  const [first] = planOf().items as [PlanItem];
  return { ...first, prescription, dosage: { ...first.dosage, sets, side }, ...change };
}

const said = (items: PlanItem[], places: number[]): string[] =>
  turnsOf(items, places).map(({ index, number, side }) => `${items[index]?.prescription}${number}${side === "both" ? "" : side[0]}`);

test("a circuit is walked round by round, and one with fewer sets is over earlier", () => {
  const items = [item("a", { circuit: 1 }, 3), item("b", { circuit: 1 }, 2, "each"), item("c")];
  assert.deepEqual(circuitFrom(items, 0), [0, 1]);
  assert.deepEqual(said(items, [0, 1]), ["a1", "b1l", "b1r", "a2", "b2l", "b2r", "a3"]);
});

test("an exercise by itself, and two circuits side by side, are not mixed", () => {
  const items = [item("a"), item("b", { circuit: 1 }), item("c", { circuit: 1 }), item("d", { circuit: 2 }), item("e", { circuit: 2 })];
  assert.deepEqual(circuitFrom(items, 0), [0]);
  assert.deepEqual(circuitFrom(items, 1), [1, 2]);
  assert.deepEqual(circuitFrom(items, 3), [3, 4]);
  assert.deepEqual(circuitFrom(items, 2), [2]); // taken up again in the middle: what is over is over
});

test("a set under way in a circuit goes to its own exercise, not to the one that is over next", () => {
  const plan = { ...planOf(), items: [item("a", { circuit: 1 }), item("b", { circuit: 1 })] };
  const set = (number: number) => ({ number, side: "both" as const, seen: null, claimed_reps: 4, claimed_hold_s: null });
  let record = beginRecord(plan, { key: "k", now: "", time_zone: "UTC", offset_s: 0 });
  record = keepSet(record, 0, set(1), "tap");
  const upload = toUpload({ ...record, at: 1, underway: set(1) }, "");
  assert.deepEqual(upload.exercises.map((one) => one.sets.length), [1, 1]);
});
