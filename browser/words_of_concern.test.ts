// What is written without a network closes the session as it would with one.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { type Pattern, soundsConcerning, wordsOf } from "./words_of_concern";

const PATTERNS: Pattern[] = [["cant|can not|trouble", "pee|peeing"], ["numb*|no feeling", "between my legs|saddle"], ["chest pain"]];
const concerns = (text: string): boolean => soundsConcerning(text, PATTERNS);

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

test("a page without the table closes at anything that was written", () => {
  assert.ok(soundsConcerning("Thank you.", null));
  assert.ok(!soundsConcerning("  ", null));
});
