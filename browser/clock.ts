// Local time with its offset, and how far this device's clock is from the server's.
import { hearTime, safeTime } from "./safe_time";

export function localIso(date: Date): string {
  const ahead = -date.getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day}T${time}${ahead < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}`;
}

/** The header is cut to whole seconds: on average the server's clock is half a second further. */
const HALF_A_SECOND_MS = 500;
const REMEMBERED = "unbrace-clock-offset";
/** An answer that took longer, or came before it was asked for, was slept through or the clock was set meanwhile. */
const LONGEST_ASKING_MS = 20_000;

/** Seconds to add to this device's clock to get the server's; the last one measured, 0 if none ever was. */
export function clockOffset(): number {
  return Number(localStorage.getItem(REMEMBERED) ?? 0) || 0;
}

/** The server's time in the middle of asking; null where the answer does not tell it. */
export function serverTime(date: string | null | undefined, sent: number, received: number): number | null {
  const server = Date.parse(date ?? "") + HALF_A_SECOND_MS;
  return received >= sent && received - sent <= LONGEST_ASKING_MS && !Number.isNaN(server) ? server : null;
}

/** Asks for a small file and reads the Date header (whole seconds). Offline, the last measurement stands. */
export async function measureClock(): Promise<void> {
  const sent = Date.now();
  const answer = await fetch("/manifest.webmanifest", { method: "HEAD", cache: "no-store" }).catch(() => null);
  const received = Date.now(), middle = (sent + received) / 2;
  const server = serverTime(answer?.headers.get("date"), sent, received);
  if (server === null) return void (await safeTime()); // at least this clock was looked at
  await hearTime(server, middle);
  localStorage.setItem(REMEMBERED, String(Math.round((server - middle) / 1000)));
}
