// Wherever something stops the programme: every kept page that leads to exercise goes, what waits to be sent stays.
// <div data-module="forget-session">
import { dropKept, LEADS_TO_EXERCISE } from "../exercise_pages";

/** With a network they are made anew at once, and say what is so now. */
const TELL_OF_IT = ["/", "/diary/"];

export async function forgetSession(more: readonly string[] = []): Promise<void> {
  if ("caches" in globalThis) await dropKept(caches, [...LEADS_TO_EXERCISE, ...more]);
}

/** On a page of the server's that stops it. */
export function forgetSessionHere(): void {
  void forgetSession(TELL_OF_IT);
}
