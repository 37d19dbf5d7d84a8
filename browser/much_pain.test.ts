// Much pain is what the server says in the page, and a page that says nothing fails closed.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { boundsIn, isMuch } from "./much_pain";

const PAGE = { high: "7", rise: "3" };

test("from the height on, and not below it", () => {
  const bounds = boundsIn(PAGE, {});
  assert.deepEqual([10, 7, 6, 0].map((pain) => isMuch(pain, bounds)), [true, true, false, false]);
});

test("three above the usual is much as well", () => {
  assert.ok(isMuch(5, boundsIn(PAGE, { usual: "2.0" })));
  assert.ok(!isMuch(4, boundsIn(PAGE, { usual: "2.0" })));
  assert.ok(isMuch(3, boundsIn(PAGE, { usual: "0.0" })));
  assert.ok(!isMuch(5, boundsIn(PAGE, { usual: "" })));
});

test("no answer says nothing", () => assert.ok(!isMuch(null, boundsIn(PAGE, {}))));

test("without the server's bounds any pain stops", () => assert.ok(isMuch(1, boundsIn({}, {}))));
