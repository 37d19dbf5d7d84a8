// From which pain on the safety questions come first.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { asksFirst } from "./asks_first";
import type { Safety, Score } from "./plan";
import { planOf } from "./testing/plan";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const asks = (pain: Score | null, change: Partial<Safety> = {}): boolean => asksFirst({ ...planOf().safety, ...change }, pain, NOW);

test("seven of ten asks first, whatever is usual", () => {
  assert.equal(asks(7, { usual: 6 }), true);
  assert.equal(asks(6, { usual: 6 }), false);
});

test("three above the usual pain asks first", () => {
  assert.equal(asks(5), true);
  assert.equal(asks(4), false);
  assert.equal(asks(5, { usual: 2.5 }), false);
});

test("no usual pain is no usual pain of nought", () => assert.equal(asks(4, { usual: null }), false));

test("a question that was skipped asks nothing, and nought is an answer", () => {
  assert.equal(asks(null), false);
  assert.equal(asks(0, { usual: 0 }), false);
});

test("what was answered just now is not asked again, and what was answered long ago is", () => {
  assert.equal(asks(8, { asked_until: "2026-11-23T12:30:00Z" }), false);
  assert.equal(asks(8, { asked_until: "2026-11-23T11:30:00Z" }), true);
});

test("a clock that cannot tell how long ago they were answered asks again", () => {
  assert.equal(asksFirst({ ...planOf().safety, asked_until: "2026-11-23T12:30:00Z" }, 8, null), true);
  assert.equal(asksFirst(planOf().safety, 4, null), false);
});
