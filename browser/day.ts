// What of today's plan is for now: in the morning what is meant for the evening waits, in the evening what was done is
// left out. A plan without times of day is open as a whole. The same rule as clinic/programmes/day.py.
import type { Plan, PlanItem } from "./plan";
import type { Record } from "./record";

const EVENING_FROM = 15;

export function itemsNow(items: PlanItem[], hour: number, done: readonly string[]): PlanItem[] {
  if (!items.some((item) => item.part_of_day)) return items;
  const open = items.filter((item) => !done.includes(item.prescription) && (hour >= EVENING_FROM || item.part_of_day !== "evening"));
  return open.length > 0 ? open : items;
}

/** The plan as this record was begun with: a session that began at noon does not change its exercises at three. */
export function planOf(plan: Plan, record: Record): Plan {
  const of = (prescription: string): PlanItem | undefined => plan.items.find((item) => item.prescription === prescription);
  const items = record.exercises.map(({ prescription }) => of(prescription));
  return items.every((item) => item !== undefined) ? { ...plan, items: items as PlanItem[] } : plan;
}
