// Instead of the session: nothing is planned for this day of the week.
import type { Plan } from "../plan";
import { show } from "../screen";

/** Never comes back: the way on is a link. */
export function restDay(plan: Plan): Promise<never> {
  show("rest_day").slot<HTMLAnchorElement>("today").href = plan.urls.today;
  return new Promise<never>(() => undefined);
}
