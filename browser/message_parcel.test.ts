// A message is one form whose bytes never change, with the boundary spelled as the bytes spell it.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { messageParcel } from "./message_parcel";
import { newKey } from "./new_key";

const NOW = new Date("2026-11-23T10:05:00Z");

test("everything is in it, under a boundary that the bytes know", async () => {
  const file = { kind: "clip" as const, content: new Blob(["film"], { type: "video/webm" }), agreed: true };
  const parcel = await messageParcel({ key: newKey(), owner: "maria", care: "riverside", to: "/messages/send/", text: "Look", file }, NOW);
  const body = parcel.body as Blob;
  const form = await new Response(await body.arrayBuffer(), { headers: { "Content-Type": parcel.type ?? "" } }).formData();
  assert.deepEqual([form.get("text"), form.get("owner"), form.get("agreed"), form.get("key"), form.get("care")], ["Look", "maria", "yes", parcel.key, "riverside"]);
  assert.equal(await (form.get("clip") as File).text(), "film");
  assert.equal(new Date(String(form.get("written_at"))).getTime(), NOW.getTime());
});

test("nobody agrees to a picture in passing", async () => {
  const file = { kind: "picture" as const, content: new Blob(["x"]) };
  const parcel = await messageParcel({ key: "k", owner: "o", care: "c", to: "/", text: "", file }, NOW);
  assert.ok(!(await (parcel.body as Blob).text()).includes("agreed"));
});

test("keys are such as the server reads, each its own", () => {
  const keys = Array.from({ length: 200 }, newKey);
  assert.equal(new Set(keys).size, 200);
  assert.ok(keys.every((key) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key)));
});
