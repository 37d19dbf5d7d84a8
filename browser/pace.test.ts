// A paced breath is counted as one would count aloud, and never ends half-way.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { leftWords, lengthMs, momentAt } from "./pace";

const PACE = { in_s: 4, out_s: 6, minutes: 1 };

test("it counts in, then out, then the next breath", () => {
  const said = [0, 999, 3999, 4000, 9999, 10_000].map((at) => momentAt(at, PACE));
  assert.deepEqual(said.map(({ phase, count, breath }) => `${phase} ${count} ${breath}`),
    ["in 1 0", "in 1 0", "in 4 0", "out 1 0", "out 6 0", "in 1 1"]);
  assert.equal(momentAt(2500, PACE).rest_ms, 1500);
  assert.equal(momentAt(4000, PACE).rest_ms, 6000);
});

test("it ends at the end of the breath that reaches the minute", () => {
  assert.equal(lengthMs(PACE), 60_000);
  assert.equal(lengthMs({ in_s: 4, out_s: 5, minutes: 1 }), 63_000);
  for (const in_s of [2, 3, 4, 5, 6]) for (const out_s of [3, 5, 8]) {
    const pace = { in_s, out_s, minutes: 3 };
    assert.equal(lengthMs(pace) % ((in_s + out_s) * 1000), 0);
    assert.ok(lengthMs(pace) >= 180_000 && lengthMs(pace) < 180_000 + (in_s + out_s) * 1000);
  }
});

test("what is left is said in minutes and seconds", () => {
  assert.deepEqual([180_000, 59_001, 400, -5].map(leftWords), ["3:00 left", "1:00 left", "0:01 left", "0:00 left"]);
});
