// The programme builder while somebody types: the library is filtered at once, Enter adds the first that fits, rows can be
// dragged. Without scripts all of it works by the buttons.
// <form data-module="builder"> with parts find, search, offers > offer, found, none, keys, rows > [data-row], order
import { fits, movedTo, type Offered, type Wanted } from "../library_filter";

export function builder(form: HTMLElement): void {
  const part = <T extends HTMLElement>(name: string): T | null => form.querySelector<T>(`[data-part="${name}"]`);
  filterWhileTyping(form as HTMLFormElement, part);
  letDrag(form as HTMLFormElement, part);
  warnBeforeLeaving(form as HTMLFormElement);
  takeTheHand(form);
}

/** An address with a place in it takes nobody's hand: the page is scrolled there, and what had the focus loses it. */
function takeTheHand(form: HTMLElement): void {
  const hand = form.querySelector<HTMLElement>("[data-hand]");
  const take = (): void => { if (document.activeElement === document.body) hand?.focus({ preventScroll: true }); };
  take();
  if (document.readyState !== "complete") window.addEventListener("load", () => setTimeout(take));
}

type PartOf = <T extends HTMLElement>(name: string) => T | null;

function filterWhileTyping(form: HTMLFormElement, part: PartOf): void {
  const find = part<HTMLInputElement>("find"), list = part("offers"), search = part("search"), keys = part("keys");
  if (!find || !list) return;
  const offers = [...list.querySelectorAll<HTMLElement>('[data-part="offer"]')].map((element) => ({ element, offered: offeredIn(element) }));
  const filter = (): void => {
    const wanted = wantedIn(form, find.value);
    let count = 0;
    for (const { element, offered } of offers) {
      element.hidden = !fits(offered, wanted);
      if (!element.hidden) count += 1;
    }
    const found = part("found"), none = part("none");
    if (found) found.textContent = `${count} of ${offers.length}`;
    if (none) none.hidden = count > 0;
    list.scrollTop = 0;
  };
  if (search) search.hidden = true;
  if (keys) keys.hidden = false;
  find.addEventListener("input", filter);
  if (find.value) filter(); // typed before this script had come
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // else the form's first button would be pressed
    if (find.value.trim()) list.querySelector<HTMLButtonElement>('[data-part="offer"]:not([hidden]) button')?.click();
  });
  for (const control of form.querySelectorAll("[data-filter]")) control.addEventListener("change", filter);
}

function wantedIn(form: HTMLFormElement, words: string): Wanted {
  const of = (name: string): string => form.querySelector<HTMLSelectElement>(`[data-filter="${name}"]`)?.value ?? "";
  const calm = form.querySelector<HTMLInputElement>('[data-filter="calm"]')?.checked ?? false;
  return { words, aim: of("aims"), position: of("positions"), thing: of("things"), tracking: of("tracking"), calm };
}

function offeredIn(element: HTMLElement): Offered {
  const { text = "", aims = "", positions = "", things = "", tracking = "", calm = "" } = element.dataset;
  return { text, aims: aims.split(" "), positions: positions.split("|"), things: things.split("|"), tracking, calm: calm !== "" };
}

/** By the handle alone: in the fields a mouse marks text. The drop posts the form, so that Undo knows of it. */
function letDrag(form: HTMLFormElement, part: PartOf): void {
  const list = part("rows"), order = part<HTMLInputElement>("order");
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  if (!list || !order || rows.length < 2) return;
  list.classList.add("with-drag");
  let dragged: HTMLElement | null = null;
  for (const row of rows) {
    const grip = row.querySelector<HTMLElement>('[data-part="grip"]');
    if (!grip) continue;
    grip.draggable = true;
    grip.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer?.setData("text/plain", row.dataset["row"] ?? "");
      event.dataTransfer?.setDragImage(row, 20, 20);
    });
    grip.addEventListener("dragend", () => { dragged = null; clear(rows); });
    row.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      clear(rows);
      row.classList.add("dose-over");
    });
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!dragged || dragged === row) return;
      order.value = movedTo(rows.map((one) => one.dataset["row"] ?? ""), dragged.dataset["row"] ?? "", row.dataset["row"] ?? "").join(",");
      press(form, "drag");
    });
  }
}

function clear(rows: HTMLElement[]): void {
  for (const row of rows) row.classList.remove("dose-over");
}

function press(form: HTMLFormElement, deed: string): void {
  const button = document.createElement("button");
  button.name = "do";
  button.value = deed;
  button.formNoValidate = true;
  button.hidden = true;
  form.append(button);
  form.requestSubmit(button);
}

/** What is written here lives in the page alone, until it is signed. */
function warnBeforeLeaving(form: HTMLFormElement): void {
  let changed = form.querySelector<HTMLInputElement>('input[name="undo"]')?.value !== "[]";
  form.addEventListener("change", (event) => { if (!(event.target as HTMLElement).closest(".library")) changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
