// A set told in one plain sentence that names who counted: I, the camera, or you.
import type { PlanItem } from "./plan";
import { heldOf, type SetDone } from "./record";
import { SIDE } from "./words";

/** What was seen, what was smaller, what the person says: in one plain sentence. */
export function account(item: PlanItem, set: SetDone): string {
  const side = SIDE[set.side] ? `, ${SIDE[set.side]}` : "";
  if (item.dosage.hold_s && !item.dosage.reps) return `Set ${set.number}${side}: held ${Math.round(heldOf(set))} s.`;
  const smaller = set.seen?.counts.partial ?? 0;
  const full = set.seen?.counts.full ?? 0;
  const byHand = set.claimed_reps > 0 || !set.seen;
  if (byHand && full + smaller === 0) return `Set ${set.number}${side}: you counted ${set.claimed_reps}. Not right? Change it here.`;
  const added = set.claimed_reps > 0 ? `, and you counted ${set.claimed_reps} more` : "";
  return `Set ${set.number}${side}: I saw ${full}${smaller ? ` and ${smaller} smaller` : ""}${added}. Missed one? Put it right here.`;
}

/** All sets of an exercise: what I saw and what you counted, never added up in silence. */
export function repsAccount(sets: SetDone[]): string {
  const seen = sets.reduce((sum, set) => sum + (set.seen?.counts.full ?? 0), 0);
  const counted = sets.reduce((sum, set) => sum + set.claimed_reps, 0);
  if (counted === 0) return `${seen} seen`;
  return seen === 0 ? `${counted} counted by you` : `${seen} seen, ${counted} counted by you`;
}
