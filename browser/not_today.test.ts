// "Not today" without a network: kept, sent once there is one, dated to the press, and nobody else's business.
import "fake-indexeddb/auto";
import { strict as assert } from "node:assert";
import { beforeEach, test } from "node:test";
import { NOT_TODAY_SCHEMA, type Network, pressNotToday, sendPresses } from "./not_today";
import { Outbox } from "./outbox";
import { heard } from "./safe_time";
import { keepClockSeen, openShelf, type Shelf } from "./shelf";

const TO = "/not-today/abc/", OTHER = "/not-today/def/";
const SIX = Date.parse("2026-11-23T17:00:00Z"), HOUR = 3_600_000;

let shelf: Shelf;
let sent: { to: string; request: RequestInit }[] = [];

beforeEach(async () => {
  shelf = await openShelf();
  await Promise.all([shelf.clear("waiting"), shelf.clear("about")]);
  sent = [];
});

const open = async (): Promise<Shelf> => shelf;

function network(status: number | null, now = SIX): Network {
  const fetch = (async (to: string, request: RequestInit) => {
    if (status === null) throw new TypeError("no network");
    sent.push({ to, request });
    return new Response("{}", { status });
  }) as typeof globalThis.fetch;
  return { fetch, now: () => now };
}

const said = (): { pressed_at: string }[] => sent.map(({ request }) => JSON.parse(request.body as string));

test("with a network it is sent at once, without cookies, and nothing stays", async () => {
  assert.equal(await pressNotToday(TO, open, network(200)), 0);
  assert.deepEqual(sent.map(({ to, request }) => [to, request.method, request.credentials]), [[TO, "POST", "omit"]]);
  assert.equal(await shelf.count("waiting"), 0);
});

test("without one it is kept under its own key and sent later, dated to when it was pressed", async () => {
  assert.equal(await pressNotToday(TO, open, network(null)), 1);
  assert.equal(await pressNotToday(OTHER, open, network(null, SIX + 24 * HOUR)), 2);
  assert.equal(await sendPresses(shelf, network(503, SIX + 25 * HOUR)), 2);
  sent = [];
  assert.equal(await sendPresses(shelf, network(200, SIX + 50 * HOUR)), 0);
  assert.deepEqual(sent.map(({ to }) => to).sort(), [TO, OTHER]);
  assert.deepEqual(said().map(({ pressed_at }) => Date.parse(pressed_at)), [SIX, SIX + 24 * HOUR]);
  assert.equal(await sendPresses(shelf, network(200)), 0);
  assert.equal(sent.length, 2);
});

test("pressed twice it is there once, and the first press counts", async () => {
  await pressNotToday(TO, open, network(null));
  await pressNotToday(TO, open, network(200, SIX + HOUR));
  assert.deepEqual(said().map(({ pressed_at }) => Date.parse(pressed_at)), [SIX]);
});

test("it says how far the clock is off, as far as the device knows", async () => {
  await keepClockSeen(shelf, () => heard(SIX, SIX + 7 * 24 * HOUR));
  await pressNotToday(TO, open, network(200, SIX + 7 * 24 * HOUR));
  assert.deepEqual(said(), [{ ...said()[0], schema: NOT_TODAY_SCHEMA, device_clock_offset_s: -7 * 86_400 }]);
});

test("what the server turns away is over", async () => {
  assert.equal(await pressNotToday(TO, open, network(422)), 0);
  assert.equal(await shelf.count("waiting"), 0);
});

test("it is in nobody's outbox and waits for nobody to sign in", async () => {
  await pressNotToday(TO, open, network(null));
  for (const owner of ["maria", ""]) {
    const outbox = new Outbox(shelf, owner, { ...network(200), csrf: () => "" });
    assert.deepEqual(await outbox.send(true), { waiting: [], refused: [] });
  }
  assert.equal(sent.length, 0);
  assert.equal(await sendPresses(shelf, network(200)), 0);
});

test("where the device keeps nothing it is sent as it always was", async () => {
  assert.equal(await pressNotToday(TO, () => Promise.reject(new Error("no room")), network(200)), 0);
  assert.deepEqual(sent, [{ to: TO, request: { method: "POST", credentials: "omit" } }]);
});
