// "None lost" is only worth saying where one that is lost would be counted.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { Incoming, MOST_WAITING_BYTES, Outgoing, Rate } from "./measuring_count";

test("every moment that goes has the next number, and no more than 30 a second go", () => {
  const outgoing = new Outgoing();
  const numbers = Array.from({ length: 61 }, (_, at) => outgoing.next(at * 1000 / 60, 0)).filter((number) => number !== null);
  assert.equal(numbers.length, 31);
  const uneven = new Outgoing();
  const pictures = Array.from({ length: 300 }, (_, at) => uneven.next(at * 1000 / 30 + (at % 3) * 7, 0));
  assert.ok(pictures.every((number) => number !== null), "a camera of 30 pictures a second is not passed over for being uneven");
  assert.deepEqual(numbers, Array.from({ length: 31 }, (_, at) => at + 1));
});

test("a full line holds moments back, which is counted and leaves no gap", () => {
  const outgoing = new Outgoing();
  assert.equal(outgoing.next(0, 0), 1);
  assert.equal(outgoing.next(40, MOST_WAITING_BYTES + 1), null);
  assert.equal(outgoing.next(80, 0), 2);
  assert.equal(outgoing.withheld, 1);
});

test("what does not come is lost", () => {
  const incoming = new Incoming();
  for (const number of [1, 2, 5, 6]) assert.ok(incoming.take(number));
  assert.deepEqual([incoming.received, incoming.lost], [4, 2]);
});

test("what comes late is not lost, and is not shown over what is newer", () => {
  const incoming = new Incoming();
  for (const number of [1, 3]) incoming.take(number);
  assert.equal(incoming.lost, 1);
  assert.equal(incoming.take(2), false);
  assert.deepEqual([incoming.received, incoming.lost], [3, 0]);
  assert.equal(incoming.take(2), false);
  assert.deepEqual([incoming.received, incoming.lost], [3, 0]);
});

test("the first ones may be missing as well", () => {
  const incoming = new Incoming();
  incoming.take(4);
  assert.equal(incoming.lost, 3);
});

test("how many a second is of the last two seconds", () => {
  const rate = new Rate();
  let told = 0;
  for (let at = 0; at <= 3000; at += 50) told = rate.add(at);
  assert.equal(told, 20);
  for (let at = 3000; at <= 9000; at += 200) told = rate.add(at);
  assert.equal(told, 5);
});
