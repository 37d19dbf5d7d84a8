// Words that close the kept session where nobody can be asked: the same patterns, found the same way, as on the server
// (rehab/words_of_concern.py). They only ever close; what they miss proves nothing.
import { formsOf, wordsOf } from "./words_as_read";

/** One pattern: groups of which each has to be there; a group: phrases with | between them, of which one is enough. */
export type Pattern = readonly string[];

/** The patterns of each language, under its name. A text is looked through in all of them. */
export type Table = Readonly<Record<string, readonly Pattern[]>>;

/** So many words may lie between the first and the last word of one pattern: about one sentence. */
const WITHIN = 9;
/** So many letters may stand before a *. */
const LONGEST_BEGINNING = 24;

/** Where in a text each word stands, under all that part of a phrase may say for it. */
type Where = Map<string, Set<number>>;
interface Place { start: number; end: number }

const taken = new Map<string, string[][]>();

/** Without a table, as on a page that was kept from before, anything written counts. */
export function soundsConcerning(text: string, table: Table | null): boolean {
  return table === null ? wordsOf(text).length > 0 : foundIn(text, table).length > 0;
}

/** Under which names of the table a pattern is there. */
export function foundIn(text: string, table: Table): string[] {
  const where = whereIn(wordsOf(text));
  return Object.keys(table).filter((name) => table[name]?.some((groups) => holds(where, groups)));
}

/** So long a table may take to come: it lies on the device, and what was written waits for nobody. */
const COMES_WITHIN_MS = 3000;

/** The table that the page names. Nothing where there is none, where it does not come, and where it is cut off. */
export async function tableHere(world: { fetch: typeof fetch; place: string | undefined } = here()): Promise<Table | null> {
  if (!world.place) return null;
  try {
    const answer = await world.fetch(world.place, { signal: AbortSignal.timeout(COMES_WITHIN_MS) });
    return answer.ok ? tableIn(await answer.text()) : null;
  } catch {
    return null;
  }
}

const here = (): { fetch: typeof fetch; place: string | undefined } =>
  ({ fetch: fetch.bind(globalThis), place: document.getElementById("words-of-concern")?.dataset["href"] });

export function tableIn(written: string): Table | null {
  try {
    const read: unknown = JSON.parse(written);
    return isTable(read) ? read : null;
  } catch {
    return null; // there is none, or it is cut off
  }
}

function isTable(read: unknown): read is Table {
  if (typeof read !== "object" || read === null || Array.isArray(read)) return false;
  const languages: unknown[] = Object.values(read);
  return languages.length > 0 && languages.every((patterns) => Array.isArray(patterns) && patterns.length > 0);
}

function whereIn(words: string[]): Where {
  const where: Where = new Map();
  const add = (part: string, at: number): unknown => where.get(part)?.add(at) ?? where.set(part, new Set([at]));
  words.forEach((word, at) => formsOf(word).forEach((form) => {
    add(form, at);
    let beginning = "";
    for (const letter of [...form].slice(0, LONGEST_BEGINNING)) add(`${beginning += letter}*`, at);
  }));
  return where;
}

/** Whether one phrase of each group is there, all of them close together, in any order. */
function holds(where: Where, groups: Pattern): boolean {
  const places = groups.map((group) => placesOf(where, group));
  const starts = places.flatMap((found) => found.map(({ start }) => start));
  return starts.some((first) => places.every((found) => {
    const next = found.find(({ start }) => start >= first);
    return next !== undefined && next.end - first <= WITHIN;
  }));
}

/** Where any of these phrases stands, in order; of one start the shortest. */
function placesOf(where: Where, group: string): Place[] {
  const found = new Map<number, number>();
  for (const phrase of phrasesOf(group)) {
    for (const start of where.get(phrase[0] ?? "") ?? []) {
      const end = start + phrase.length;
      if (phrase.every((part, at) => where.get(part)?.has(start + at))) found.set(start, Math.min(found.get(start) ?? end, end));
    }
  }
  return [...found].map(([start, end]) => ({ start, end })).sort((one, other) => one.start - other.start);
}

/** A group taken apart, once: many patterns name the same. */
function phrasesOf(group: string): string[][] {
  const known = taken.get(group) ?? group.split("|").map((phrase) => phrase.split(" "));
  taken.set(group, known);
  return known;
}
