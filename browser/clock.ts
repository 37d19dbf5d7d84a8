// Local time with its offset, and how far this device's clock is from the server's.

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

/** Seconds to add to this device's clock to get the server's; the last one measured, 0 if none ever was. */
export function clockOffset(): number {
  return Number(localStorage.getItem(REMEMBERED) ?? 0) || 0;
}

/** Asks for a small file and reads the Date header (whole seconds). Offline, the last measurement stands. */
export async function measureClock(): Promise<void> {
  const sent = Date.now();
  const answer = await fetch("/manifest.webmanifest", { method: "HEAD", cache: "no-store" }).catch(() => null);
  const server = Date.parse(answer?.headers.get("date") ?? "");
  if (Number.isNaN(server)) return;
  const middle = (sent + Date.now()) / 2;
  localStorage.setItem(REMEMBERED, String(Math.round((server + HALF_A_SECOND_MS - middle) / 1000)));
}
