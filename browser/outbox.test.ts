// A session is never lost, never counted twice, and never sent as someone else's.
import "fake-indexeddb/auto";
import { strict as assert } from "node:assert";
import { beforeEach, test } from "node:test";
import { Outbox } from "./outbox";
import { beginRecord, keepSet, type Record, type Upload, withoutTraces } from "./record";
import { openShelf, type Shelf } from "./shelf";
import { planOf } from "./testing/plan";

let shelf: Shelf;
let now = 0;
let sent: string[] = [];

type Answers = (body: string) => Response | Promise<Response>;

function outboxOf(owner: string, answers: Answers, online = true): Outbox {
  const send = async (_to: unknown, request?: RequestInit): Promise<Response> => {
    sent.push(String(request?.body));
    return answers(String(request?.body));
  };
  return new Outbox(shelf, owner, { fetch: send as typeof fetch, now: () => now, csrf: () => "token", online: () => online });
}

function record(key: string, owner = "maria"): Record {
  const moment = { key, now: "2026-11-23T10:00:00+01:00", time_zone: "Europe/Berlin", offset_s: 0 };
  return beginRecord({ ...planOf(), owner }, moment);
}

const reply = (status: number, said: object = {}) => (): Response => new Response(JSON.stringify(said), { status });
const offline: Answers = () => Promise.reject(new TypeError("no network"));

beforeEach(async () => {
  shelf = await openShelf();
  await Promise.all([shelf.clear("waiting"), shelf.clear("started"), shelf.clear("about")]);
  now = 1_000;
  sent = [];
});

async function finished(outbox: Outbox, ...keys: string[]): Promise<void> {
  for (const key of keys) await outbox.finish(record(key, outbox.owner), "/exercise/results/", "2026-11-23T10:20:00+01:00");
}

test("it keeps a session until the server has it", async () => {
  await finished(outboxOf("maria", offline), "one");
  assert.equal((await outboxOf("maria", offline).send()).waiting.length, 1);
  now += 60_000;
  assert.equal((await outboxOf("maria", reply(201)).send()).waiting.length, 0);
});

test("the same words are sent every time", async () => {
  await finished(outboxOf("maria", offline), "one");
  for (let turn = 0; turn < 3; turn++) await outboxOf("maria", offline).send(true);
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent).size, 1);
});

function traced(key: string): Record {
  const set = { number: 1, side: "both" as const, seen: null, claimed_reps: 8, claimed_hold_s: null, trace: "AAAA" };
  return keepSet(record(key), 0, set, "camera");
}

test("a message that is too long goes again without its stick figures, and nothing else is missing", async () => {
  const answers: Answers = (body) => (body.includes('"trace":') ? reply(413)() : reply(201)());
  const outbox = outboxOf("maria", answers);
  await outbox.finish(traced("one"), "/exercise/results/", "2026-11-23T10:20:00+01:00");
  assert.equal((await outbox.send()).waiting.length, 1);
  assert.equal((await outbox.send(true)).waiting.length, 0);
  const [long, short] = sent.map((body) => JSON.parse(body) as Upload);
  assert.equal(long?.exercises[0]?.sets[0]?.trace, "AAAA");
  assert.deepEqual(short, withoutTraces(long as Upload));
});

test("a message that no answer comes to is made lighter after some minutes, not at once", async () => {
  const outbox = outboxOf("maria", offline);
  await outbox.finish(traced("one"), "/exercise/results/", "2026-11-23T10:20:00+01:00");
  for (let turn = 0; turn < 9; turn++) await outbox.send(true);
  assert.deepEqual(sent.map((body) => body.includes('"trace":')), [...Array(7).fill(true), false, false]);
});

test("without a network nothing is left behind, however often it is tried", async () => {
  const outbox = outboxOf("maria", offline, false);
  await outbox.finish(traced("one"), "/exercise/results/", "2026-11-23T10:20:00+01:00");
  for (let turn = 0; turn < 20; turn++) await outbox.send(true);
  assert.ok(sent.every((body) => body.includes('"trace":')));
});

test("one yes removes only the session it answered", async () => {
  const outbox = outboxOf("maria", (body) => (body.includes('"two"') ? reply(201)() : reply(500)()));
  await finished(outbox, "one", "two", "three");
  const { waiting } = await outbox.send();
  assert.deepEqual(waiting.map(({ key }) => key).sort(), ["one", "three"]);
});

test("a refused session stays, with the server's own sentence", async () => {
  for (const status of [403, 409, 422]) {
    const outbox = outboxOf("maria", reply(status, { error: "More repetitions than anyone can do." }));
    await finished(outbox, `key-${status}`);
    const { waiting, refused } = await outbox.send();
    assert.equal(waiting.length, 0);
    assert.equal(refused.at(-1)?.sentence, "More repetitions than anyone can do.");
  }
  assert.equal((await outboxOf("maria", reply(200)).contents()).refused.length, 3);
});

test("a refused session is not pressed on the server, but may be tried again by hand", async () => {
  await finished(outboxOf("maria", offline), "one");
  await outboxOf("maria", reply(422)).send();
  await outboxOf("maria", reply(201)).send();
  assert.equal(sent.length, 1);
  const { refused } = await outboxOf("maria", reply(201)).send(true);
  assert.equal(refused.length, 0);
});

test("signed out, it waits and says why", async () => {
  await finished(outboxOf("maria", offline), "one");
  const { waiting } = await outboxOf("maria", reply(401)).send();
  assert.match(waiting[0]?.sentence ?? "", /Sign in again/);
});

test("a page that was open too long is no refusal: it waits, and says what helps", async () => {
  for (const answer of [reply(403, { error: "Load it again.", field: "", again: true }), () => new Response("<html>", { status: 403 })]) {
    const outbox = outboxOf("maria", answer);
    await finished(outbox, "one");
    const { waiting, refused } = await outbox.send(true);
    assert.deepEqual([waiting.length, refused.length], [1, 0]);
    assert.match(waiting[0]?.sentence ?? "", /stays safe on this device/);
  }
});

test("a refused session can be thrown away by the person it belongs to; one that waits cannot", async () => {
  const maria = outboxOf("maria", reply(422));
  await finished(maria, "one");
  await maria.send();
  await outboxOf("olga", offline).discard("one");
  assert.equal((await maria.contents()).refused.length, 1);
  await maria.discard("one");
  assert.equal((await maria.contents()).refused.length, 0);
  await finished(maria, "two");
  await maria.discard("two");
  assert.equal((await maria.contents()).waiting.length, 1);
});

test("any other answer is no yes", async () => {
  for (const status of [202, 204, 302, 400, 404, 413, 429, 500, 503]) {
    const outbox = outboxOf("maria", () => new Response(null, { status }));
    await finished(outbox, "one");
    assert.equal((await outbox.send(true)).waiting.length, 1, `status ${status}`);
  }
});

test("pauses between tries grow and end at a quarter of an hour", async () => {
  const outbox = outboxOf("maria", offline);
  await finished(outbox, "one");
  const pauses: number[] = [];
  for (let turn = 0; turn < 10; turn++) {
    const { waiting } = await outbox.send();
    const pause = (waiting[0]?.next_try_at ?? 0) - now;
    pauses.push(pause);
    now += pause;
  }
  assert.equal(sent.length, 10);
  assert.deepEqual(pauses.slice(0, 3), [5_000, 10_000, 20_000]);
  assert.equal(pauses.at(-1), 15 * 60_000);
});

test("before the pause is over nothing is sent", async () => {
  const outbox = outboxOf("maria", offline);
  await finished(outbox, "one");
  await outbox.send();
  await outbox.send();
  assert.equal(sent.length, 1);
});

test("what one person did is never sent or shown for another", async () => {
  await finished(outboxOf("maria", offline), "one");
  const other = outboxOf("olga", reply(201));
  assert.deepEqual(await other.send(true), { waiting: [], refused: [] });
  assert.equal(sent.length, 0);
  assert.equal((await outboxOf("maria", offline).contents()).waiting.length, 1);
});

test("a session under way survives, one for each person", async () => {
  await outboxOf("maria", offline).keep(record("one", "maria"));
  await outboxOf("olga", offline).keep(record("two", "olga"));
  assert.equal((await outboxOf("maria", offline).started())?.key, "one");
  assert.equal((await outboxOf("olga", offline).started())?.key, "two");
});

test("finishing turns the session under way into a parcel, in one step", async () => {
  const outbox = outboxOf("maria", offline);
  await outbox.keep(record("one"));
  await finished(outbox, "one");
  assert.equal(await outbox.started(), undefined);
  assert.equal(JSON.parse(String((await outbox.contents()).waiting[0]?.body)).key, "one");
});

const hello = { key: "m", to: "/messages/send/", body: "text", type: "multipart/form-data; boundary=B", message: "Hello", ended_at: "2026-11-23T10:20:00+01:00" };

test("a message waits like a session, goes as what it is, and its answer is handed on", async () => {
  const kinds: (string | null)[] = [];
  const said: [string | undefined, unknown][] = [];
  const send = async (_to: unknown, request?: RequestInit): Promise<Response> => {
    kinds.push(new Headers(request?.headers).get("Content-Type"));
    return reply(201, { said: "Sent.", ask: "/safety/1/" })();
  };
  const world = { fetch: send as typeof fetch, now: () => now, csrf: () => "token", taken: (parcel: { message?: string }, answer: unknown) => said.push([parcel.message, answer]) };
  const outbox = new Outbox(shelf, "maria", world);
  await outbox.put(hello);
  assert.equal((await outboxOf("olga", offline).contents()).waiting.length, 0);
  await finished(outbox, "one");
  assert.equal((await outbox.send()).waiting.length, 0);
  assert.deepEqual(kinds.sort(), ["application/json", "multipart/form-data; boundary=B"]);
  assert.deepEqual(said[said.findIndex(([message]) => message === "Hello")], ["Hello", { said: "Sent.", ask: "/safety/1/" }]);
});

test("a message under a key that was used for other words stays, with the reason", async () => {
  const outbox = outboxOf("maria", reply(409, { error: "Both are kept." }));
  await outbox.put(hello);
  const { waiting, refused } = await outbox.send();
  assert.deepEqual([waiting.length, refused[0]?.sentence, refused[0]?.message], [0, "Both are kept.", "Hello"]);
});

test("a diary entry is kept, sent word for word, and gone once the server has it", async () => {
  const box = outboxOf("maria", offline);
  const entry = { key: "d", to: "/diary/entries/", body: '{"stress":0}', ended_at: "2026-11-25T12:00:00+01:00" };
  await box.put(entry);
  assert.equal((await box.send(true)).waiting.length, 1);
  const { waiting, refused } = await outboxOf("maria", reply(201)).send(true);
  assert.deepEqual([waiting.length, refused.length], [0, 0]);
  assert.deepEqual(sent, ['{"stress":0}', '{"stress":0}']);
  await box.put(entry);
  const said = await outboxOf("maria", reply(409, { error: "Changed." })).send(true);
  assert.deepEqual(said.refused.map(({ key, sentence }) => [key, sentence]), [["d", "Changed."]]);
});
