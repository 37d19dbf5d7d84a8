// Doubt belongs to the room, nothing of the room can be read, and one slow picture is not a slow device.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { cutOut, JUDGED_OVER, Pace, PERSON_FROM, ROOM_UP_TO, SETTLES_AFTER, SLOWEST_MS, SOFT_ACROSS, soften } from "./blur_rules";

const shown = (confidence: number[] | null, points = confidence?.length ?? 0): number[] => {
  const pixels = new Uint8ClampedArray(points * 4).fill(255);
  cutOut(confidence, pixels);
  return Array.from({ length: points }, (_, point) => pixels[point * 4 + 3] ?? -1);
};

test("what is surely the person is sharp; what is doubtful is the room", () => {
  assert.deepEqual(shown([0, 0.3, ROOM_UP_TO, PERSON_FROM, 1]), [0, 0, 0, 255, 255]);
  const [edge] = shown([(ROOM_UP_TO + PERSON_FROM) / 2]);
  assert.ok(edge !== undefined && edge > 100 && edge < 155, "an edge has no teeth");
});

test("where nobody was found, nothing is sharp", () => {
  assert.deepEqual(shown(null, 4), [0, 0, 0, 0]);
});

test("a value that is missing or no number is the room", () => {
  assert.deepEqual(shown([Number.NaN, 1], 3), [0, 255, 0]);
});

test("stripes as wide as the lines of a page on a wall become one grey", () => {
  const down = 36;
  const pixels = new Uint8ClampedArray(SOFT_ACROSS * down * 4);
  for (let point = 0; point < SOFT_ACROSS * down; point++) pixels.fill((point % SOFT_ACROSS) % 4 < 2 ? 0 : 255, point * 4, point * 4 + 4);
  soften(pixels, SOFT_ACROSS);
  const middle = Array.from({ length: SOFT_ACROSS - 16 }, (_, at) => pixels[(18 * SOFT_ACROSS + 8 + at) * 4] ?? 0);
  assert.ok(Math.max(...middle) - Math.min(...middle) < 16, `${Math.min(...middle)} to ${Math.max(...middle)}`);
});

test("one colour stays that colour, to the edge", () => {
  const pixels = new Uint8ClampedArray(SOFT_ACROSS * 5 * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([10, 120, 250, 77], at);
  soften(pixels, SOFT_ACROSS);
  assert.deepEqual(new Set(pixels), new Set([10, 120, 250, 77]));
});

const judged = (times: number[]): boolean[] => { const pace = new Pace(); return times.map((took) => pace.tooSlow(took)); };

test("the first pictures wait for the machine and are not counted", () => {
  const slow_start = [...Array<number>(SETTLES_AFTER).fill(3000), ...Array<number>(JUDGED_OVER).fill(SLOWEST_MS)];
  assert.ok(!judged(slow_start).includes(true));
});

test("a device that stays slow is told so, as soon as it can be judged and no sooner", () => {
  const slow = judged(Array<number>(SETTLES_AFTER + JUDGED_OVER).fill(SLOWEST_MS + 1));
  assert.deepEqual(slow.map((yes, at) => (yes ? at : -1)).filter((at) => at >= 0), [SETTLES_AFTER + JUDGED_OVER - 1]);
});

test("one that stumbles now and then is not slow", () => {
  assert.ok(!judged(Array.from({ length: 200 }, (_, at) => (at % 3 === 0 ? 900 : 60))).includes(true));
});

test("one that becomes slow is found out", () => {
  assert.ok(judged([...Array<number>(100).fill(60), ...Array<number>(JUDGED_OVER).fill(500)]).includes(true));
});
