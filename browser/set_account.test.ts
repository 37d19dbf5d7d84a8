// What is said after a set names who counted.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { PlanItem } from "./plan";
import type { SetDone } from "./record";
import { planOf, resultOf } from "./testing/plan";
import { account, repsAccount } from "./set_account";

const [item] = planOf().items as [PlanItem];
const said = (seen: number | null, claimed_reps: number): string => {
  const set: SetDone = { number: 1, side: "both", seen: seen === null ? null : resultOf(seen), claimed_reps, claimed_hold_s: null };
  return account(item, set);
};

test("over all sets, seen and counted are not added up", () => {
  const set = (seen: number | null, claimed_reps: number): SetDone =>
    ({ number: 1, side: "both", seen: seen === null ? null : resultOf(seen), claimed_reps, claimed_hold_s: null });
  assert.equal(repsAccount([set(7, 1), set(8, 0)]), "15 seen, 1 counted by you");
  assert.equal(repsAccount([set(8, 0)]), "8 seen");
  assert.equal(repsAccount([set(null, 8)]), "8 counted by you");
});

test("what the camera saw is what I saw", () => {
  assert.equal(said(7, 0), "Set 1: I saw 7. Missed one? Put it right here.");
});

test("what was tapped is what you counted, also when the camera had been on before", () => {
  assert.equal(said(null, 8), "Set 1: you counted 8. Not right? Change it here.");
  assert.equal(said(0, 8), "Set 1: you counted 8. Not right? Change it here.");
});

test("what the person added stands apart from what was seen", () => {
  assert.equal(said(6, 2), "Set 1: I saw 6, and you counted 2 more. Missed one? Put it right here.");
});
