// First screen: what today holds, and how the back feels before it (a question that may be skipped).
import { gettext, ngettext } from "../gettext";
import { asksFirst } from "../asks_first";
import { sidesOf, type Plan, type Score } from "../plan";
import { safeTime } from "../safe_time";
import { scoreOf } from "../scale";
import { show } from "../screen";
import { wakeSound } from "../sounds";
import { dayWords, dose, greeting } from "../words";
import { checkFirst } from "./check_first";

/** A repetition takes about this long; only for the rough "about 12 minutes". */
const SECONDS_A_REP = 6;

export async function welcome(plan: Plan): Promise<Score | null> {
  const screen = show("welcome");
  const now = new Date();
  screen.fill("greeting", [greeting(now.getHours()), plan.first_name].filter(Boolean).join(gettext(", ")));
  screen.fill("date", dayWords(now, plan.language));
  const said = [
    ngettext("One exercise today.", "{count} exercises today.", plan.items.length),
    ngettext("About {count} minute.", "About {count} minutes.", minutes(plan)),
  ];
  screen.fill("summary", said.join(" "));
  screen.slot("draft").hidden = !plan.draft_content;
  screen.slot("traces").hidden = plan.traces === null;
  screen.slot<HTMLAnchorElement>("today").href = plan.urls.today;
  screen.slot("items").replaceChildren(...plan.items.map(({ title, dosage }) => line(title, dose(dosage.sets, dosage.reps, dosage.hold_s))));
  const form = screen.slot("go").closest("form") as HTMLFormElement;
  form.addEventListener("change", () => screen.fill("go", gettext("Start")));
  const started = new Promise<string>((resolve) => form.addEventListener("submit", (event) => { event.preventDefault(); resolve("go"); }));
  const how = await Promise.race([started, screen.pressed("different")]);
  wakeSound();
  const pain = scoreOf(form, "pain-before");
  return how === "different" || asksFirst(plan.safety, pain, await safeTime()) ? checkFirst(plan) : pain;
}

function minutes(plan: Plan): number {
  const seconds = plan.items.reduce((sum, { dosage }) => {
    const one = (dosage.reps ?? 1) * (dosage.hold_s ?? SECONDS_A_REP);
    return sum + dosage.sets * (sidesOf(dosage).length * one + dosage.rest_s) + 45;
  }, 0);
  return Math.max(1, Math.round(seconds / 60));
}

function line(title: string, much: string): HTMLElement {
  const item = document.createElement("li");
  const name = document.createElement("strong");
  name.textContent = title;
  const small = document.createElement("span");
  small.className = "muted";
  small.textContent = much;
  item.append(name, small);
  return item;
}
