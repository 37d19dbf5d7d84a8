// One exercise, before it starts: pictures, steps, why, and the choice between camera and tapping.
import type { Plan, PlanItem } from "../plan";
import { demonstration, fillDemonstration } from "../modules/demonstration";
import { show } from "../screen";
import { dose } from "../words";

export type Start = "camera" | "tap" | "skip" | "stop";

export async function introduce(plan: Plan, item: PlanItem): Promise<Start> {
  const screen = show("introduce");
  const place = plan.items.indexOf(item) + 1;
  screen.fill("place", `Exercise ${place} of ${plan.items.length}`);
  screen.fill("title", item.title);
  screen.fill("dose", dose(item.dosage.sets, item.dosage.reps, item.dosage.hold_s));
  screen.fill("position", item.position.replaceAll("_", " "));
  screen.fill("why-today", item.why_today);
  screen.fill("why", item.why);
  screen.fill("view", item.view_text);
  screen.fill("equipment", item.equipment.length ? `You need: ${item.equipment.join(", ")}.` : "You need nothing for this one.");
  // Our own server rendered these from the signed content; the strict policy runs no script in them.
  screen.slot("set-up").innerHTML = item.set_up_html;
  screen.slot("instructions").innerHTML = item.instructions_html;
  screen.slot("stop").innerHTML = item.stop_html;
  showDemonstration(screen.slot("shown"), item);
  const byCamera = item.tracking !== "tap" && item.movement !== null;
  screen.root.querySelector<HTMLElement>('button[value="camera"]')!.hidden = !byCamera;
  screen.slot("view-line").hidden = !byCamera;
  return (await screen.pressed("camera", "tap", "skip", "stop")) as Start;
}

function showDemonstration(slot: HTMLElement, item: PlanItem): void {
  slot.hidden = !item.pictures.start;
  const element = slot.querySelector<HTMLElement>(".demonstration");
  if (!element || slot.hidden) return;
  fillDemonstration(element, item);
  demonstration(element);
}
