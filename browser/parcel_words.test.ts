// What lies on the device is told in words its owner knows.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { copyOf, fileName, whatWaits, whatWasDone, whenDone } from "./parcel_words";
import { beginRecord, changeExercise, keepSet, toUpload } from "./record";
import type { Parcel } from "./shelf";
import { planOf, resultOf } from "./testing/plan";
import { dayWords, greeting } from "./words";

const MOMENT = { key: "k", now: "2026-11-23T10:05:00", time_zone: "Europe/Berlin", offset_s: 0 };

function parcelOf(pain: 0 | 3 | null): Parcel {
  const set = { number: 1, side: "both" as const, seen: resultOf(5), claimed_reps: 2, claimed_hold_s: null };
  const done = changeExercise(keepSet(beginRecord(planOf(), MOMENT), 0, set, "camera"), 0, { pain });
  const body = JSON.stringify(toUpload(done, MOMENT.now));
  return { key: "k", owner: "maria", to: "/", body, ended_at: MOMENT.now, state: "refused", sentence: "No.", tries: 1, next_try_at: 0 };
}

test("what was done, in numbers; a pain of 0 is an answer and one not asked is silent", () => {
  assert.equal(whatWasDone(parcelOf(0)), "1 exercise, 1 set: 5 seen, 2 counted by you. Worst pain 0 of 10.");
  assert.equal(whatWasDone(parcelOf(null)), "1 exercise, 1 set: 5 seen, 2 counted by you.");
});

test("the day as the rest of the pages says it", () => {
  assert.equal(whenDone(parcelOf(3), "en"), "Monday 23 November, 10:05");
  assert.equal(dayWords(new Date(2026, 10, 23), "en"), "Monday 23 November");
  assert.equal(fileName(parcelOf(3)), "unbrace-session-2026-11-23.json");
});

test("a diary entry on the shelf is called what it is", () => {
  const parcel = { ...parcelOf(3), to: "/diary/entries/", body: JSON.stringify({ schema: "unbrace.diary-entry/1" }) };
  assert.equal(whatWasDone(parcel), "A diary entry.");
  assert.equal(whenDone(parcel, "en"), "Monday 23 November, 10:05");
  assert.equal(fileName(parcel), "unbrace-diary-2026-11-23.json");
});

test("the greeting keeps the hours of Today", () => {
  const said = [3, 4, 11, 12, 17, 18].map(greeting);
  assert.deepEqual(said, ["Good evening", "Good morning", "Good morning", "Good afternoon", "Good afternoon", "Good evening"]);
});

test("a message is told by its words, and counted beside the sessions", async () => {
  const message: Parcel = { ...parcelOf(null), body: new Blob(["form"]), message: "May I skip Friday?" };
  assert.equal(whatWasDone(message), "A message: May I skip Friday?");
  assert.equal(whenDone(message, "en"), "Monday 23 November, 10:05");
  assert.equal(fileName(message), "unbrace-message-2026-11-23.txt");
  assert.equal(await copyOf(message).text(), "May I skip Friday?");
  assert.equal(whatWaits([]), "");
  assert.equal(whatWaits([message]), "1 message is waiting to be sent.");
  assert.equal(whatWaits([message, message]), "2 messages are waiting to be sent.");
  assert.equal(whatWaits([parcelOf(null), message]), "1 session and 1 message are waiting to be sent.");
});
