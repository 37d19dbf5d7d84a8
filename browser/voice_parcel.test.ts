// A voice note is one form whose bytes do not change between two tries, and is told apart from a diary entry.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { whatIsIn, whatWaits } from "./parcel_words";
import type { Parcel } from "./shelf";
import { voiceParcel } from "./voice_parcel";

const SPOKEN = { key: "k-1", owner: "maria", care: "c-1", to: "/diary/voice/send/", voice: new Blob(["voice"], { type: "audio/webm" }) };

test("everything the server asks for is in the form, and the body stays as it was made", async () => {
  const kept = await voiceParcel(SPOKEN, new Date("2026-11-29T10:00:00Z"));
  const form = await new Response(kept.body, { headers: { "Content-Type": kept.type ?? "" } }).formData();
  assert.deepEqual(["key", "owner", "care"].map((name) => form.get(name)), ["k-1", "maria", "c-1"]);
  assert.equal(await (form.get("voice") as Blob).text(), "voice");
  assert.ok(!Number.isNaN(Date.parse(String(form.get("written_at")))));
  assert.equal(await (kept.body as Blob).text(), await (kept.body as Blob).text());
});

test("what waits says that it is a voice note", async () => {
  const kept = await voiceParcel(SPOKEN, new Date());
  const parcel: Parcel = { ...kept, owner: "maria", state: "waiting", sentence: null, tries: 0, next_try_at: 0 };
  assert.equal(whatIsIn(parcel), "voice note");
  assert.equal(whatWaits([parcel, { ...parcel, to: "/diary/entries/" }]), "1 diary entry and 1 voice note are waiting to be sent.");
});
