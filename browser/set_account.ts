// A set told in one plain sentence that names who counted: I, the camera, or you.
import { gettext } from "./gettext";
import type { PlanItem } from "./plan";
import { heldOf, type SetDone } from "./record";
import { SIDE } from "./words";

/** What was seen, what was smaller, what the person says: in one plain sentence. */
export function account(item: PlanItem, set: SetDone): string {
  const number = SIDE[set.side] ? `${set.number}, ${SIDE[set.side]}` : set.number;
  if (item.dosage.hold_s && !item.dosage.reps) return gettext("Set {number}: held {seconds} s.", { number, seconds: Math.round(heldOf(set)) });
  const smaller = set.seen?.counts.partial ?? 0;
  const full = set.seen?.counts.full ?? 0;
  const byHand = set.claimed_reps > 0 || !set.seen;
  if (byHand && full + smaller === 0) return gettext("Set {number}: you counted {counted}. Not right? Change it here.", { number, counted: set.claimed_reps });
  const seen = smaller ? gettext("{full} and {smaller} smaller", { full, smaller }) : full;
  const said = set.claimed_reps > 0
    ? gettext("Set {number}: I saw {seen}, and you counted {counted} more.", { number, seen, counted: set.claimed_reps })
    : gettext("Set {number}: I saw {seen}.", { number, seen });
  return `${said} ${gettext("Missed one? Put it right here.")}`;
}

/** All sets of an exercise: what I saw and what you counted, never added up in silence. */
export function repsAccount(sets: SetDone[]): string {
  const seen = sets.reduce((sum, set) => sum + (set.seen?.counts.full ?? 0), 0);
  const counted = sets.reduce((sum, set) => sum + set.claimed_reps, 0);
  if (counted === 0) return gettext("{seen} seen", { seen });
  if (seen === 0) return gettext("{counted} counted by you", { counted });
  return gettext("{seen} seen, {counted} counted by you", { seen, counted });
}
