// Everything was skipped: there is nothing to save, and nothing to be sorry for.
import type { Outbox } from "../outbox";
import type { Plan } from "../plan";
import { show } from "../screen";

export async function nothingDone(plan: Plan, outbox: Outbox): Promise<void> {
  await outbox.forgetStarted();
  const screen = show("nothing-done");
  screen.slot<HTMLAnchorElement>("today").href = plan.urls.today;
}
