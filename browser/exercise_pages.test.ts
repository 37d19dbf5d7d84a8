// What stops takes every page away that leads to exercise, and nothing that waits or that helps.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { dropKept, isPastItsTime, KEPT_PAGES_CACHE, LEADS_TO_EXERCISE } from "./exercise_pages";

const HELPS = ["/offline/", "/check-in/", "/flare-up/", "/kept/", "/messages/", "/activity/"];

test("tests of function, the lift and a programme of one's own are among them", () => {
  for (const path of ["/exercise/", "/programme/", "/break/", "/breathing/", "/assessment/", "/lift/", "/on-your-own/"]) {
    assert.ok(LEADS_TO_EXERCISE.includes(path), path);
  }
});

test("a stop drops all of them and leaves what helps", async () => {
  const kept = new Set([...LEADS_TO_EXERCISE, ...HELPS]);
  const shelves = { open: async (name: string) => { assert.equal(name, KEPT_PAGES_CACHE); return { delete: async (path: string) => kept.delete(path) }; } };
  assert.equal(await dropKept(shelves, LEADS_TO_EXERCISE), LEADS_TO_EXERCISE.length);
  assert.deepEqual([...kept], HELPS);
});

test("a page that leads to exercise is not shown past the next questions, others are", () => {
  const kept = "2026-11-20T10:00:00Z", day = 86_400_000;
  const after = (path: string, days: number): boolean => isPastItsTime(path, kept, Date.parse(kept) + days * day);
  assert.deepEqual([after("/lift/", 6), after("/lift/", 7), after("/assessment/", 40)], [false, true, true]);
  assert.deepEqual([after("/diary/", 40), after("/", 40), after("/exercise/", 40)], [false, false, false]);
  assert.ok(isPastItsTime("/break/", null, Date.parse(kept)));
  assert.deepEqual([isPastItsTime("/break/", kept, null), isPastItsTime("/diary/", kept, null)], [true, false]);
});
