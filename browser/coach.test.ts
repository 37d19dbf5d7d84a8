// Few words, in the right moment: the rationing rules of the coach.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { Coach, type Tone } from "./coach";
import type { MotionEvent } from "./motion_events";

const CUES = { f_range: "A little further if it feels fine.", f_fast: "Slow it down.", f_asym: "Both legs the same." };

function coachOf(setNumber: number, countsReps = true) {
  const heard = { said: [] as string[], soft: [] as string[], shown: [] as string[], tones: [] as Tone[] };
  const coach = new Coach({
    say: (text, soft) => { (soft ? heard.soft : heard.said).push(text); },
    show: (text) => { heard.shown.push(text); },
    tone: (kind) => { heard.tones.push(kind); },
    buzz: () => undefined,
  }, CUES, setNumber, countsReps);
  return { coach, heard };
}

const fault = (id: string, confidence = 0.9): MotionEvent => ({ event: "fault_seen", t_ms: 0, fault: id, confidence, rep: 1 });

test("the first set is free of cues", () => {
  const { coach, heard } = coachOf(1);
  coach.hear(fault("f_range"));
  assert.deepEqual([heard.said, heard.shown], [[], []]);
});

test("from the second set on a cue is said and shown", () => {
  const { coach, heard } = coachOf(2);
  coach.hear(fault("f_range"));
  assert.deepEqual(heard.said, [CUES.f_range]);
  assert.deepEqual(heard.shown, [CUES.f_range]);
});

test("at most two cues a set, and never the same twice", () => {
  const { coach, heard } = coachOf(2);
  for (const id of ["f_range", "f_range", "f_fast", "f_asym"]) coach.hear(fault(id));
  assert.deepEqual(heard.said, [CUES.f_range, CUES.f_fast]);
});

test("it is silent below a confidence of 0.7, and speaks at 0.7", () => {
  const { coach, heard } = coachOf(2);
  coach.hear(fault("f_range", 0.69));
  assert.deepEqual(heard.said, []);
  coach.hear(fault("f_range", 0.7));
  assert.deepEqual(heard.said, [CUES.f_range]);
});

test("a fault that has no words is not spoken of", () => {
  const { coach, heard } = coachOf(2);
  coach.hear(fault("f_unknown"));
  assert.deepEqual(heard.said, []);
});

test("full repetitions are counted softly; a smaller one is never called wrong", () => {
  const { coach, heard } = coachOf(1);
  coach.hear({ event: "rep_completed", t_ms: 0, number: 3, kind: "full", side: "both" });
  coach.hear({ event: "rep_completed", t_ms: 0, number: 4, kind: "partial", side: "both" });
  assert.deepEqual(heard.soft, ["3"]);
  assert.deepEqual(heard.tones, ["rep", "partial"]);
  assert.match(heard.shown[0] ?? "", /fine/);
});

test("when sight is lost it says what would help, in every set", () => {
  const { coach, heard } = coachOf(1);
  coach.hear({ event: "lost_sight", t_ms: 0, reason: "out_of_frame" });
  assert.match(heard.said[0] ?? "", /Step back/);
});

test("a hold is counted every five seconds", () => {
  const { coach, heard } = coachOf(1);
  for (let held_s = 1; held_s <= 10; held_s++) coach.hear({ event: "hold_tick", t_ms: 0, held_s });
  assert.deepEqual(heard.soft, ["5", "10"]);
});

test("letting go early is said once a set when each repetition is held, and calmly every time in one long hold", () => {
  for (const [countsReps, times] of [[true, 1], [false, 2]] as const) {
    const { coach, heard } = coachOf(1, countsReps);
    coach.hear({ event: "hold_broken", t_ms: 0, held_s: 1 });
    coach.hear({ event: "hold_broken", t_ms: 0, held_s: 1 });
    assert.equal(heard.shown.length, times);
  }
});
