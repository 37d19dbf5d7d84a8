// Instead of the session: it is too long since the questions about safety were answered, and they need a network.
import type { Plan } from "../plan";
import { show } from "../screen";

/** Never comes back: the way on is a link. */
export function questionsDue(plan: Plan): Promise<never> {
  show("questions_due").slot<HTMLAnchorElement>("today").href = plan.urls.today;
  addEventListener("online", () => location.reload());
  return new Promise<never>(() => undefined);
}
