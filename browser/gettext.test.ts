// The table of another language, and what is said without one.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { gettext, ngettext, useTable } from "./gettext";

const arabic = {
  words: { "Go.": "ابدأ.", "{count} set": ["صفر", "واحدة", "اثنتان", "{count} مجموعات", "{count} مجموعة", "{count} من المجموعات"] },
  forms: Array.from({ length: 200 }, (_, n) => n === 0 ? 0 : n === 1 ? 1 : n === 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5).join(""),
};

test("without a table the words are said as they stand, with what belongs in them", () => {
  useTable(null);
  assert.equal(gettext("{left} seconds left", { left: 20 }), "20 seconds left");
  assert.equal(ngettext("{count} set", "{count} sets", 1), "1 set");
  assert.equal(ngettext("{count} set", "{count} sets", 0), "0 sets");
});

test("a table says it in its language, in the form that the number takes", () => {
  useTable(JSON.stringify(arabic));
  assert.equal(gettext("Go."), "ابدأ.");
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100, 203].map((n) => ngettext("{count} set", "{count} sets", n)),
    ["صفر", "واحدة", "اثنتان", "3 مجموعات", "11 مجموعة", "100 من المجموعات", "203 مجموعات"],
  );
  useTable(null);
});

test("a word that the table lacks is said in English rather than not at all", () => {
  useTable(JSON.stringify(arabic));
  assert.equal(gettext("Rest"), "Rest");
  useTable(null);
});

test("what a person wrote is put in as it is, also when it looks like a place for something else", () => {
  assert.equal(gettext("A message: {words}", { words: "{count} $& €" }), "A message: {count} $& €");
});
