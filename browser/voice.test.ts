// The coach's voice, tones and vibration are three wishes; quiet for now silences all of them.
import { strict as assert } from "node:assert";
import { test } from "node:test";

Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => undefined }, window: {} });
const { coachAs, loudness, setQuiet, sounds, speaks, vibrates } = await import("./voice");

const all = (): boolean[] => [speaks(), sounds(), vibrates()];

test("each is switched by itself, and the volume goes with them", () => {
  coachAs({ speaks: false, volume: 40, tones: true, vibrates: false });
  assert.deepEqual(all(), [false, true, false]);
  assert.equal(loudness(), 0.4);
});

test("a page that was kept from before coaches as it always did", () => {
  coachAs(undefined);
  assert.deepEqual(all(), [true, true, true]);
  assert.equal(loudness(), 1);
});

test("quiet for now is quiet altogether, and takes nothing back of what was wished", () => {
  coachAs({ speaks: true, volume: 100, tones: false, vibrates: true });
  setQuiet(true);
  assert.deepEqual(all(), [false, false, false]);
  setQuiet(false);
  assert.deepEqual(all(), [true, false, true]);
});
