// One exercise, before it starts: pictures, steps, why, and the choice between camera and tapping.
import { gettext } from "../gettext";
import type { Plan, PlanItem } from "../plan";
import { showIn } from "../modules/demonstration";
import { ownFilm } from "../modules/own_film";
import { readOut, wantsIt, withVoice } from "../modules/read_aloud";
import { show } from "../screen";
import { dose } from "../words";

export type Start = "camera" | "tap" | "skip" | "stop";

/** What comes from the content of the exercise, and so in its language. */
const WORDS = ["title", "position", "why", "view", "set-up", "instructions", "stop"];

export async function introduce(plan: Plan, item: PlanItem): Promise<Start> {
  const screen = show("introduce");
  const place = plan.items.indexOf(item) + 1;
  screen.fill("place", gettext("Exercise {place} of {all}", { place, all: plan.items.length }));
  screen.fill("title", item.title);
  screen.fill("dose", dose(item.dosage.sets, item.dosage.reps, item.dosage.hold_s));
  screen.fill("how", item.how ?? "");
  screen.fill("turns", inTurnWith(plan, item));
  screen.fill("position", item.position.replaceAll("_", " "));
  screen.fill("why-today", item.why_today);
  screen.fill("why", item.why);
  screen.fill("view", item.view_text);
  screen.fill("equipment", item.equipment.length ? gettext("You need: {things}.", { things: item.equipment.join(gettext(", ")) }) : gettext("You need nothing for this one."));
  // Our own server rendered these from the signed content; the strict policy runs no script in them.
  screen.slot("set-up").innerHTML = item.set_up_html;
  screen.slot("instructions").innerHTML = item.instructions_html;
  screen.slot("stop").innerHTML = item.stop_html;
  for (const name of WORDS) setIn(screen.slot(name), item.setting.language, item.setting.direction);
  const mark = screen.slot("mark");
  mark.hidden = !item.setting.mark;
  mark.textContent = item.setting.mark;
  setIn(mark, item.setting.mark_language, item.setting.mark_direction);
  showIn(screen.slot("shown"), item);
  showFilm(screen.slot("film"), item);
  const byCamera = item.tracking !== "tap" && item.movement !== null;
  screen.root.querySelector<HTMLElement>('button[value="camera"]')!.hidden = !byCamera;
  screen.slot("view-line").hidden = !byCamera;
  offerToRead(screen.root);
  return (await screen.pressed("camera", "tap", "skip", "stop")) as Start;
}

/** With whom it takes turns, said before the first set of it. */
function inTurnWith(plan: Plan, item: PlanItem): string {
  if (!item.circuit) return "";
  const others = plan.items.filter((one) => one.circuit === item.circuit && one !== item).map((one) => one.title);
  return others.length ? gettext("In turn with: {others}. One set of each, then again from the first.", { others: others.join(gettext(", ")) }) : "";
}

function setIn(slot: HTMLElement, language: string, direction: "ltr" | "rtl"): void {
  slot.lang = language;
  slot.dir = direction;
}

function offerToRead(root: HTMLElement): void {
  withVoice(() => {
    const button = root.querySelector<HTMLButtonElement>("[data-read-how]");
    const how = root.querySelector<HTMLElement>(".how");
    if (!button || !root.isConnected) return;
    button.hidden = false;
    button.addEventListener("click", () => readOut(how));
    if (wantsIt()) readOut(how);
  });
}

function showFilm(slot: HTMLElement, { film, setting }: PlanItem): void {
  const [element, video, still] = [slot.querySelector<HTMLElement>(".own-film"), slot.querySelector("video"), slot.querySelector("img")];
  slot.hidden = !film;
  if (!film || !element || !video || !still) return;
  for (const picture of [video, still]) Object.assign(picture, { width: film.width, height: film.height });
  [video.poster, still.src, video.src] = [film.still, film.still, film.url];
  video.setAttribute("aria-label", film.words);
  const words = slot.querySelector("figcaption");
  if (words) [words.textContent, words.lang] = [film.words, setting.language];
  ownFilm(element);
}
