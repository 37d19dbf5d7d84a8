// What came in for a list of people, put into the page without moving what the reader is on: the row that holds the hand,
// or an open part of which somebody is writing in, stays as it is, and so does the place on the screen.

export interface Kept { mark: string; people: number }
export interface News { added: number; gone: number; changed: number; people: number }

/** Make the list in `element` what it is in `page`; gives what is new. */
export function bringIn(element: HTMLElement, page: Document, kept: Kept): News {
  const list = element.querySelector<HTMLElement>('[data-part="rows"]');
  const newer = page.querySelector<HTMLElement>('[data-part="rows"]');
  if (!list || !newer) return { added: 0, gone: 0, changed: 0, people: kept.people };
  const anchor = readersRow(list);
  const before = anchor?.getBoundingClientRect().top;
  const news = exchange(list, newer, anchor);
  exchangeAround(element, page);
  if (anchor && before !== undefined) window.scrollBy(0, anchor.getBoundingClientRect().top - before);
  kept.people = news.people;
  return news;
}

/** What a screen reader hears; nothing where nothing came or went. */
export function said(news: News): string {
  const parts = [
    news.added ? `${news.added} new` : "",
    news.changed ? `${news.changed} changed` : "",
    news.gone ? `${news.gone} gone` : "",
  ].filter(Boolean);
  return parts.length ? `Work-list: ${parts.join(", ")}. ${news.people} ${news.people === 1 ? "person" : "people"} now.` : "";
}

/** The row that holds the hand, else the first that is on the screen. */
function readersRow(list: HTMLElement): HTMLElement | null {
  const rows = [...list.children] as HTMLElement[];
  return rows.find((row) => row.contains(document.activeElement)) ?? rows.find((row) => row.getBoundingClientRect().bottom > 0) ?? null;
}

function isHeld(row: HTMLElement): boolean {
  return row.contains(document.activeElement) || row.querySelector("details[open]") !== null;
}

function exchange(list: HTMLElement, newer: HTMLElement, anchor: HTMLElement | null): News {
  const old = new Map(([...list.children] as HTMLElement[]).map((row) => [row.dataset["key"], row]));
  const wanted: HTMLElement[] = [];
  let added = 0, changed = 0, gone = 0;
  for (const row of [...newer.children] as HTMLElement[]) {
    const known = old.get(row.dataset["key"]);
    old.delete(row.dataset["key"]);
    if (!known) added += 1;
    else if (seen(known) !== seen(row)) changed += 1;
    if (known && seen(known) !== seen(row) && isHeld(known)) tell(known, "Something new came in for this person.");
    wanted.push(known && (seen(known) === seen(row) || isHeld(known)) ? known : row);
  }
  for (const left of old.values()) {
    gone += 1;
    if (isHeld(left)) tell(left, "This is dealt with already.");
    else left.remove();
  }
  place(list, wanted, anchor);
  return { added, changed, gone, people: wanted.length };
}

function seen(row: HTMLElement): string {
  return row.querySelector<HTMLElement>('[data-part="row"]')?.dataset["seen"] ?? "";
}

/** In the new order; the row that holds the hand is never taken out of the page, the others are laid around it. */
function place(list: HTMLElement, wanted: HTMLElement[], anchor: HTMLElement | null): void {
  const replaced = new Map(wanted.map((row) => [row.dataset["key"], row]));
  for (const row of [...list.children] as HTMLElement[]) {
    const instead = replaced.get(row.dataset["key"]);
    if (instead && instead !== row) row.replaceWith(instead);
  }
  const at = anchor ? wanted.indexOf(anchor) : -1;
  if (!anchor || at < 0) return list.append(...wanted);
  for (const row of wanted.slice(0, at)) list.insertBefore(row, anchor);
  list.append(...wanted.slice(at + 1));
}

function tell(row: HTMLElement, words: string): void {
  const there = row.querySelector('[data-part="news"]');
  if (there) return void (there.textContent = words);
  const line = document.createElement("p");
  line.className = "person-news small";
  line.dataset["part"] = "news";
  line.append(words, " ", Object.assign(document.createElement("a"), { href: "", textContent: "Load it" }));
  row.prepend(line);
}

/** The counts by reason, and the words for an empty list. */
function exchangeAround(element: HTMLElement, page: Document): void {
  const place = element.querySelector('[data-part="list"]');
  for (const name of ["pills", "empty"]) {
    const [old, found] = [element.querySelector(`[data-part="${name}"]`), page.querySelector(`[data-part="${name}"]`)];
    if (old && found && !old.contains(document.activeElement)) old.replaceWith(found);
    else if (old && !found && !old.contains(document.activeElement)) old.remove();
    else if (found && !old) name === "pills" ? place?.prepend(found) : place?.append(found);
  }
}
