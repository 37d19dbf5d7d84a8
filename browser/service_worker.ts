// Keeps the guided session working without a network, and sends the outbox when the page is gone.
// Kept: built files of this build, and the two pages a patient needs offline, for the person who is signed in only.
// Never kept: an answer to a POST, a page of anyone else, anything at all after signing out.
import { Outbox, SYNC_TAG } from "./outbox";
import { follow, show } from "./reminder";
import { currentOwner, openShelf, setOwner } from "./shelf";

interface SyncEvent extends ExtendableEvent { tag: string }
interface Cookies { get(name: string): Promise<{ value: string } | null> }

const worker = self as unknown as ServiceWorkerGlobalScope & { UNBRACE_BUILD?: string; cookieStore?: Cookies };
const BUILD = worker.UNBRACE_BUILD ?? "unbuilt";
const FILES = `unbrace-files-${BUILD}`;
const PAGES = "unbrace-pages";
const KEPT_PAGES = new Set(["/exercise/", "/", "/diary/"]);
const BUILT = "/static/";

worker.addEventListener("install", (event) => event.waitUntil(renew().then(() => worker.skipWaiting())));

worker.addEventListener("activate", (event) => event.waitUntil(dropOldFiles().then(() => worker.clients.claim())));

worker.addEventListener("message", (event) => {
  const data = event.data as { ask: string; urls: string[] };
  if (data.ask === "keep") event.waitUntil(keep(data.urls));
  if (data.ask === "purge") event.waitUntil(caches.delete(PAGES));
});

worker.addEventListener("sync", (event) => {
  if ((event as SyncEvent).tag === SYNC_TAG) (event as SyncEvent).waitUntil(sendOutbox());
});

worker.addEventListener("push", (event) => event.waitUntil(show(worker, event.data)));

worker.addEventListener("notificationclick", (event) => event.waitUntil(follow(worker, event)));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (/\/log(in|out)\//.test(url.pathname)) event.waitUntil(forgetPerson());
  } else if (request.mode === "navigate") {
    if (KEPT_PAGES.has(url.pathname)) event.respondWith(page(request, url.pathname));
  } else if (ofThisBuild(url)) event.respondWith(file(request, url));
});

/** A page of a newer build may ask before its own service worker is here: leave that to the network. */
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

async function page(request: Request, path: string): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status === 200 && !answer.redirected) await store(PAGES, path, answer.clone());
    else if (answer.status < 500) await (await caches.open(PAGES)).delete(path); // led elsewhere: no longer theirs to open offline
    return answer;
  } catch (error) {
    const kept = await (await caches.open(PAGES)).match(path);
    if (kept) return kept;
    throw error;
  }
}

/** A full disk must not break the page: it only loses the spare copy. */
async function store(cache: string, key: string, answer: Response): Promise<void> {
  await (await caches.open(cache)).put(key, answer).catch((error: unknown) => console.warn("not kept", key, error));
}

async function keep(urls: string[]): Promise<void> {
  const pages = await caches.open(PAGES);
  for (const path of KEPT_PAGES) if (!(await pages.match(path))) await keepPage(path);
  const files = await caches.open(FILES);
  const fetchOne = async (href: string): Promise<void> => {
    const url = new URL(href, location.origin);
    if (await files.match(url.href, sloppy(url))) return;
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) await store(FILES, url.href, answer);
  };
  for (const href of urls) await fetchOne(href);
}

async function keepPage(path: string): Promise<void> {
  const answer = await fetch(path, { credentials: "same-origin" }).catch(() => null);
  if (answer?.status === 200 && !answer.redirected) await store(PAGES, path, answer);
}

/** A new build arrives: whoever had the session offline before has it offline after. */
async function renew(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith("unbrace-files-") && name !== FILES);
  const urls = new Set<string>();
  for (const name of old) {
    for (const { url } of await (await caches.open(name)).keys()) urls.add(url.replace(/([?&]v=)[^&]*/, `$1${BUILD}`));
  }
  if (urls.size === 0) return;
  const files = await caches.open(FILES);
  const built = [...urls].filter((url) => new URL(url).pathname.startsWith(BUILT));
  await Promise.allSettled(built.map((url) => files.add(url)));
  const pages = await caches.open(PAGES);
  for (const path of KEPT_PAGES) if (await pages.match(path)) await keepPage(path);
}

async function dropOldFiles(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith("unbrace-files-") && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Signing in or out: the next person must not see the last one's pages, nor send their work. */
async function forgetPerson(): Promise<void> {
  await caches.delete(PAGES);
  await setOwner(await openShelf(), "");
}

async function sendOutbox(): Promise<void> {
  const shelf = await openShelf();
  const csrf = async (): Promise<string> => (await worker.cookieStore?.get("csrftoken"))?.value ?? "";
  const outbox = new Outbox(shelf, await currentOwner(shelf), { fetch: fetch.bind(worker), now: Date.now, csrf });
  const { waiting } = await outbox.send(true);
  if (waiting.length > 0) throw new Error("not all sent: the browser will try again");
}
