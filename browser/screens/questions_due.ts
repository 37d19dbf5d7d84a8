// Instead of the session: it is too long since the questions about safety were answered, or this device's clock cannot tell
// how long it is; and they need a network.
import type { Plan } from "../plan";
import { show } from "../screen";

/** Never comes back: the way on is a link. */
export function questionsDue(plan: Plan, clock_cannot_tell: boolean): Promise<never> {
  const screen = show("questions_due");
  screen.slot<HTMLAnchorElement>("today").href = plan.urls.today;
  screen.slot("a-while").hidden = clock_cannot_tell;
  screen.slot("clock").hidden = !clock_cannot_tell;
  addEventListener("online", () => location.reload());
  return new Promise<never>(() => undefined);
}
