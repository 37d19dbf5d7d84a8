// Nought is nought, and what was not tapped is not in what is sent.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { diaryUpload, saysNothing, worstPain } from "./diary_entry";

const WRITTEN = { owner: "maria", now: "2026-11-25T12:00:00+01:00", time_zone: "Europe/Berlin", offset_s: 0 };

function form(said: { [name: string]: string }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ key: "k", care: "riverside", replaces: "", note: "", ...said })) data.set(name, value);
  return data;
}

test("nought is kept, left out and not tapped are not nought", () => {
  const entry = diaryUpload(form({ "pain-low_back": "0", "pain-neck": "skip", stress: "0", mood: "skip" }), WRITTEN);
  assert.deepEqual(entry?.pains, { low_back: 0 });
  assert.deepEqual([entry?.stress, entry?.mood, entry?.sleep_quality, entry?.medication], [0, null, null, ""]);
  assert.equal(entry?.replaces, null);
  assert.equal(entry?.care, "riverside");
  assert.equal(worstPain(entry!), 0);
});

test("a number that is none is not sent as one", () => {
  assert.equal(diaryUpload(form({ active_minutes: "half an hour" }), WRITTEN), null);
  assert.equal(diaryUpload(form({ sleep_hours: "-3" }), WRITTEN), null);
});

test("it knows when nothing was said at all", () => {
  assert.ok(saysNothing(diaryUpload(form({ mood: "skip" }), WRITTEN)!));
  assert.ok(!saysNothing(diaryUpload(form({ note: "Rain." }), WRITTEN)!));
  assert.equal(worstPain(diaryUpload(form({ note: "Rain." }), WRITTEN)!), null);
});
