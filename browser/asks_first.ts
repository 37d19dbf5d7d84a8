// Whether the safety questions come before the session: much pain, or much more than usual. No answer asks nothing;
// a clock that cannot tell how long ago they were answered (`safe_time.ts`) asks again.
import type { Safety, Score } from "./plan";

export function asksFirst(safety: Safety, pain: Score | null, now_ms: number | null): boolean {
  if (pain === null) return false;
  if (safety.asked_until !== null && now_ms !== null && now_ms < Date.parse(safety.asked_until)) return false;
  return pain >= safety.ask_from || (safety.usual !== null && pain >= safety.usual + safety.rise);
}
