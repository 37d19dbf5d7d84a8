// After each exercise: worst pain and effort, 0 to 10. Both may be left out, and left out is not 0.
import { gettext, ngettext } from "../gettext";
import type { PlanItem, Score } from "../plan";
import type { ExerciseDone } from "../record";
import { scoreOf } from "../scale";
import { show } from "../screen";
import { repsAccount } from "../set_account";

export type Answers = { how: "go"; pain: Score | null; effort: Score | null } | { how: "redo" };

export async function howWasIt(item: PlanItem, done: ExerciseDone): Promise<Answers> {
  const screen = show("how-was-it");
  screen.fill("place", item.title);
  const sets = ngettext("{count} set", "{count} sets", done.sets.length);
  screen.fill("account", item.dosage.reps === null ? `${sets}.` : `${sets}: ${repsAccount(done.sets)}.`);
  const form = screen.slot("go").closest("form") as HTMLFormElement;
  form.addEventListener("change", () => screen.fill("go", gettext("Next")));
  const sent = new Promise<"go">((resolve) => form.addEventListener("submit", (event) => { event.preventDefault(); resolve("go"); }));
  const how = await Promise.race([sent, screen.pressed("redo")]);
  return how === "go" ? { how, pain: scoreOf(form, "pain"), effort: scoreOf(form, "effort") } : { how: "redo" };
}
