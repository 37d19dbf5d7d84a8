// What the other browser sends is taken for no more than it says, and anything else is nothing.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { decode, encode, type Moment } from "./measuring_frame";
import { asOrder, asTold, Talk } from "./measuring_talk";

const TOLD = { kind: "state", run: "r", test: "shoulder-flexion", state: "kept", scores: [{ name: "elevation", unit: "degrees", side: "left", value: 115, error_band: 15, reason: null, trials: 2 }] };

test("an order names a run, and to start a test that could be one", () => {
  assert.deepEqual(asOrder({ kind: "start", run: "r", test: "shoulder-flexion" }), { kind: "start", run: "r", test: "shoulder-flexion" });
  assert.deepEqual(asOrder({ kind: "stop", run: "r" }), { kind: "stop", run: "r" });
  for (const bad of [null, "start", 7, [], {}, { kind: "start", run: "r" }, { kind: "start", run: "r", test: "../../settings" }, { kind: "stop" }, { kind: "erase", run: "r" }, { kind: "stop", run: "r".repeat(99) }]) assert.equal(asOrder(bad), null);
});

test("what is told has a state we know, and numbers that are numbers", () => {
  assert.deepEqual(asTold(TOLD), TOLD);
  for (const bad of [null, {}, { ...TOLD, state: "well" }, { ...TOLD, run: 4 }, { ...TOLD, kind: "words" }]) assert.equal(asTold(bad), null);
  const odd = [{ name: "elevation", unit: "degrees", side: "left", value: "high", error_band: 15 }, null, { name: "x", unit: "y", side: "top", value: 1, error_band: 1 }];
  assert.deepEqual(asTold({ ...TOLD, scores: odd })?.scores, []);
});

class Channel {
  readyState = "open";
  sent: (string | ArrayBuffer)[] = [];
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  send(data: string | ArrayBuffer): void { this.sent.push(data); }
}

function talk(): { channel: Channel; talk: Talk<object>; said: unknown[]; moments: Moment[]; opened: () => number } {
  const channel = new Channel();
  const [said, moments]: [unknown[], Moment[]] = [[], []];
  let opened = 0;
  const made = new Talk<object>(channel as unknown as RTCDataChannel, {
    opened: () => { opened += 1; }, closed: () => undefined, said: (words) => said.push(words), moment: (moment) => moments.push(moment),
  });
  return { channel, talk: made, said, moments, opened: () => opened };
}

const MOMENT: Moment = { number: 1, t_ms: 5, stage: "lost", fraction: 0, trials: { both: 0, left: 0, right: 0 }, lasted_s: null, live: [], hints: [], lost: "nobody", rate: 24, withheld: 0, body: null };

test("words and moments go their own ways, and half of one goes nowhere", () => {
  const { channel, said, moments, opened } = talk();
  assert.equal(opened(), 1, "a channel that is open already is told once");
  channel.onmessage?.({ data: '{"kind":"stop","run":"r"}' });
  channel.onmessage?.({ data: encode(MOMENT) });
  channel.onmessage?.({ data: encode(MOMENT).slice(0, 9) });
  channel.onmessage?.({ data: "{" });
  channel.onmessage?.({ data: `"${"x".repeat(30_000)}"` });
  assert.deepEqual(said, [{ kind: "stop", run: "r" }, null]);
  assert.deepEqual(moments, [MOMENT]);
});

test("over a closed line nothing is said and nothing fails", () => {
  const { channel, talk: made } = talk();
  made.say({ kind: "stop" });
  channel.readyState = "closed";
  made.say({ kind: "stop" });
  made.send(encode(MOMENT));
  assert.deepEqual(channel.sent, ['{"kind":"stop"}']);
  assert.equal(decode(new ArrayBuffer(3)), null);
});
