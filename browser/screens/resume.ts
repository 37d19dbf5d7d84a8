// After a tab that died: carry on where it stopped, or send what was done. Either way nothing is lost.
import { gettext, ngettext } from "../gettext";
import type { Plan } from "../plan";
import { placeOf, repsOf, type Record } from "../record";
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
  const at = new Date(record.changed_at).toLocaleTimeString(`${plan.language}-u-nu-latn`, { hour: "2-digit", minute: "2-digit", hour12: false });
  const sets = record.exercises.reduce((sum, done) => sum + done.sets.length, 0);
  const title = plan.items[placeOf(record)]?.title ?? plan.items[0]?.title ?? "";
  const { underway } = record;
  const reps = underway ? repsOf(underway) : 0;
  const where = underway ? gettext("{exercise}, set {number}, repetitions: {reps}", { exercise: title, number: underway.number, reps }) : title;
  const kept = sets === 0 ? gettext("That is kept.")
    : ngettext("That and the set before it is kept.", "That and the {count} sets before it is kept.", sets);
  return `${gettext("It was {time}: {where}.", { time: at, where })} ${kept}`;
}
