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
