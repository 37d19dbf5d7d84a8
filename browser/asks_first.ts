// Whether the safety questions come before the session: much pain, or much more than usual. No answer asks nothing.
import type { Safety, Score } from "./plan";

export function asksFirst(safety: Safety, pain: Score | null, now_ms: number): boolean {
  if (pain === null) return false;
  if (safety.asked_until !== null && now_ms < Date.parse(safety.asked_until)) return false;
  return pain >= safety.ask_from || (safety.usual !== null && pain >= safety.usual + safety.rise);
}
