// A form on the shelf: what was said, whose it is and when; a nought stays, and one page of the device may send twice.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { formParcel, saysFast, saysMuch, type Shelved, shelfFirst } from "./kept_form";
import { couldNotBeTaken, fileName, whatIsIn, whatWasDone, whatWaits } from "./parcel_words";
import type { Parcel } from "./shelf";

const PRESSED = { key: "k-2", owner: "maria", care: "c-1", to: "/activity/walk/", now: "2026-11-23T10:05:00+01:00", offset_s: 3 };

function data(said: { [name: string]: string }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(said)) form.set(name, value);
  return form;
}

test("it says what the form says, without the token of a page that may be old", () => {
  const { body } = formParcel(data({ csrfmiddlewaretoken: "old", pain: "0", note: "" }), PRESSED);
  assert.deepEqual(JSON.parse(body as string), {
    schema: "unbrace.kept-form/1", key: "k-2", owner: "maria", care: "c-1", written_at: PRESSED.now, device_clock_offset_s: 3,
    fields: { pain: "0", note: "" },
  });
});

test("the key that a kept page came with is not sent twice", () => {
  const { body } = formParcel(data({ key: "of the page", minutes: "10" }), PRESSED);
  assert.equal(JSON.parse(body as string).fields.key, "k-2");
});

test("much pain is 7 and more, in the fields about pain alone", () => {
  const bounds = { high: 7, rise: 3, usual: null };
  assert.ok(saysMuch(data({ worst: "7" }), ["worst"], bounds));
  assert.ok(!saysMuch(data({ worst: "6", confidence: "10" }), ["worst"], bounds));
  assert.ok(!saysMuch(data({ worst: "skip" }), ["worst", "average"], bounds));
  assert.ok(saysMuch(data({ worst: "6" }), ["worst"], { ...bounds, usual: 3 }));
});

test("a fast breath at rest is more than the bound, by the minute", () => {
  assert.ok(saysFast(data({ taps: "25", seconds: "60" }), 24));
  assert.ok(!saysFast(data({ taps: "24", seconds: "60" }), 24));
  assert.ok(saysFast(data({ taps: "13", seconds: "30" }), 24));
  assert.ok(!saysFast(data({ taps: "", seconds: "60" }), 24));
});

test("on the shelf it is called what it is", () => {
  const parcel: Parcel = { ...formParcel(data({ minutes: "10" }), PRESSED), owner: "maria", state: "waiting", sentence: null, tries: 0, next_try_at: 0 };
  assert.equal(whatIsIn(parcel), "answer");
  assert.equal(whatWaits([parcel, parcel]), "2 answers are waiting to be sent.");
  assert.equal(whatWasDone(parcel), "Something about a walk.");
  assert.equal(couldNotBeTaken(parcel, "Too late."), "Something about a walk. It could not be taken: Too late.");
  assert.equal(fileName(parcel), "unbrace-answer-2026-11-23.json");
});

function shelf(send: (waiting: Map<string, string>) => Promise<void>): { outbox: Shelved; done: string[] } {
  const waiting = new Map<string, string>(), done: string[] = [];
  return { done, outbox: {
    put: async ({ key, body }) => { done.push("put"); waiting.set(key, body as string); },
    send: async () => { done.push("send"); await send(waiting); },
    contents: async () => ({ waiting: [...waiting.keys()].map((key) => ({ key, sentence: null })) }),
  } };
}

const WALK = formParcel(data({ minutes: "10" }), PRESSED);

test("it is on the shelf before anything is sent, and what stops has stopped by then", async () => {
  const { outbox, done } = shelf(async (waiting) => waiting.clear());
  assert.equal(await shelfFirst(outbox, WALK, 1_000, async () => void done.push("stopped")), undefined);
  assert.deepEqual(done, ["put", "stopped", "send"]);
});

test("a network that is dead but says it is not keeps the form on the shelf", async () => {
  assert.equal((await shelfFirst(shelf(async () => undefined).outbox, WALK, 1_000))?.key, "k-2");
  assert.equal((await shelfFirst(shelf(() => new Promise<void>(() => undefined)).outbox, WALK, 10))?.key, "k-2");
});
