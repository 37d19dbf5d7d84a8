// At Start and at Carry on: is the session still allowed? With a network the server says; it may have been stopped in another
// tab or on another device. Where it does not answer soon, the page goes by what it knows, as without a network.

export type Answer = "open" | "elsewhere" | "silent";

/** What the person may do, as the server says it with the page: portal/patient/pages/exercise/view.py. */
export const ALLOWED = "X-Unbrace-Allowed";
const WAIT_MS = 2_000;

export interface World {
  fetch: typeof fetch;
  online: boolean;
}

/** "elsewhere": the server opens another page than this one, or this one with less in it. */
export async function askTheDoor(path: string, allowed: string | undefined, world: World, wait_ms = WAIT_MS): Promise<Answer> {
  if (!world.online) return "silent";
  const question = { method: "HEAD", redirect: "manual", cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(wait_ms) } as const;
  const answer = await world.fetch(path, question).catch(() => null);
  if (answer === null || answer.status >= 500 || answer.status === 429) return "silent";
  if (answer.type === "opaqueredirect" || answer.status !== 200) return "elsewhere";
  return answer.headers.get(ALLOWED) === (allowed ?? null) ? "open" : "elsewhere";
}

/** Whether the questions about safety are due by now (`safe_time.ts`). A page that does not say until when its answers hold
 * fails closed, and so does a clock that cannot tell how old they are. */
export function questionsAreDue(good_until: string | null | undefined, now_ms: number | null): boolean {
  const until = Date.parse(good_until ?? "");
  return now_ms === null || !(now_ms < until);
}
