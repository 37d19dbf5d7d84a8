// What of the plan is for now, by the person's day where the server has just said it, else by this device's own: what is planned for this weekday; of that, in the morning what
// is meant for the evening waits, in the evening what was done is left out. A day without times of day is open as a whole.
// The same rule as clinic/programmes (`Prescription.is_for`, `day.py`); tests/parity holds the two against each other.
import { localIso } from "./clock";
import type { Plan, PlanItem } from "./plan";
import type { Record } from "./record";

const EVENING_FROM = 15;

/** Nothing on a day to recover. `fresh`: the page has just come from the server, so that its day is today, whatever this
 * device thinks; a page that was kept may be opened on another. */
export function itemsNow({ items, day, done_today = [] }: Pick<Plan, "items" | "day" | "done_today">, now: Date, fresh: boolean): PlanItem[] {
  const here = localIso(now).slice(0, 10), today = fresh ? day ?? here : here;
  const due = items.filter(({ days }) => days === undefined || days.includes(weekday(today)));
  if (!due.some((item) => item.part_of_day)) return due;
  const done = day === undefined || day === today ? done_today : [];
  const open = due.filter((item) => !done.includes(item.prescription) && (now.getHours() >= EVENING_FROM || item.part_of_day !== "evening"));
  return open.length > 0 ? open : due;
}

/** 0 is Monday. */
const weekday = (day: string): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;

/** The plan as this record was begun with: a session that began at noon does not change its exercises at three. */
export function planOf(plan: Plan, record: Record): Plan {
  const of = (prescription: string): PlanItem | undefined => plan.items.find((item) => item.prescription === prescription);
  const items = record.exercises.map(({ prescription }) => of(prescription));
  return items.every((item) => item !== undefined) ? { ...plan, items: items as PlanItem[] } : plan;
}
