// Instead of the session: the safety questions, on a page of their own. Without a network there is no session today.
import type { Plan } from "../plan";
import { show } from "../screen";

/** Never comes back: the way on is a link. */
export function checkFirst(plan: Plan): Promise<never> {
  const screen = show("check_first");
  screen.slot<HTMLAnchorElement>("check").href = plan.safety.before;
  screen.slot<HTMLAnchorElement>("today").href = plan.urls.today;
  const tell = (): void => {
    screen.slot("offline").hidden = navigator.onLine;
    screen.slot("check").hidden = !navigator.onLine;
  };
  for (const change of ["online", "offline"]) addEventListener(change, tell);
  tell();
  return new Promise<never>(() => undefined);
}
