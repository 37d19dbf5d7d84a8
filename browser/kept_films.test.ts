// Films on the device: only those of the programme, only so many, only for their person, and gone when they are withdrawn.
import { strict as assert } from "node:assert";
import { beforeEach, test } from "node:test";
import { filmFor, FILMS, filmsOn, isFilm, keepFilms, MOST_BYTES } from "./kept_films";

const [ONE, TWO] = ["1b4e28ba-2fa1-41d2-883f-0016d3cca427", "6fa459ea-ee8a-4ca4-894e-db77e160355e"];
const [FILM, STILL, OTHER] = [`/programme/films/${ONE}.mp4`, `/programme/films/${ONE}.jpg`, `/programme/films/${TWO}.mp4`];
const HOST = "https://clinic.test";
const DAY = 86_400_000;

/** As much of a browser's cache as is used here. */
class Shelf {
  readonly kept = new Map<string, Response>();
  private at(what: Request | string): string { return new URL(typeof what === "string" ? what : what.url, HOST).href; }
  async match(what: Request | string): Promise<Response | undefined> { return this.kept.get(this.at(what))?.clone(); }
  async put(what: string, answer: Response): Promise<void> { this.kept.set(this.at(what), answer); }
  async delete(what: string): Promise<boolean> { return this.kept.delete(this.at(what)); }
  async keys(): Promise<Request[]> { return [...this.kept.keys()].map((url) => new Request(url)); }
}

let shelf = new Shelf();
let server: Record<string, Response | undefined> = {};
let asked: string[] = [];

beforeEach(() => {
  [shelf, server, asked] = [new Shelf(), {}, []];
  Object.assign(globalThis, {
    caches: { open: async () => shelf, delete: async (name: string) => { assert.equal(name, FILMS); shelf = new Shelf(); return true; } },
    fetch: async (what: Request | string) => {
      const path = new URL(typeof what === "string" ? what : what.url, HOST).pathname;
      asked.push(path);
      if (!(path in server)) throw new TypeError("no network");
      return server[path]?.clone();
    },
  });
});

const page = (...paths: string[]): string => paths.map((path) => `<video src="${path}" poster="${path.replace("mp4", "jpg")}"></video>`).join("");
const file = (bytes: number): Response => new Response(new Uint8Array(bytes), { headers: { "Content-Type": "video/mp4" } });
const there = (): string[] => [...shelf.kept.keys()].map((url) => new URL(url).pathname).sort();
const ask = (path: string, range?: string): Request => new Request(HOST + path, range ? { headers: { Range: range } } : {});
const maria = async (): Promise<string> => "maria";

test("only the addresses of a person's own films are such", () => {
  assert.ok(isFilm(FILM) && isFilm(STILL));
  for (const path of ["/programme/", "/programme/films/", `/therapist${FILM}`, `/programme/films/${ONE}.html`]) assert.ok(!isFilm(path), path);
  assert.deepEqual(filmsOn(`${page(FILM)}<img src="/programme/films/${ONE}.jpg"><a href="${OTHER}">`), [STILL, FILM]);
});

test("what the programme names is kept once, and goes when it is not named any more", async () => {
  server = { [FILM]: file(10), [STILL]: file(2), [OTHER]: file(20), [OTHER.replace("mp4", "jpg")]: file(3) };
  await keepFilms(page(FILM, OTHER), "maria", maria);
  assert.equal(there().length, 4);
  asked = [];
  await keepFilms(page(FILM, OTHER), "maria", maria);
  assert.deepEqual(asked, []);
  await keepFilms(page(FILM), "maria", maria);
  assert.deepEqual(there(), [STILL, FILM].sort());
  await keepFilms("no film here", "maria", maria);
  assert.deepEqual(there(), []);
});

test("all together they take no more than the limit, and a smaller one still finds its place", async () => {
  server = { [FILM]: file(MOST_BYTES + 1), [STILL]: file(2), [OTHER]: file(20), [OTHER.replace("mp4", "jpg")]: file(3) };
  await keepFilms(page(FILM, OTHER), "maria", maria);
  assert.ok(!there().includes(FILM));
  assert.ok(there().includes(OTHER) && there().includes(STILL));
});

test("what cannot be had is not kept", async () => {
  server = { [FILM]: new Response("gone", { status: 404 }), [STILL]: new Response("sign in", { status: 500 }) };
  await keepFilms(page(FILM), "maria", maria);
  assert.deepEqual(there(), []);
});

test("without a network the player gets the part it asks for, and with one the clinic's own answer", async () => {
  server = { [FILM]: new Response("0123456789", { headers: { "Content-Type": "video/mp4" } }), [STILL]: file(1) };
  await keepFilms(page(FILM), "maria", maria);
  server = {};
  const answer = await filmFor(ask(FILM, "bytes=2-4"), maria);
  assert.deepEqual([answer.status, await answer.text(), answer.headers.get("Content-Range")], [206, "234", "bytes 2-4/10"]);
  server = { [FILM]: new Response("new") };
  assert.equal(await (await filmFor(ask(FILM), maria)).text(), "new");
});

test("a film that was withdrawn is gone as soon as the clinic says so", async () => {
  server = { [FILM]: file(10), [STILL]: file(2) };
  await keepFilms(page(FILM), "maria", maria);
  server = { [FILM]: new Response("", { status: 404 }) };
  assert.equal((await filmFor(ask(FILM), maria)).status, 404);
  server = {};
  await assert.rejects(filmFor(ask(FILM), maria));
});

test("somebody else, and nobody, get nothing of it", async () => {
  server = { [FILM]: file(10), [STILL]: file(2) };
  await keepFilms(page(FILM), "maria", maria);
  server = {};
  await assert.rejects(filmFor(ask(FILM), async () => "jonas"));
  await assert.rejects(filmFor(ask(FILM), async () => ""));
});

test("what arrives after somebody has signed out is not kept", async () => {
  server = { [FILM]: file(10), [STILL]: file(2) };
  await keepFilms(page(FILM), "maria", async () => "");
  assert.deepEqual(there(), []);
});

test("a copy that nobody could ask about for two weeks is not shown, and a new look at the programme renews it", async () => {
  server = { [FILM]: file(10), [STILL]: file(2) };
  await keepFilms(page(FILM), "maria", maria, 0);
  const looked = page(FILM);
  server = {};
  assert.equal((await filmFor(ask(FILM), maria, 13 * DAY)).status, 200);
  await assert.rejects(filmFor(ask(FILM), maria, 14 * DAY));
  await keepFilms(looked, "maria", maria, 10 * DAY);
  assert.equal((await filmFor(ask(FILM), maria, 14 * DAY)).status, 200);
});
