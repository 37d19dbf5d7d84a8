// Exercises that take turns: a set of each, round after round, until all of them are done.
import { type PlanItem, type Side, sidesOf } from "./plan";

export interface Turn { index: number; number: number; side: Side }

/** The places of the exercises that take turns with this one, from it on; itself alone where it is in no circuit. */
export function circuitFrom(items: PlanItem[], index: number): number[] {
  const circuit = items[index]?.circuit ?? null;
  const places = [index];
  for (let at = index + 1; circuit !== null && items[at]?.circuit === circuit; at++) places.push(at);
  return places;
}

/** All sets of these exercises in the order of the rounds. One with fewer sets is over earlier. */
export function turnsOf(items: PlanItem[], places: number[]): Turn[] {
  const rounds = Math.max(0, ...places.map((index) => items[index]?.dosage.sets ?? 0));
  const turns: Turn[] = [];
  for (let number = 1; number <= rounds; number++)
    for (const index of places) {
      const { dosage } = items[index] as PlanItem;
      if (number <= dosage.sets) turns.push(...sidesOf(dosage).map((side) => ({ index, number, side })));
    }
  return turns;
}
