// The picture goes when the way is bad for a while, and comes back when it has been good for longer.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { BAD_FOR, GOOD_FOR, LEAST_ROOM, MOST_LOST, sampleOf, Steadiness, type Sample, type Way } from "./steadiness";

const GOOD: Sample = { lost: 0, room: 1_000_000 };
const LOSSY: Sample = { lost: MOST_LOST + 0.01, room: 1_000_000 };
const NARROW: Sample = { lost: 0, room: LEAST_ROOM - 1 };
const judged = (samples: Sample[]): Way[] => { const way = new Steadiness(); return samples.map((sample) => way.judge(sample)); };

test("one bad moment changes nothing", () => {
  assert.deepEqual(new Set(judged([GOOD, LOSSY, LOSSY, GOOD, NARROW, GOOD])), new Set(["carries"]));
});

test("a way that stays bad is said, with what is bad about it", () => {
  assert.equal(judged(Array(BAD_FOR).fill(LOSSY)).at(-1), "too-lossy");
  assert.equal(judged(Array(BAD_FOR).fill(NARROW)).at(-1), "too-narrow");
});

test("the picture comes back only when it will stay", () => {
  const bad = Array<Sample>(BAD_FOR).fill(LOSSY);
  assert.equal(judged([...bad, ...Array<Sample>(GOOD_FOR - 1).fill(GOOD)]).at(-1), "too-lossy");
  assert.equal(judged([...bad, ...Array<Sample>(GOOD_FOR).fill(GOOD)]).at(-1), "carries");
});

test("a way that looks narrow only because the picture rests is tried again, and rests longer when it was too soon", () => {
  const starved = (times: number): Sample[] => Array<Sample>(times).fill({ lost: 0, room: 60_000 });
  const first = [...Array<Sample>(BAD_FOR).fill(NARROW), ...starved(GOOD_FOR)];
  assert.equal(judged(first).at(-1), "carries");
  const again = [...first, ...Array<Sample>(BAD_FOR).fill(NARROW), ...starved(2 * GOOD_FOR - 1)];
  assert.equal(judged(again).at(-1), "too-narrow");
  assert.equal(judged([...again, GOOD]).at(-1), "carries");
});

test("what the browser does not say is no reason to take the picture away", () => {
  assert.equal(judged(Array(9).fill({ lost: null, room: null })).at(-1), "carries");
});

test("the worst stream counts, and only the way in use", () => {
  assert.deepEqual(sampleOf([
    { type: "remote-inbound-rtp", fractionLost: 0.01 }, { type: "remote-inbound-rtp", fractionLost: 0.2 },
    { type: "candidate-pair", nominated: false, availableOutgoingBitrate: 9 }, { type: "candidate-pair", nominated: true, availableOutgoingBitrate: 300_000 },
  ]), { lost: 0.2, room: 300_000 });
  assert.deepEqual(sampleOf([]), { lost: null, room: null });
});
