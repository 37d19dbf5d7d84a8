import assert from "node:assert/strict";
import { test } from "node:test";
import { type Film, lasts, momentAt, stillAt } from "./film";

const film = {
  start: 0, end: 8, frames: [],
  segments: [
    { name: "out", seconds: 2, from: 0, to: 8 }, { name: "hold", seconds: 1, from: 8, to: 8 },
    { name: "back", seconds: 3, from: 8, to: 0 }, { name: "rest", seconds: 1, from: 0, to: 0 },
  ],
} as unknown as Film;

test("a repetition lasts as long as its parts", () => assert.equal(lasts(film), 7));

test("it begins at the start and is far out after the way out", () => {
  assert.equal(momentAt(film, 0).one, 0);
  assert.equal(momentAt(film, 2).other, 8);
  assert.equal(momentAt(film, 2.5).segment.name, "hold");
});

test("it goes back the way it came", () => {
  const [out, back] = [momentAt(film, 1), momentAt(film, 4.5)];
  assert.equal(out.one + out.share, back.one + back.share);
});

test("it begins anew, also before the beginning", () => {
  assert.deepEqual(momentAt(film, 8), momentAt(film, 1));
  assert.deepEqual(momentAt(film, -6), momentAt(film, 1));
});

test("a share is never outside its two frames", () => {
  for (let t = 0; t < 7; t += 0.01) {
    const { one, other, share } = momentAt(film, t);
    assert.ok(one >= 0 && other <= 8 && other - one <= 1 && share >= 0 && share < 1);
  }
});

test("a station stands still", () => assert.equal(stillAt(film, 8).share, 0));
