// What is written without a network closes the session as it would with one.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { formsOf, wordsOf } from "./words_as_read";
import { soundsConcerning, tableHere, tableIn, type Table } from "./words_of_concern";

const TABLE: Table = {
  en: [["cant|can not|trouble", "pee|peeing"], ["numb*|no feeling", "between my legs|saddle"], ["chest pain"]],
  de: [["gefuhllos*|gefuehllos*", "gesass*|gesaess*"]],
  ar: [["خدر", "ساقي"]],
};
const concerns = (text: string): boolean => soundsConcerning(text, TABLE);

test("one phrase of each group, in any order, with any ending", () => {
  assert.ok(concerns("Since this morning I can’t pee."));
  assert.ok(concerns("Peeing is trouble"));
  assert.ok(concerns("Numbness, it is between\nmy legs"));
  assert.ok(concerns("CHEST\u00a0PAIN"));
});

test("not half of it, and not far apart", () => {
  assert.ok(!concerns("I went to pee and it was fine."));
  assert.ok(!concerns("My numb toe."));
  assert.ok(!concerns("I cant come on Tuesday because my aunt is here and we go out, then a pee stop"));
  assert.ok(!concerns(""));
});

test("marks that nobody sees hide nothing", () => assert.deepEqual(wordsOf("Ca\u00adn't  p\u200bee, 2x"), ["cant", "pee", "2x"]));

test("in whatever language, with and without its marks", () => {
  assert.ok(concerns("Mein Gesäß ist gefühllos"));
  assert.ok(concerns("mein gesaess ist gefuehllos"));
  assert.ok(concerns("خَدَرٌ في ساقيّ"));
  assert.ok(concerns("وبالساقي الخـــدر"));
  assert.ok(!concerns("Mein Gesäß, between"));
});

test("what Arabic writes in one with a word is taken off, and never all of it", () => {
  assert.deepEqual(formsOf("وبالساق"), ["وبالساق", "بالساق", "الساق", "ساق"]);
  assert.deepEqual(formsOf("الم"), ["الم"]);
});

test("a page without the table closes at anything that was written", () => {
  for (const kept of ["", " ", JSON.stringify([["cant", "pee"]]), '{"en": [["cant"', "null", "{}", '{"en": []}']) {
    const table = tableIn(kept);
    assert.equal(table, null, kept);
    assert.ok(soundsConcerning("Thank you.", table));
    assert.ok(!soundsConcerning("  ", table));
  }
  assert.deepEqual(tableIn(JSON.stringify(TABLE)), TABLE);
});

test("the table comes from where the page says; one that does not come closes", async () => {
  const answers = (answer: () => Promise<Response>): typeof fetch => answer as unknown as typeof fetch;
  const whole = answers(() => Promise.resolve(new Response(JSON.stringify(TABLE))));
  assert.deepEqual(await tableHere({ fetch: whole, place: "/table" }), TABLE);
  const none = [answers(() => Promise.reject(new TypeError("offline"))), answers(() => Promise.resolve(new Response("", { status: 404 })))];
  for (const fetch of none) assert.equal(await tableHere({ fetch, place: "/table" }), null);
  assert.equal(await tableHere({ fetch: whole, place: undefined }), null);
});
