// For tests/bench/landmarks_in_a_call.py: a made-up body, moving, sent as moments over a real data channel between two real
// connections of one browser. Everything is as in a call but the camera, the pose model and the way between two houses.
import { Incoming, Outgoing } from "../call/measuring_count";
import { bodyRow, encode, decode } from "../call/measuring_frame";
import { FLOATS, HEAD, PER_POINT, POINTS } from "../landmark_frame";
import { Link } from "../call/link";

export interface Came { sent: number; withheld: number; received: number; lost: number; wrong: number; bytes: number; late_ms: number[]; seconds: number }

function somebody(t_ms: number): Float64Array {
  const values = new Float64Array(FLOATS);
  [values[0], values[1], values[2]] = [t_ms, 0.75, 1];
  for (let point = 0; point < POINTS; point++) values.set([0.5, 0.5, Math.sin(t_ms / 900 + point), Math.cos(t_ms / 700 + point), 0.1, 0.9], HEAD + PER_POINT * point);
  return values;
}

async function run(seconds: number, hertz: number): Promise<Came> {
  const links: Link[] = [];
  const made = (index: 0 | 1, polite: boolean): Link => new Link({ id: String(index), role: polite ? "therapist" : "patient", device: "main" }, polite, { iceServers: [] }, {
    send: (signal) => void links[1 - index]?.take(JSON.parse(JSON.stringify(signal))), picture: () => undefined, state: () => undefined, said: () => undefined, lost: () => undefined, refused: () => undefined,
  });
  links.push(made(0, true));
  links.push(made(1, false));
  const [here, there] = [links[0] as Link, links[1] as Link];
  there.measuring.binaryType = "arraybuffer";
  await new Promise<void>((resolve) => { if (here.measuring.readyState === "open") resolve(); else here.measuring.onopen = () => resolve(); });
  const [outgoing, incoming] = [new Outgoing(), new Incoming()];
  const late_ms: number[] = [];
  const sums: number[] = [0];
  let [wrong, bytes] = [0, 0];
  there.measuring.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    const moment = decode(data);
    bytes += data.byteLength;
    if (!moment?.body || moment.body.reduce((sum, one) => sum + one, 0) !== sums[moment.number]) wrong += 1;
    if (moment && incoming.take(moment.number)) late_ms.push(performance.now() - from - moment.t_ms);
  };
  const from = performance.now();
  let due = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const t_ms = performance.now() - from;
      if (t_ms < due) return;
      due += 1000 / hertz;
      if (t_ms > seconds * 1000) { clearInterval(timer); return resolve(); }
      const number = outgoing.next(t_ms, here.measuring.bufferedAmount);
      if (number === null) return;
      const body = bodyRow(somebody(t_ms)) as Int16Array;
      sums[number] = body.subarray(2 * POINTS).reduce((sum, one) => sum + one, 0);
      here.measuring.send(encode({
        number, t_ms, stage: "working", fraction: 0.5, trials: { both: 0, left: 1, right: 1 }, lasted_s: null, live: [{ side: "left", value: 90, band: 15 }],
        hints: [], lost: null, rate: hertz, withheld: outgoing.withheld, body,
      }));
    }, 4);
  });
  for (let tries = 0; tries < 100 && incoming.received < outgoing.number; tries++) await new Promise((resolve) => { setTimeout(resolve, 20); });
  const lost = outgoing.number - incoming.received;
  for (const link of links) link.close();
  return { sent: outgoing.number, withheld: outgoing.withheld, received: incoming.received, lost, wrong, bytes, late_ms, seconds };
}

Object.assign(globalThis, { landmarkLine: run });
