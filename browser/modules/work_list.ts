// The work-list by keyboard, and what comes in without a reload. Without scripts the list works by its buttons and links.
// <div data-module="work-list" data-rows="address" data-mark="what was seen" data-every="30000"> with parts status, over,
// list, rows, keys, keys-on; each row is an <article data-part="row"> in an <li data-key>.
import { type Kept, bringIn, said } from "../list_news";

const NEXT = "work-list-next";
const KEYS = "work-list-keys";

export function workList(element: HTMLElement): void {
  const part = <T extends HTMLElement>(name: string): T | null => element.querySelector<T>(`[data-part="${name}"]`);
  const rows = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('[data-part="row"]')];
  takeUpWhereItWas(rows());
  listenToKeys(element, rows, part);
  element.addEventListener("submit", (event) => remember(event.target as Element, rows()));
  const kept: Kept = { mark: element.dataset["mark"] ?? "", people: rows().length };
  watch(Number(element.dataset["every"] ?? "30000"), () => look(element, kept, part));
}

/** After a deed the page comes back: the hand is then on the person who stood below. */
function takeUpWhereItWas(rows: HTMLElement[]): void {
  const keys = (sessionStorage.getItem(NEXT) ?? "").split(" ").filter(Boolean);
  sessionStorage.removeItem(NEXT);
  const there = keys.map((key) => rows.find((row) => row.id === key)).find(Boolean);
  if (keys.length > 0) (there ?? rows[0])?.focus();
}

function remember(form: Element, rows: HTMLElement[]): void {
  const at = rows.findIndex((row) => row.contains(form));
  if (at >= 0) sessionStorage.setItem(NEXT, [...rows.slice(at + 1, at + 4), ...rows.slice(Math.max(0, at - 1), at)].map((row) => row.id).join(" "));
}

type PartOf = <T extends HTMLElement>(name: string) => T | null;

function listenToKeys(element: HTMLElement, rows: () => HTMLElement[], part: PartOf): void {
  const keys = part<HTMLDetailsElement>("keys"), on = part<HTMLInputElement>("keys-on");
  if (keys) keys.hidden = false;
  if (on) {
    on.checked = localStorage.getItem(KEYS) !== "off";
    on.addEventListener("change", () => localStorage.setItem(KEYS, on.checked ? "on" : "off"));
  }
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.key === "Escape") return closePanels(element, target);
    if (on?.checked === false || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
    const here = target.closest<HTMLElement>('[data-part="row"]');
    if (press(event.key, here, target, rows(), part)) event.preventDefault();
  });
}

function isTyping(target: HTMLElement): boolean {
  return target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

/** Whether the key meant something here. */
function press(key: string, here: HTMLElement | null, target: HTMLElement, rows: HTMLElement[], part: PartOf): boolean {
  const at = here ? rows.indexOf(here) : -1;
  switch (key) {
    case "j": return focusOn(rows[Math.min(at + 1, rows.length - 1)]);
    case "k": return focusOn(rows[Math.max(at - 1, 0)]);
    case "Enter": return here !== null && here === target && click(bestAction(here));
    case "d": return submit(here?.querySelector<HTMLFormElement>('[data-part="done"]'));
    case "s": return openAside(here, '[data-part="snooze"] button');
    case "h": return openAside(here, '[data-part="hand"] select');
    case "u": return submit(document.querySelector<HTMLFormElement>('[data-part="undo"]'));
    case "?": return toggle(part<HTMLDetailsElement>("keys"));
    default: return false;
  }
}

function focusOn(row: HTMLElement | undefined): boolean {
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return row !== undefined;
}

/** The first button that stands out, else the first. */
function bestAction(row: HTMLElement): HTMLElement | null {
  return row.querySelector<HTMLElement>(".work-act .button:not(.button-quiet, .button-plain)") ?? row.querySelector<HTMLElement>(".work-act .button");
}

function click(button: HTMLElement | null): boolean {
  button?.click();
  const opened = button?.closest("details");
  opened?.querySelector<HTMLElement>("textarea, input:not([type=hidden])")?.focus();
  return button !== null;
}

function submit(form: HTMLFormElement | null | undefined): boolean {
  form?.requestSubmit();
  return Boolean(form);
}

function openAside(here: HTMLElement | null, first: string): boolean {
  const aside = here?.querySelector<HTMLDetailsElement>('[data-part="aside"]');
  const control = aside?.querySelector<HTMLElement>(first);
  if (!aside || !control) return false;
  aside.open = true;
  control.focus();
  return true;
}

function toggle(keys: HTMLDetailsElement | null): boolean {
  if (!keys) return false;
  keys.open = !keys.open;
  if (keys.open) keys.querySelector("summary")?.focus();
  return true;
}

function closePanels(element: HTMLElement, target: HTMLElement): void {
  const inside = target.closest<HTMLElement>('[data-part="row"]');
  for (const open of element.querySelectorAll<HTMLDetailsElement>('[data-part="aside"][open]')) open.open = false;
  inside?.focus();
}

/** Every so often, never while nobody looks at the page; at once when somebody comes back to it. */
function watch(every: number, look: () => Promise<boolean>): void {
  let timer = 0, over = false;
  const again = async (): Promise<void> => {
    window.clearTimeout(timer);
    if (document.hidden || over) return;
    over = !(await look());
    if (!over) timer = window.setTimeout(() => void again(), every);
  };
  document.addEventListener("visibilitychange", () => void again());
  timer = window.setTimeout(() => void again(), every);
}

/** False when there is nothing to look at any more: the log-in has ended. */
async function look(element: HTMLElement, kept: Kept, part: PartOf): Promise<boolean> {
  const headers = { "If-None-Match": `"${kept.mark}"` };
  const answer = await fetch(element.dataset["rows"] ?? "", { headers, redirect: "manual", credentials: "same-origin" }).catch(() => null);
  if (answer === null || answer.status === 304 || answer.status >= 500) return true;
  if (!answer.ok) {
    const over = part("over");
    if (over) over.hidden = false;
    return false;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const status = part("status");
  const words = said(bringIn(element, page, kept));
  kept.mark = (answer.headers.get("ETag") ?? "").replace(/^W\/|"/g, "");
  if (status && words) status.textContent = words;
  return true;
}
