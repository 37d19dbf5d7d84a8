// "Not today", pressed in a reminder: on the shelf first, like every form, and off it when the server has said yes. The secret
// word in its address is the whole right: it waits under nobody's name and goes without cookies, whoever is signed in by then.
import { localIso } from "./clock";
import { Outbox } from "./outbox";
import { clockSeen, type Shelf } from "./shelf";

export const NOT_TODAY_SCHEMA = "unbrace.not-today/1";
/** No mark of a person looks like this. */
const NOBODY = "not-today";

export interface Network { fetch: typeof fetch; now: () => number }

/** The address is the key: pressed twice, the first press counts, and nothing is there twice. Where the shelf takes nothing it
 * is sent straight away. Gives how many presses still wait. */
export async function pressNotToday(to: string, open: () => Promise<Shelf>, network: Network): Promise<number> {
  try {
    const shelf = await open(), box = boxOf(shelf, network);
    const { waiting } = await box.contents();
    if (!waiting.some(({ key }) => key === to)) await box.put(await parcelOf(to, shelf, network.now()));
    return await sendPresses(shelf, network);
  } catch {
    await network.fetch(to, { method: "POST", credentials: "omit" });
    return 0;
  }
}

/** Sends what waits. What the server turns away is over: there is nobody to tell and nothing to do about it. */
export async function sendPresses(shelf: Shelf, network: Network): Promise<number> {
  const box = boxOf(shelf, network);
  const { waiting, refused } = await box.send(true);
  for (const { key } of refused) await box.discard(key);
  return waiting.length;
}

async function parcelOf(to: string, shelf: Shelf, now: number): Promise<{ key: string; to: string; body: string; ended_at: string }> {
  const ended_at = localIso(new Date(now));
  const device_clock_offset_s = Math.round(((await clockSeen(shelf))?.offset_ms ?? 0) / 1000);
  return { key: to, to, ended_at, body: JSON.stringify({ schema: NOT_TODAY_SCHEMA, pressed_at: ended_at, device_clock_offset_s }) };
}

function boxOf(shelf: Shelf, { fetch, now }: Network): Outbox {
  const send = ((to: string, request: RequestInit) => fetch(to, { ...request, credentials: "omit" })) as typeof globalThis.fetch;
  return new Outbox(shelf, NOBODY, { fetch: send, now, csrf: () => "" });
}
