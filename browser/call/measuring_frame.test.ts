// What the therapist sees is what the device measured, to the step it is sent in; and what is no moment is nothing.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { FLOATS, HEAD, PER_POINT } from "../landmark_frame";
import { landmark } from "../replay/trace";
import { bodyRow, BYTES, decode, encode, type Moment } from "./measuring_frame";

const somebody = (): Float64Array => {
  const values = new Float64Array(FLOATS).map((_, at) => at < HEAD ? 0 : Math.sin(at) * 0.9);
  values[2] = 1;
  for (let point = 0; point < 33; point++) values[HEAD + PER_POINT * point + 5] = point / 33;
  return values;
};
const MOMENT: Moment = {
  number: 70_000, t_ms: 61_234, stage: "working", fraction: 0.5, trials: { both: 0, left: 2, right: 1 }, lasted_s: null,
  live: [{ side: "left", value: 114.7, band: 15 }, { side: "right", value: -3.2, band: 15 }], hints: [], lost: null, rate: 24, withheld: 3, body: bodyRow(somebody()),
};
const sent = (change: Partial<Moment>): Moment | null => decode(encode({ ...MOMENT, ...change }));

test("a moment comes as it went", () => {
  assert.deepEqual(sent({}), MOMENT);
  assert.equal(encode(MOMENT).byteLength, BYTES);
  assert.deepEqual(sent({ hints: ["nobody", "slow_frames"], lost: "second_person", live: [], lasted_s: 12.5, stage: "lost" }),
    { ...MOMENT, hints: ["nobody", "slow_frames"], lost: "second_person", live: [], lasted_s: 12.5, stage: "lost" });
});

test("without anybody in the picture there is no body, and no place for one", () => {
  assert.equal(bodyRow(new Float64Array(FLOATS)), null);
  assert.equal(sent({ body: null })?.body, null);
  assert.ok(encode({ ...MOMENT, body: null }).byteLength < 50);
});

test("a landmark is where it was, to the 4 mm of a kept movement", () => {
  const values = somebody();
  const body = sent({ body: bodyRow(values) })?.body as Int16Array;
  for (let point = 0; point < 33; point++) {
    const [at, mark] = [HEAD + PER_POINT * point, landmark(body, point)];
    assert.ok(Math.abs(mark.x - (values[at + 2] ?? 9)) < 0.002);
    assert.ok(Math.abs(mark.y + (values[at + 3] ?? 9)) < 0.002);
    assert.ok(Math.abs(mark.z + (values[at + 4] ?? 9)) < 0.002);
    assert.ok(Math.abs(mark.seen - (values[at + 5] ?? 9)) < 0.01);
  }
});

test("numbers beyond every body stop at the edge, and what is no number is 0", () => {
  assert.equal(sent({ live: [{ side: "both", value: 1e9, band: Number.NaN }] })?.live[0]?.value, 3276.7);
  assert.equal(sent({ live: [{ side: "both", value: Number.NaN, band: 15 }] })?.live[0]?.value, 0);
  assert.equal(sent({ fraction: 7 })?.fraction, 1);
});

test("bytes that are no moment are nothing", () => {
  const good = encode(MOMENT);
  assert.equal(decode(new ArrayBuffer(0)), null);
  assert.equal(decode(good.slice(0, 100)), null);
  for (const [at, byte] of [[0, 2], [1, 9], [2, 99], [3, 3], [32, 7]] as const) {
    const bad = new Uint8Array(good.slice(0));
    bad[at] = byte;
    assert.equal(decode(bad.buffer), null, `byte ${at}`);
  }
});
