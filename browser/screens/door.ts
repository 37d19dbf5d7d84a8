// Comes back only where the session may begin; else the server's own page opens, or what is missing is said.
import { askTheDoor, questionsAreDue } from "../door";
import type { Plan } from "../plan";
import { safeTime } from "../safe_time";
import { questionsDue } from "./questions_due";

export async function mayBegin(plan: Plan): Promise<void> {
  const world = { fetch: fetch.bind(globalThis), online: navigator.onLine };
  const answer = await askTheDoor(location.pathname, plan.safety.allowed, world);
  if (answer === "open") return;
  if (answer === "silent") {
    const now = await safeTime();
    return questionsAreDue(plan.safety.good_until, now) ? questionsDue(plan, now === null) : undefined;
  }
  location.assign(location.pathname); // the server says where it goes on
  return new Promise<never>(() => undefined);
}
