import assert from "node:assert/strict";
import { test } from "node:test";
import { IDLE_MS, minutesInWords, UsedTime } from "./used_time";

const sum = (time: UsedTime, now: number) => time.take(now).reduce((all, one) => all + one.to_ms - one.from_ms, 0);

test("what is used counts up to the last thing somebody did", () => {
  const time = new UsedTime(0);
  for (const at of [10_000, 40_000, 90_000]) time.act(at);
  assert.equal(time.state(100_000), "running");
  assert.equal(sum(time, 100_000), 90_000);
});

test("a page that lies open and is not used does not count", () => {
  const time = new UsedTime(0);
  time.act(5_000);
  assert.equal(time.state(5_000 + IDLE_MS), "idle");
  time.act(600_000);
  time.act(610_000);
  assert.equal(sum(time, 610_000), 15_000);
});

test("a page that cannot be seen does not count, and coming back begins anew", () => {
  const time = new UsedTime(0);
  time.act(20_000);
  time.hide(30_000);
  time.act(31_000);
  assert.equal(time.state(31_000), "hidden");
  time.show(500_000);
  time.act(510_000);
  assert.equal(sum(time, 510_000), 40_000);
});

test("hiding a page nobody used any more adds nothing", () => {
  const time = new UsedTime(0);
  time.act(20_000);
  time.hide(400_000);
  assert.equal(sum(time, 400_000), 20_000);
});

test("stopped by hand it counts nothing until it goes on", () => {
  const time = new UsedTime(0);
  time.stop(12_000);
  time.act(40_000);
  time.hide(50_000);
  time.show(60_000);
  assert.equal(time.state(61_000), "stopped");
  time.goOn(70_000);
  time.act(75_000);
  assert.equal(sum(time, 75_000), 17_000);
});

test("each stretch has a key of its own, lasts two minutes at most, lies over no other, and goes when it is sent", () => {
  const time = new UsedTime(0);
  for (let at = 0; at <= 600_000; at += 30_000) time.act(at);
  const first = [...time.take(600_000)];
  for (let at = 600_000; at <= 660_000; at += 20_000) time.act(at);
  const all = [...time.take(660_000)];
  assert.deepEqual(all.slice(0, first.length), first);
  assert.equal(new Set(all.map((one) => one.key)).size, all.length);
  assert.ok(all.every((one) => one.to_ms - one.from_ms <= 2 * IDLE_MS));
  assert.ok(all.every((one, k) => k === 0 || one.from_ms >= (all[k - 1]?.to_ms ?? 0)));
  assert.equal(all.reduce((whole, one) => whole + one.to_ms - one.from_ms, 0), 660_000);
  for (const one of all) time.sent(one.key);
  assert.equal(time.take(660_000).length, 0);
});

test("what could not be sent for a quarter of an hour is dropped, not sent under a wrong time", () => {
  const time = new UsedTime(0);
  time.act(10_000);
  assert.equal(time.take(10_000).length, 1);
  time.hide(11_000);
  assert.equal(time.take(16 * 60_000).length, 0);
});

test("minutes in words never round up", () => {
  assert.equal(minutesInWords(59), "under a minute");
  assert.equal(minutesInWords(119), "1 min");
});
