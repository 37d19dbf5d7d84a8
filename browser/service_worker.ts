// Keeps a person's day working without a network, and sends the outbox when the page is gone.
// Kept: built files of this build, the pages of a day and the films of their programme, for whoever is signed in only.
// Never kept: an answer to a POST, a page of anyone else, anything at all after signing out.
import { serverTime } from "./clock";
import { isPastItsTime, KEPT_PAGES_CACHE as PAGES } from "./exercise_pages";
import { filmFor, FILMS, isFilm, keepFilms } from "./kept_films";
import { Outbox, SYNC_TAG } from "./outbox";
import { pressNotToday, sendPresses } from "./not_today";
import { follow, show } from "./reminder";
import { hearFirstTime, timeAsKept } from "./safe_time";
import { currentOwner, openShelf, setOwner } from "./shelf";

interface SyncEvent extends ExtendableEvent { tag: string }
interface Cookies { get(name: string): Promise<{ value: string } | null> }

interface Syncing extends ServiceWorkerRegistration { sync?: { register(tag: string): Promise<void> } }

const worker = self as unknown as ServiceWorkerGlobalScope & { UNBRACE_BUILD?: string; cookieStore?: Cookies; registration: Syncing };
const network = { fetch: fetch.bind(worker), now: Date.now };
const BUILD = worker.UNBRACE_BUILD ?? "unbuilt";
const FILES = `unbrace-files-${BUILD}`;
/** What is shown in place of a page that is not kept. */
const OFFLINE = "/offline/";
const PROGRAMME = "/programme/";
const PAGES_OF_A_DAY = [
  "/exercise/", "/", OFFLINE, "/diary/", "/diary/voice/", PROGRAMME, "/check-in/", "/flare-up/", "/breathing/", "/activity/",
  "/goals/", "/progress/", "/history/", "/break/", "/kept/",
];
/** Kept once somebody has opened them: opening them is reading them, or they are there for few. */
const KEPT_WHEN_OPENED = ["/assessment/", "/messages/", "/staying-well/", "/on-your-own/", "/desk/", "/desk/record/", "/lift/", "/lift/tell/"];
const KEPT_PAGES = new Set([...PAGES_OF_A_DAY, ...KEPT_WHEN_OPENED]);
/** Whose page an answer is: portal/doorkeeper.py says it. */
const OWNER = "X-Unbrace-Owner";
const KEPT_AT = "X-Kept-At";
const FRESH_FOR_MS = 30 * 60_000;
/** What a page names that it needs. */
const NAMED = /\b(?:src|href|data-film|data-figure|data-viewer)="([^"]+)"/g;
const BUILT = "/static/built/";

worker.addEventListener("install", (event) => event.waitUntil(renew().then(() => worker.skipWaiting())));

worker.addEventListener("activate", (event) => event.waitUntil(dropOldFiles().then(() => worker.clients.claim())));

worker.addEventListener("message", (event) => {
  const data = event.data as { ask: string; urls?: string[] };
  if (data.ask === "keep") event.waitUntil(keep(data.urls ?? []));
  if (data.ask === "renew") event.waitUntil(keepPagesAnew(data.urls));
  if (data.ask === "purge") event.waitUntil(forgetPages());
});

worker.addEventListener("sync", (event) => {
  if ((event as SyncEvent).tag === SYNC_TAG) (event as SyncEvent).waitUntil(sendOutbox());
});

worker.addEventListener("push", (event) => event.waitUntil(show(worker, event.data)));

worker.addEventListener("notificationclick", (event) => event.waitUntil(follow(worker, event, press)));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (/\/log(in|out)\//.test(url.pathname)) event.waitUntil(forgetPerson());
  } else if (request.mode === "navigate") {
    event.respondWith(page(request, url, event));
  } else if (isFilm(url.pathname)) {
    event.respondWith(filmFor(request, whoIsHere));
  } else if (ofThisBuild(url)) event.respondWith(file(request, url));
});

const whoIsHere = async (): Promise<string> => currentOwner(await openShelf());

/** A page of a newer build may ask before its own service worker is here: leave that to the network. What is not built, such
 * as a picture of an exercise, carries the hash of its own content. */
function ofThisBuild(url: URL): boolean {
  const version = url.searchParams.get("v");
  return url.pathname.startsWith(BUILT) ? version === null || version === BUILD : version !== null;
}

/** Some runtime files are asked for without `?v=`: inside one build's cache the path alone names the file. */
const sloppy = (url: URL): CacheQueryOptions => ({ ignoreSearch: url.pathname.startsWith(BUILT) });

async function file(request: Request, url: URL): Promise<Response> {
  const kept = await (await caches.open(FILES)).match(request, sloppy(url));
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200 && answer.type === "basic") await store(FILES, request.url, answer.clone());
  return answer;
}

async function page(request: Request, url: URL, event: FetchEvent): Promise<Response> {
  const sent = Date.now();
  try {
    const answer = await fetch(request);
    event.waitUntil(remember(url, answer.clone(), sent));
    event.waitUntil(openShelf().then((shelf) => sendPresses(shelf, network))); // where nothing wakes us when the network is back
    return answer;
  } catch (error) {
    const kept = (await keptPage(url.pathname)) ?? (await keptPage(OFFLINE));
    if (kept) return kept;
    throw error;
  }
}

/** What came over the network, as far as it is one of those that are kept. Whoever is sent to the sign-in is signed out. */
async function remember({ pathname, search }: URL, answer: Response, sent: number): Promise<void> {
  if (answer.status === 200 && pathname.startsWith("/account/login/")) return forgetPerson();
  const owner = answer.headers.get(OWNER);
  if (answer.status === 200 && owner) await belongTo(owner);
  if (!KEPT_PAGES.has(pathname) || answer.status >= 500) return;
  if (answer.status === 200 && !answer.redirected && owner) return search ? undefined : putPage(pathname, answer, sent);
  await dropPage(pathname); // led elsewhere: no longer theirs to open without a network
}

async function dropPage(path: string): Promise<void> {
  await (await caches.open(PAGES)).delete(path);
  if (path === PROGRAMME) await caches.delete(FILMS);
}

async function forgetPages(): Promise<void> {
  await Promise.all([PAGES, FILMS].map((name) => caches.delete(name)));
}

/** Somebody else's page came: what was kept for the one before goes first. */
async function belongTo(owner: string): Promise<void> {
  const shelf = await openShelf();
  if ((await currentOwner(shelf)) === owner) return;
  await forgetPages();
  await setOwner(shelf, owner);
}

async function putPage(path: string, answer: Response, sent: number): Promise<void> {
  const headers = new Headers(answer.headers), received = Date.now();
  await hearFirstTime(serverTime(headers.get("Date"), sent, received), (sent + received) / 2);
  headers.set(KEPT_AT, new Date().toISOString());
  const body = await answer.blob();
  await store(PAGES, path, new Response(body, { headers }));
  if (path === PROGRAMME) await keepFilms(await body.text(), headers.get(OWNER) ?? "", whoIsHere);
}

/** A page as it was kept, for whoever is here now and nobody else; it says itself from when it is. */
async function keptPage(path: string): Promise<Response | undefined> {
  const kept = await (await caches.open(PAGES)).match(path);
  const owner = kept?.headers.get(OWNER);
  if (!kept || !owner || owner !== (await currentOwner(await openShelf()))) return undefined;
  const now_ms = await timeAsKept();
  if (isPastItsTime(path, kept.headers.get("Date"), now_ms)) return now_ms === null ? undefined : void (await dropPage(path));
  const headers = new Headers(kept.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  const words = (await kept.text()).replace("<html ", `<html data-kept-at="${headers.get(KEPT_AT) ?? ""}" `);
  return new Response(words, { headers });
}

/** A full disk must not break the page: it only loses the spare copy. */
async function store(cache: string, key: string, answer: Response): Promise<void> {
  await (await caches.open(cache)).put(key, answer).catch((error: unknown) => console.warn("not kept", key, error));
}

async function keep(urls: string[]): Promise<void> {
  for (const path of PAGES_OF_A_DAY) if (!(await isFresh(path))) await keepPage(path);
  for (const href of urls) await keepFile(href);
}

async function isFresh(path: string): Promise<boolean> {
  const kept = await (await caches.open(PAGES)).match(path);
  const age_ms = Date.now() - Date.parse(kept?.headers.get(KEPT_AT) ?? "");
  return age_ms >= 0 && age_ms < FRESH_FOR_MS; // kept later than now: the clock was set back, and nobody knows
}

async function keepFile(href: string): Promise<void> {
  const url = new URL(href, location.origin);
  const files = await caches.open(FILES);
  if (await files.match(url.href, sloppy(url))) return;
  const answer = await fetch(url).catch(() => null);
  if (answer?.status === 200) await store(FILES, url.href, answer);
}

/** A page that nobody opened yet, with what it needs. One that came too late, for somebody who has signed out, is not kept. */
async function keepPage(path: string): Promise<void> {
  const sent = Date.now();
  const answer = await fetch(path, { credentials: "same-origin" }).catch(() => null);
  if (!answer || answer.status >= 500) return;
  const owner = answer.headers.get(OWNER);
  if (answer.status !== 200 || answer.redirected || !owner || owner !== (await currentOwner(await openShelf()))) {
    await dropPage(path);
    return;
  }
  const needs = filesIn(await answer.clone().text());
  await putPage(path, answer, sent);
  for (const href of needs) await keepFile(href);
}

function filesIn(page: string): string[] {
  const named = [...page.matchAll(NAMED)].map((found) => new URL((found[1] ?? "").replaceAll("&amp;", "&"), location.origin));
  return [...new Set(named.filter((url) => url.origin === location.origin && isFile(url) && ofThisBuild(url)).map(({ href }) => href))];
}

const isFile = (url: URL): boolean => url.pathname.startsWith("/static/") || url.searchParams.has("v");

/** A new build arrives: whoever had the session offline before has it offline after. */
async function renew(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith("unbrace-files-") && name !== FILES);
  const urls = new Set<string>();
  for (const name of old) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const isBuilt = new URL(url).pathname.startsWith(BUILT);
      urls.add(isBuilt ? url.replace(/([?&]v=)[^&]*/, `$1${BUILD}`) : url);
    }
  }
  if (urls.size === 0) return;
  const files = await caches.open(FILES);
  await Promise.allSettled([...urls].map((url) => files.add(url)));
  await keepPagesAnew();
}

async function keepPagesAnew(paths: string[] = [...KEPT_PAGES]): Promise<void> {
  const pages = await caches.open(PAGES);
  for (const path of paths) if (await pages.match(path)) await keepPage(path);
}

async function dropOldFiles(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith("unbrace-files-") && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Signing in or out: the next person must not see the last one's pages, nor send their work. */
async function forgetPerson(): Promise<void> {
  await forgetPages();
  await setOwner(await openShelf(), "");
}

async function press(to: string): Promise<void> {
  if ((await pressNotToday(to, openShelf, network)) > 0) await worker.registration.sync?.register(SYNC_TAG).catch(() => undefined);
}

async function sendOutbox(): Promise<void> {
  const shelf = await openShelf();
  const pressed = await sendPresses(shelf, network);
  const csrf = async (): Promise<string> => (await worker.cookieStore?.get("csrftoken"))?.value ?? "";
  const outbox = new Outbox(shelf, await currentOwner(shelf), { ...network, csrf });
  const { waiting } = await outbox.send(true);
  await keepPagesAnew(["/", "/exercise/"]); // what has arrived may have changed what is due
  if (waiting.length + pressed > 0) throw new Error("not all sent: the browser will try again");
}
