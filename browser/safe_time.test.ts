// A clock that was moved never makes an answer about safety younger than it is: either the time is right, or nobody can tell.
import "fake-indexeddb/auto";
import { strict as assert } from "node:assert";
import { beforeEach, mock, test } from "node:test";
import { serverTime } from "./clock";
import { questionsAreDue } from "./door";
import { hearFirstTime, hearTime, heard, looked, safeTime, timeAsKept, timeBy } from "./safe_time";
import { type ClockSeen, keepClockSeen, openShelf } from "./shelf";

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const NOON = Date.parse("2026-11-23T12:00:00Z");

const at = (seen: ClockSeen | undefined, device_ms: number): number | null => timeBy(looked(seen, device_ms), device_ms);

test("a clock that is a week off all the time still tells the time", () => {
  for (const off of [-7 * DAY, 0, 7 * DAY]) assert.equal(at(heard(NOON, NOON + off), NOON + off + 3 * HOUR), NOON + 3 * HOUR);
});

test("set back by more than some minutes it tells nothing, until the server is heard again", () => {
  const seen = looked(heard(NOON, NOON), NOON + 2 * DAY);
  assert.equal(timeBy(seen, NOON + 2 * DAY - 6 * MINUTE), null);
  assert.equal(timeBy(seen, NOON - 30 * DAY), null);
  assert.equal(at(heard(NOON + 2 * DAY, NOON - 30 * DAY), NOON - 30 * DAY + HOUR), NOON + 2 * DAY + HOUR);
});

test("put right by minutes it goes on, and never back", () => {
  const seen = looked(heard(NOON, NOON), NOON + HOUR);
  assert.equal(timeBy(seen, NOON + HOUR - 4 * MINUTE), NOON + HOUR);
});

test("set forward the answers end sooner, and set right again they are not young once more", () => {
  const until = new Date(NOON + 7 * DAY).toISOString(), seen = heard(NOON, NOON);
  assert.ok(!questionsAreDue(until, at(seen, NOON + 6 * DAY)));
  assert.ok(questionsAreDue(until, at(seen, NOON + 8 * DAY)));
  assert.ok(questionsAreDue(until, timeBy(looked(seen, NOON + 8 * DAY), NOON + HOUR)));
});

test("whoever never heard of the server cannot tell, and what is not there is not made up", () => {
  assert.equal(at(undefined, NOON), null);
  assert.equal(looked(undefined, NOON), undefined);
});

test("an answer that was slept through tells no time", () => {
  const date = new Date(NOON).toUTCString();
  assert.equal(serverTime(date, NOON, NOON + 1000), NOON + 500);
  assert.equal(serverTime(date, NOON, NOON + HOUR), null);
  assert.equal(serverTime(date, NOON, NOON - 1), null);
  assert.equal(serverTime(null, NOON, NOON), null);
});

beforeEach(async () => (await openShelf()).clear("about"));

async function on(device_ms: number, act: () => Promise<unknown>): Promise<void> {
  const clock = mock.method(Date, "now", () => device_ms);
  await act().finally(() => clock.mock.restore());
}

test("what was seen is kept on the device, by whoever looks", async () => {
  await on(NOON, () => hearTime(NOON + HOUR, NOON));
  await on(NOON + DAY, async () => assert.equal(await safeTime(), NOON + DAY + HOUR));
  await on(NOON + HOUR, async () => assert.equal(await safeTime(), null));
  await on(NOON + HOUR, async () => assert.equal(await timeAsKept(), null));
  await on(NOON + DAY, async () => assert.equal(await timeAsKept(), NOON + DAY + HOUR));
});

test("the first page that is kept brings the time along, and no later one moves it", async () => {
  await hearFirstTime(null, NOON);
  await on(NOON, async () => assert.equal(await timeAsKept(), null));
  await hearFirstTime(NOON + HOUR, NOON);
  await hearFirstTime(NOON, NOON + DAY);
  await on(NOON, async () => assert.equal(await timeAsKept(), NOON + HOUR));
});

test("a clock set back while a page is open is noticed although nobody had looked at it since", async () => {
  await on(NOON, () => hearTime(NOON, NOON));
  const then = performance.now();
  const clock = mock.method(performance, "now", () => then + 3 * HOUR);
  await on(NOON + MINUTE, async () => assert.equal(await safeTime(), null));
  clock.mock.restore();
});

test("two that look at once lose neither", async () => {
  const shelf = await openShelf();
  await keepClockSeen(shelf, () => heard(NOON, NOON));
  await Promise.all([HOUR, 3 * HOUR, 2 * HOUR].map((later) => keepClockSeen(shelf, (seen) => looked(seen, NOON + later))));
  assert.equal((await keepClockSeen(shelf, (seen) => seen))?.latest_ms, NOON + 3 * HOUR);
});
