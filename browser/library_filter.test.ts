import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, movedTo, type Offered, type Wanted } from "./library_filter";

const BRIDGE: Offered = { text: "bridge lc03 hips up mat steadier legs", aims: ["lower_limb_control"], positions: ["lying"], things: ["mat"], tracking: "camera", calm: false };
const ALL: Wanted = { words: "", aim: "", position: "", thing: "", tracking: "", calm: false };

test("every word has to be somewhere, in any order and any case", () => {
  assert.ok(fits(BRIDGE, { ...ALL, words: "MAT bri" }));
  assert.ok(!fits(BRIDGE, { ...ALL, words: "bridge chair" }));
});

test("filters are joined, and nothing asked for leaves everything", () => {
  assert.ok(fits(BRIDGE, ALL));
  assert.ok(fits(BRIDGE, { ...ALL, position: "lying", thing: "mat", aim: "lower_limb_control", tracking: "camera" }));
  for (const other of [{ position: "sitting" }, { thing: "band" }, { aim: "balance_deficit" }, { tracking: "tap" }, { calm: true }])
    assert.ok(!fits(BRIDGE, { ...ALL, ...other }), JSON.stringify(other));
});

test("what is dragged takes the place of what it is dropped on", () => {
  assert.deepEqual(movedTo(["0", "1", "2", "3"], "0", "2"), ["1", "2", "0", "3"]);
  assert.deepEqual(movedTo(["0", "1", "2", "3"], "3", "0"), ["3", "0", "1", "2"]);
  assert.deepEqual(movedTo(["0", "1"], "0", "9"), ["0", "1"]);
});
