import assert from "node:assert/strict";
import { test } from "node:test";
import { aligned, knots, turnedRound } from "./align";
import { axes, clockWords, countedAnew, type Rep, repWords, ribbon, scaleOf, stroke, widthOf } from "./curve";
import { bodyOf, lens, Room, strength } from "./figure";
import { Player } from "./player";
import { Frames, NUMBERS } from "./trace";

const rep = (number: number, start: number, more: Partial<Rep> = {}): Rep => ({
  number, full: true, side: "both", range_deg: 80, error_deg: 7, faults: [], start_ms: start, peak_ms: start + 1000, end_ms: start + 3000, ...more,
});

/** A set of `count` frames, every 100 ms from a clock that began elsewhere. */
function frames(count: number): Frames {
  const found = new Frames();
  for (let k = 0; k < count; k++) found.add(5000 + 100 * k, k === 3 ? null : new Int16Array(NUMBERS));
  return found;
}

test("the frame at a moment is the last one seen by then", () => {
  const found = frames(50);
  assert.deepEqual([0, 99, 100, 250, 99_999].map((ms) => found.at(ms)), [0, 0, 1, 2, 49]);
  assert.equal(found.row(3), null);
  assert.equal(found.lasts, 4900);
  assert.equal(found.since(10), 1000);
});

test("two sets run at the same point of the same repetition", () => {
  const pairs = knots([rep(1, 1000), rep(2, 5000)], [rep(1, 4000), { ...rep(2, 9000), peak_ms: 11_000, end_ms: 12_000 }, rep(3, 20_000)]);
  assert.equal(aligned(1000, pairs), 4000);
  assert.equal(aligned(6000, pairs), 11_000, "far point to far point, though that one was slower");
  assert.equal(aligned(4500, pairs), 8000, "in the rest between, share by share");
  assert.equal(aligned(0, pairs), 3000, "before the first at its own pace");
  assert.equal(aligned(9000, pairs), 13_000, "and after the last that both have");
});

test("without a repetition in common both run from their beginning", () => {
  assert.equal(aligned(1234, knots([], [rep(1, 0)])), 1234);
});

test("there and back again is where it was", () => {
  const pairs = knots([rep(1, 1000), rep(2, 5000)], [rep(1, 4000), rep(2, 9000)]);
  for (const ms of [0, 1500, 4700, 9999]) assert.ok(Math.abs(aligned(aligned(ms, pairs), turnedRound(pairs)) - ms) < 1e-6);
});

test("a gap breaks the curve and its band", () => {
  const at = axes(3000, 320, [0, 100]);
  assert.equal(stroke([0, 1000, 2000, 3000], [1, null, 3, 4], at).match(/M/g)?.length, 2);
  assert.equal(ribbon([0, 1000, 2000, 3000], [1, null, 3, 4], 5, at).match(/Z/g)?.length, 2);
  assert.equal(stroke([], [], at), "");
});

test("noise does not look like news, and nothing lies outside the drawing", () => {
  assert.deepEqual(scaleOf([80, 81], { baseline: null, target: null, band: 7 }), [0, 90]);
  assert.deepEqual(scaleOf([], { baseline: null, target: null, band: null }), [0, 40]);
  assert.deepEqual(scaleOf([-12, 5], { baseline: [60, 95], target: 100, band: null }), [-20, 100]);
});

test("a moment on the curve is where the curve says", () => {
  const at = axes(60_000, 980, [0, 100]);
  assert.ok(Math.abs(at.ms(at.x(12_345)) - 12_345) < 1e-6);
  assert.equal(at.ms(-50), 0);
  assert.equal(at.ms(9999), 60_000);
  assert.ok(widthOf(600_000, 700) > 9000, "ten minutes are scrolled to");
  assert.equal(widthOf(10_000, 700), 700);
});

test("a repetition in words", () => {
  assert.equal(repWords(rep(3, 0, { faults: ["Knees moving in"] })), "Repetition 3, full, 80° ± 7°, knees moving in");
  assert.equal(repWords(rep(1, 0, { full: false, range_deg: null, error_deg: null })), "Repetition 1, partial, range not measured");
  assert.equal(clockWords(64_000), "1:04");
});

test("another count than that day's is said, the same is not", () => {
  assert.equal(countedAnew({ full: 4, partial: 1 }, { full: 4, partial: 1 }), "");
  assert.match(countedAnew({ full: 4, partial: 1 }, { full: 5, partial: 0 }), /5 full and 0 partial.*that day: 4 full and 1 partial/);
});

function row(seen: number): Int16Array {
  const found = new Int16Array(NUMBERS).fill(0);
  for (let i = 0; i < 33; i++) found[165 + i] = seen * 64;
  found[66 + 3 * 27 + 1] = found[66 + 3 * 28 + 1] = 0.8 * 256; // ankles 80 cm below the hips
  found[66 + 3 * 11 + 1] = found[66 + 3 * 12 + 1] = -0.5 * 256; // shoulders 50 cm above
  return found;
}

test("the body stands on the floor, and the picture holds it from everywhere", () => {
  const body = bodyOf(row(1), "feet");
  assert.equal(body.points.get("left_ankle")?.y, 0);
  assert.ok(Math.abs((body.points.get("neck")?.y ?? 0) - 1.3) < 0.01);
  const room = new Room();
  room.hold(body);
  for (let azimuth = 0; azimuth < 360; azimuth += 30) {
    const see = lens({ azimuth, height: 10 }, room, 400, 300);
    for (const point of body.points.values()) {
      const { x, y } = see(point);
      assert.ok(x >= 0 && x <= 400 && y >= 0 && y <= 300, `${azimuth}: ${x} ${y}`);
    }
  }
});

test("from the camera, right is right and up is up; from the side, what is nearer the camera lies at one side", () => {
  const room = new Room();
  const front = lens({ azimuth: 0, height: 0 }, room, 400, 300);
  assert.ok(front({ x: 0.3, y: 0.5, z: 0 }).x > 200);
  assert.ok(front({ x: 0, y: 0.9, z: 0 }).y < front({ x: 0, y: 0.1, z: 0 }).y);
  assert.ok(front({ x: 0, y: 0.5, z: 0.3 }).away < front({ x: 0, y: 0.5, z: -0.3 }).away);
  const side = lens({ azimuth: 90, height: 0 }, room, 400, 300);
  assert.ok(side({ x: 0, y: 0.5, z: 0.3 }).x < 200);
});

test("what was not seen well is pale, and never gone", () => {
  assert.equal(strength(1), 1);
  assert.ok(strength(0.3) < 0.5);
  assert.ok(strength(0) > 0.1);
});

function player(count = 100): { player: Player; tick: (now: number) => void; told: () => number } {
  const waiting: ((now: number) => void)[] = [];
  let told = 0;
  const made = new Player(frames(count), [rep(1, 1000), rep(2, 5000)], () => (count - 1) * 100, () => { told++; }, (act) => waiting.push(act));
  return { player: made, tick: (now) => waiting.shift()?.(now), told: () => told };
}

test("it plays at its speed, ends at the end, and begins again", () => {
  const { player: one, tick } = player(11);
  one.speed = 0.5;
  one.toggle();
  tick(1000);
  tick(1050);
  assert.equal(one.ms, 25);
  one.speed = 2;
  for (let now = 1100; one.running && now < 9000; now += 100) tick(now);
  assert.equal(one.ms, 1000);
  assert.equal(one.running, false);
  one.toggle();
  assert.equal(one.ms, 0);
});

test("keys: a frame, a second, a repetition, the ends", () => {
  const { player: one } = player();
  const press = (key: string, shift = false): number => { one.key(key, shift); return one.ms; };
  assert.equal(press("ArrowRight"), 100);
  assert.equal(press("ArrowRight", true), 1100);
  assert.equal(press("PageUp"), 5000);
  assert.equal(press("PageDown"), 1000);
  assert.equal(press("ArrowUp"), 2000);
  assert.equal(press("End"), 9900);
  assert.equal(press("ArrowRight"), 9900);
  assert.equal(press("Home"), 0);
  assert.equal(press("ArrowLeft"), 0);
  assert.equal(one.key("x", false), false);
});

test("it says where it is", () => {
  const { player: one } = player();
  one.seek(1500);
  assert.equal(one.words(), "0:01 of 0:09, repetition 1, full, 80° ± 7°");
  one.seek(4500);
  assert.equal(one.words(), "0:04 of 0:09");
});

test("nobody watching, nothing moves", () => {
  const { player: one, tick } = player();
  one.look(false);
  one.toggle();
  tick(1000);
  tick(1100);
  assert.equal(one.ms, 0);
});
