// After a tab that died: carry on where it stopped, or send what was done. Either way nothing is lost.
import type { Plan } from "../plan";
import { repsOf, type Record } from "../record";
import { show } from "../screen";
import { wakeSound } from "../sounds";

export async function resume(plan: Plan, record: Record): Promise<"carry-on" | "send"> {
  const screen = show("resume");
  screen.fill("what", whatWasDone(plan, record));
  const answer = await screen.pressed("carry-on", "send");
  wakeSound();
  return answer as "carry-on" | "send";
}

function whatWasDone(plan: Plan, record: Record): string {
  const at = new Date(record.changed_at).toLocaleTimeString(plan.language, { hour: "2-digit", minute: "2-digit" });
  const sets = record.exercises.reduce((sum, done) => sum + done.sets.length, 0);
  const title = plan.items[record.over]?.title ?? plan.items[0]?.title ?? "";
  const { underway } = record;
  const reps = underway ? repsOf(underway) : 0;
  const where = underway ? `set ${underway.number} of ${title}, ${reps} ${reps === 1 ? "repetition" : "repetitions"} in` : title;
  const before = sets === 0 ? "" : sets === 1 ? " and the set before it" : ` and the ${sets} sets before it`;
  return `It was ${at}: ${where}. That${before} is kept.`;
}
