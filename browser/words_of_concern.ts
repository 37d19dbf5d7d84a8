// Words that close the kept session where nobody can be asked: the same patterns, found the same way, as on the server
// (rehab/words_of_concern.py). They only ever close; what they miss proves nothing.

/** One pattern: groups of which each has to be there; a group: phrases with | between them, of which one is enough. */
export type Pattern = readonly string[];

/** So many words may lie between the first and the last word of one pattern: about one sentence. */
const WITHIN = 9;

interface Place { start: number; end: number }

export function wordsOf(text: string): string[] {
  const seen = text.toLowerCase().replace(/['’‘ʼ`´ʹ＇]/gu, "").replace(/\s/gu, " ").replace(/\p{C}/gu, "");
  return seen.replace(/[^\p{L}\p{N}]+/gu, " ").split(" ").filter(Boolean);
}

/** Without a table, as on a page that was kept from before, anything written counts. */
export function soundsConcerning(text: string, patterns: readonly Pattern[] | null): boolean {
  const words = wordsOf(text);
  return words.length > 0 && (patterns === null || patterns.some((groups) => holds(words, groups)));
}

export function patternsHere(): Pattern[] | null {
  const table = document.getElementById("words-of-concern")?.textContent;
  return table ? (JSON.parse(table) as Pattern[]) : null;
}

/** Whether one phrase of each group is there, all of them close together, in any order. */
function holds(words: string[], groups: Pattern): boolean {
  const places = groups.map((group) => placesOf(words, group.split("|").map((phrase) => phrase.split(" "))));
  const starts = places.flatMap((found) => found.map(({ start }) => start));
  return starts.some((first) => places.every((found) => {
    const next = found.find(({ start }) => start >= first);
    return next !== undefined && next.end - first <= WITHIN;
  }));
}

/** Where any of these phrases stands, in order; of one start the shortest. */
function placesOf(words: string[], group: string[][]): Place[] {
  return words.flatMap((_, start) => {
    const here = group.filter((phrase) => phrase.every((part, at) => isWord(words[start + at], part))).map(({ length }) => length);
    return here.length > 0 ? [{ start, end: start + Math.min(...here) }] : [];
  });
}

function isWord(word: string | undefined, part: string): boolean {
  return word !== undefined && (part.endsWith("*") ? word.startsWith(part.slice(0, -1)) : word === part);
}
