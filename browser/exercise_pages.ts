// Every page that leads to exercise or to loading, in one list: wherever anything stops, all of them go from what is kept.
// The server shuts the same doors (clinic/check_ins/gate.py); breathing among them, for it is closed there as well.
export const KEPT_PAGES_CACHE = "unbrace-pages";

export const LEADS_TO_EXERCISE: readonly string[] = [
  "/exercise/", "/programme/", "/break/", "/breathing/", "/assessment/", "/lift/", "/on-your-own/",
];

interface Shelves { open(name: string): Promise<{ delete(path: string): Promise<boolean> }> }

/** Takes these pages out of what is kept. Gives how many were there. */
export async function dropKept(shelves: Shelves, paths: readonly string[]): Promise<number> {
  const kept = await shelves.open(KEPT_PAGES_CACHE);
  const gone = await Promise.all(paths.map((path) => kept.delete(path)));
  return gone.filter(Boolean).length;
}

/** The longest time between two rounds of questions about safety (CHECK_IN_EVERY in clinic/check_ins/gate.py): a page older
 * than that has missed one. The session's own page knows its day better and says so (door.ts). */
const LONGEST_MS = 7 * 86_400_000;

/** `said_at`: when the server gave this page, `now_ms`: the time now, both by the server's clock; null where nobody can tell. */
export function isPastItsTime(path: string, said_at: string | null, now_ms: number | null): boolean {
  if (path === "/exercise/" || !LEADS_TO_EXERCISE.includes(path)) return false;
  return now_ms === null || !(now_ms - Date.parse(said_at ?? "") < LONGEST_MS);
}
