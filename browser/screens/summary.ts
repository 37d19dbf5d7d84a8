// Before anything is sent: what was done, every number open to correction.
import { gettext } from "../gettext";
import type { Plan, PlanItem } from "../plan";
import { changeExercise, type ExerciseDone, heldOf, keepSet, type Record, repsOf, type SetDone } from "../record";
import { fillSelect, scoreFrom } from "../scale";
import { part, show } from "../screen";
import { SIDE } from "../words";

export async function summary(plan: Plan, record: Record, keep: (record: Record) => void): Promise<Record> {
  const screen = show("summary");
  let now = record;
  const change = (next: Record): void => { now = next; keep(next); };
  screen.fill("praise", plan.first_name ? gettext("Well done, {name}", { name: plan.first_name }) : gettext("Well done"));
  screen.slot("exercises").replaceChildren(...plan.items.map((item, index) => exercise(item, index, () => now, change)));
  await screen.pressed("finish");
  return now;
}

function exercise(item: PlanItem, index: number, now: () => Record, change: (next: Record) => void): HTMLElement {
  const card = part("summary-exercise");
  const done = now().exercises[index] as ExerciseDone;
  card.fill("title", item.title);
  card.fill("state", done.skipped ? gettext("Not today") : gettext("{done} of {all} sets", { done: done.sets.length, all: item.dosage.sets }));
  card.root.classList.toggle("sum-skipped", done.skipped);
  card.slot("sets").replaceChildren(...done.sets.map((set) => setLine(item, index, set, now, change)));
  for (const name of ["pain", "effort"] as const) {
    const select = card.slot<HTMLSelectElement>(name);
    fillSelect(select, done[name]);
    select.onchange = () => change(changeExercise(now(), index, { [name]: scoreFrom(select) }));
  }
  return card.root;
}

function setLine(item: PlanItem, index: number, set: SetDone, now: () => Record, change: (next: Record) => void): HTMLElement {
  const line = part("summary-set");
  let mine = set;
  const side = SIDE[set.side] ? `, ${SIDE[set.side]}` : "";
  const held = item.dosage.hold_s && !item.dosage.reps ? `, ${gettext("held {seconds} s", { seconds: Math.round(heldOf(set)) })}` : "";
  const draw = (): void => {
    line.fill("what", `${gettext("Set {number}", { number: set.number })}${side}${held}${mine.seen ? ` · ${gettext("seen {seen}", { seen: mine.seen.counts.full })}` : ""}`);
    line.fill("claim", String(repsOf(mine)));
  };
  const correct = (by: number): void => {
    if (mine.claimed_reps + by < 0) return;
    mine = { ...mine, claimed_reps: mine.claimed_reps + by };
    change(keepSet(now(), index, mine, now().exercises[index]?.mode ?? "camera"));
    draw();
  };
  line.onPress("less", () => correct(-1));
  line.onPress("more", () => correct(1));
  draw();
  return line.root;
}
