// What a player asks for is what it gets, and no more.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { part } from "./part_of_a_file";

const FILE = new Blob(["0123456789"]);

async function asked(range: string | null): Promise<[number, string, string | null]> {
  const answer = part(FILE, "video/mp4", range);
  return [answer.status, await answer.text(), answer.headers.get("Content-Range")];
}

test("without a question for bytes it is the whole", async () => {
  for (const range of [null, "bytes=-", "lines=1-2", "bytes=1-2,4-5"]) assert.deepEqual(await asked(range), [200, "0123456789", null]);
});

test("from, from to, and the last so many", async () => {
  assert.deepEqual(await asked("bytes=0-"), [206, "0123456789", "bytes 0-9/10"]);
  assert.deepEqual(await asked("bytes=2-4"), [206, "234", "bytes 2-4/10"]);
  assert.deepEqual(await asked("bytes=8-99"), [206, "89", "bytes 8-9/10"]);
  assert.deepEqual(await asked("bytes=-3"), [206, "789", "bytes 7-9/10"]);
  assert.deepEqual(await asked("bytes=-30"), [206, "0123456789", "bytes 0-9/10"]);
});

test("behind the end there is nothing", async () => {
  assert.deepEqual(await asked("bytes=10-"), [416, "", "bytes */10"]);
  assert.deepEqual(await asked("bytes=5-4"), [416, "", "bytes */10"]);
  assert.deepEqual(await asked("bytes=-0"), [416, "", "bytes */10"]);
});

test("a player is told the kind, the length and that it may ask for parts", () => {
  const { headers } = part(FILE, "video/mp4", "bytes=2-4");
  assert.deepEqual([headers.get("Content-Type"), headers.get("Content-Length"), headers.get("Accept-Ranges")], ["video/mp4", "3", "bytes"]);
});
