// What time it is, for whatever must not hold too long without a network: how old the answers about safety are is told by the
// server's time at the last contact and this device's clock since. A clock that lies before a time it has already shown was set
// back, by nobody knows how much, and tells nothing until there is a network again. One that was set forward only makes
// things end sooner.
import { clockSeen, keepClockSeen, openShelf, type ClockSeen } from "./shelf";

/** Clocks are put right by seconds all the time; nobody's answers grow too old in five minutes. */
const SET_BACK_MS = 5 * 60_000;

/** The server said its time: what the clock showed before no longer counts. */
export function heard(server_ms: number, device_ms: number): ClockSeen {
  return { latest_ms: device_ms, offset_ms: server_ms - device_ms };
}

/** The clock was looked at. What was never heard of the server cannot be measured from. */
export function looked(seen: ClockSeen | undefined, device_ms: number): ClockSeen | undefined {
  return seen && { ...seen, latest_ms: Math.max(seen.latest_ms, device_ms) };
}

/** By the server's clock, in milliseconds; null where this device's clock cannot tell. */
export function timeBy(seen: ClockSeen | undefined, device_ms: number): number | null {
  if (!seen || device_ms < seen.latest_ms - SET_BACK_MS) return null;
  return Math.max(device_ms, seen.latest_ms) + seen.offset_ms;
}

/** What the clock would show had nobody touched it since this page was opened or the server was last heard. */
let untouched_ms = Date.now() - performance.now();

/** Keeps what the server said its time is. */
export async function hearTime(server_ms: number, device_ms: number): Promise<void> {
  untouched_ms = Date.now() - performance.now();
  await keepClockSeen(await openShelf(), () => heard(server_ms, device_ms));
}

/** With the first page that is kept, or it would have no age: after that each page asks for the time itself (`clock.ts`). */
export async function hearFirstTime(server_ms: number | null, device_ms: number): Promise<void> {
  await keepClockSeen(await openShelf(), (before) => before ?? (server_ms === null ? undefined : heard(server_ms, device_ms)));
}

/** Looks at the clock, so that the time it shows now counts from here on. */
export async function safeTime(): Promise<number | null> {
  const seen = await keepClockSeen(await openShelf(), (before) => looked(before, Math.max(Date.now(), untouched_ms + performance.now())));
  return timeBy(seen, Date.now());
}

/** For whoever only reads, such as the service worker. */
export async function timeAsKept(): Promise<number | null> {
  return timeBy(await clockSeen(await openShelf()), Date.now());
}
