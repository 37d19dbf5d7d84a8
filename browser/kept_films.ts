// Films of a person's own exercises on their device, for times without a network. The network goes first: a film that was
// removed is gone as soon as the clinic says so, and a copy that nobody could ask about for two weeks is not shown.
import { part } from "./part_of_a_file";

/** One place for the worker that keeps them and the page that says so. */
export const FILMS = "unbrace-films";
/** All films of a programme together. */
export const MOST_BYTES = 50_000_000;
const DAYS_WITHOUT_WORD = 14;
const ADDRESS = /^\/programme\/films\/[0-9a-f-]{36}\.(?:mp4|jpg)$/;
const NAMED = /\b(?:src|poster)="(\/programme\/films\/[0-9a-f-]{36}\.(?:mp4|jpg))"/g;
const ASKED_AT = "X-Asked-At";
const OWNER = "X-Unbrace-Owner";

export const isFilm = (path: string): boolean => ADDRESS.test(path);

/** The films that the page of the programme names, pictures first: they are small, and stand in for a film left out. */
export function filmsOn(page: string): string[] {
  const named = new Set([...page.matchAll(NAMED)].map((found) => found[1] ?? ""));
  return [...named].sort((one, other) => Number(one.endsWith(".mp4")) - Number(other.endsWith(".mp4")));
}

/** As the programme is now: what it does not name any more goes, what is new comes, as far as there is room. */
export async function keepFilms(page: string, owner: string, here: () => Promise<string>, now = Date.now()): Promise<void> {
  const named = filmsOn(page);
  if (named.length === 0) return void await caches.delete(FILMS);
  const films = await caches.open(FILMS);
  for (const { url } of await films.keys()) if (!named.includes(new URL(url).pathname)) await films.delete(url);
  let room = MOST_BYTES;
  for (const path of named) room -= await keepOne(films, path, { owner, here, room, now });
}

interface Asked { owner: string; here: () => Promise<string>; room: number; now: number }

/** How many bytes it takes; 0 when it is not kept. One that is there already was named just now, so it may stay longer; one
 * that came too late, for somebody who has signed out, is not kept. */
async function keepOne(films: Cache, path: string, { owner, here, room, now }: Asked): Promise<number> {
  const there = await films.match(path, { ignoreVary: true });
  const answer = there ?? await fetch(path, { credentials: "same-origin" }).catch(() => null);
  if (!answer || answer.status !== 200 || answer.redirected) return 0;
  if (Number(answer.headers.get("Content-Length") ?? 0) > room) return leave(films, path);
  const body = await answer.blob();
  if (body.size > room || owner !== await here()) return leave(films, path);
  const headers = { "Content-Type": answer.headers.get("Content-Type") ?? "", [ASKED_AT]: new Date(now).toISOString(), [OWNER]: owner };
  return films.put(path, new Response(body, { headers })).then(() => body.size, () => 0); // a full disk: only the spare copy is lost
}

async function leave(films: Cache, path: string): Promise<0> {
  await films.delete(path);
  return 0;
}

/** What the clinic says now; without a network, what was kept for whoever is here, or the failure as it is. */
export async function filmFor(request: Request, here: () => Promise<string>, now = Date.now()): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.redirected || [401, 403, 404, 410].includes(answer.status)) await (await caches.open(FILMS)).delete(new URL(request.url).pathname);
    return answer;
  } catch (error) {
    const kept = await (await caches.open(FILMS)).match(new URL(request.url).pathname, { ignoreVary: true });
    const isTheirs = kept && kept.headers.get(OWNER) && kept.headers.get(OWNER) === await here();
    if (!kept || !isTheirs || tooOld(kept, now)) throw error;
    return part(await kept.blob(), kept.headers.get("Content-Type") ?? "", request.headers.get("Range"));
  }
}

function tooOld(kept: Response, now: number): boolean {
  const age = now - Date.parse(kept.headers.get(ASKED_AT) ?? "");
  return !(age < DAYS_WITHOUT_WORD * 86_400_000);
}
