// Stop 6, carry: a finished session stays on this device until the server says it has it. One key per session, one
// answer per session: a yes removes only what was answered. Nothing is sent for anyone but the person signed in.
import { gettext } from "./gettext";
import { type Record as Started, toUpload, type Upload, withoutTraces } from "./record";
import { openShelf, type Parcel, type Shelf } from "./shelf";

export const SYNC_TAG = "unbrace-outbox";
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const TOO_LARGE = 413;
/** After so many tries with a network and without any answer, some minutes, the message is taken to be too long for it. */
const TRIES_IN_FULL = 6;
const REFUSALS = new Set([403, 409, 422]);
const SIGNED_OUT = gettext("You are signed out. Sign in again and it will be sent; until then it stays safe on this device.");
const STALE = gettext("This page was open for a long time. Load it again and it will be sent; until then it stays safe on this device.");
const REFUSED = gettext("The server could not take this. It stays on this device; please tell your therapist.");

export interface World {
  fetch: typeof fetch;
  now: () => number;
  csrf: () => string | Promise<string>;
  /** Whether there is a network at all; left out where only a network wakes us. */
  online?: () => boolean;
  /** Told of every yes, with the server's own words. */
  taken?: (parcel: Parcel, said: Said) => void;
  /** Told of every no that is about the parcel itself. */
  turned_down?: (parcel: Parcel, said: Said) => void;
}

export interface Said {
  said?: string;
  /** Where the safety questions are that a message or an answer has opened. */
  ask?: string;
  /** Where it goes on. */
  then?: string;
  error?: string;
  /** Nothing is wrong but what stands in the form: its own page says where. */
  redo?: boolean;
}

export interface Contents {
  waiting: Parcel[];
  refused: Parcel[];
}

export class Outbox {
  constructor(
    private readonly shelf: Shelf,
    readonly owner: string,
    private readonly world: World,
  ) {}

  async contents(): Promise<Contents> {
    const mine = (await this.shelf.getAll("waiting")).filter((parcel) => parcel.owner === this.owner);
    return {
      waiting: mine.filter((parcel) => parcel.state === "waiting"),
      refused: mine.filter((parcel) => parcel.state === "refused"),
    };
  }

  /** The session this person has begun and not ended, if any. */
  started(): Promise<Started | undefined> {
    return this.shelf.get("started", this.owner);
  }

  async keep(record: Started): Promise<void> {
    await this.shelf.put("started", record);
  }

  /** Ends a session: from now on it is a parcel whose words never change. Both happen or neither. */
  async finish(record: Started, to: string, ended_at: string): Promise<void> {
    const change = this.shelf.transaction(["waiting", "started"], "readwrite");
    const parcel: Parcel = {
      key: record.key, owner: record.owner, to, ended_at, body: JSON.stringify(toUpload(record, ended_at)),
      state: "waiting", sentence: null, tries: 0, next_try_at: 0,
    };
    await Promise.all([
      change.objectStore("waiting").put(parcel),
      change.objectStore("started").delete(record.owner),
      change.done,
    ]);
  }

  /** Puts something that is whole already on the shelf, such as a message or a diary entry: like a session it waits for the
   * server's yes, and its words never change from now on. */
  async put(parcel: Omit<Parcel, "owner" | "state" | "sentence" | "tries" | "next_try_at">): Promise<void> {
    await this.shelf.put("waiting", { ...parcel, owner: this.owner, state: "waiting", sentence: null, tries: 0, next_try_at: 0 });
  }

  /** Throws away a session in which nothing was done. */
  async forgetStarted(): Promise<void> {
    await this.shelf.delete("started", this.owner);
  }

  /** Throws away a session that the server refused; never one it may still take, never anybody else's. */
  async discard(key: string): Promise<void> {
    const { refused } = await this.contents();
    if (refused.some((parcel) => parcel.key === key)) await this.shelf.delete("waiting", key);
  }

  /** Sends what is due; `all` also what is still pausing and what was refused before. */
  async send(all = false): Promise<Contents> {
    const { waiting, refused } = await this.contents();
    for (const parcel of all ? [...waiting, ...refused] : waiting) {
      if (all || parcel.next_try_at <= this.world.now()) await this.post(parcel);
    }
    return this.contents();
  }

  private async post(parcel: Parcel): Promise<void> {
    const answer = await this.ask(parcel);
    const unheard = answer === null && (this.world.online?.() ?? true) && parcel.tries >= TRIES_IN_FULL;
    if (answer?.status === TOO_LARGE || unheard) parcel = lighter(parcel);
    if (answer === null) return this.pause(parcel, null);
    if (answer.status === 200 || answer.status === 201) {
      await this.shelf.delete("waiting", parcel.key);
      const said = (await answer.json().catch(() => ({}))) as Said | null; // read to the end, or leaving the page aborts an answered request
      return this.world.taken?.(parcel, said ?? {});
    }
    if (answer.status !== 401 && !REFUSALS.has(answer.status)) return this.pause(parcel, null);
    if (answer.status === 401) return this.pause(parcel, SIGNED_OUT);
    const said = await saidIn(answer);
    // A 403 without a reason is the lock on an old page, or something between us and the server: it says nothing about the session.
    if (answer.status === 403 && (said.again || !said.error)) return this.pause(parcel, said.first || STALE);
    await this.refuse(parcel, said.error || REFUSED);
    this.world.turned_down?.(parcel, said);
  }

  private async ask(parcel: Parcel): Promise<Response | null> {
    const type = parcel.type ?? "application/json";
    const headers = { "Content-Type": type, Accept: "application/json", "X-CSRFToken": await this.world.csrf() };
    const request = { method: "POST", headers, body: parcel.body, credentials: "same-origin", redirect: "error" } as const;
    return this.world.fetch(parcel.to, request).catch(() => null);
  }

  private async pause(parcel: Parcel, sentence: string | null): Promise<void> {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** parcel.tries);
    const next_try_at = this.world.now() + pause;
    await this.shelf.put("waiting", { ...parcel, state: "waiting", sentence, tries: parcel.tries + 1, next_try_at });
  }

  private async refuse(parcel: Parcel, sentence: string): Promise<void> {
    await this.shelf.put("waiting", { ...parcel, state: "refused", sentence, tries: parcel.tries + 1 });
  }
}

/** The session is worth more than the stick figures that came with it: they are left behind before it is. */
function lighter(parcel: Parcel): Parcel {
  if (parcel.message !== undefined || typeof parcel.body !== "string") return parcel;
  return parcel.body.includes('"trace":') ? { ...parcel, body: JSON.stringify(withoutTraces(JSON.parse(parcel.body) as Upload)) } : parcel;
}

/** The server's own sentence, and whether the same words may be taken another time. */
async function saidIn(answer: Response): Promise<{ error: string; first: string; again: boolean; redo: boolean }> {
  const said = (await answer.json().catch(() => ({}))) as { [name: string]: unknown } | null;
  const words = (name: string): string => { const value = said?.[name]; return typeof value === "string" ? value : ""; };
  return { error: words("error"), first: words("first"), again: said?.["again"] === true, redo: said?.["redo"] === true };
}

export function csrfFromCookie(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

export async function openOutbox(owner: string, taken?: World["taken"], turned_down?: World["turned_down"]): Promise<Outbox> {
  const world = { fetch: fetch.bind(globalThis), now: Date.now, csrf: csrfFromCookie, online: () => navigator.onLine };
  return new Outbox(await openShelf(), owner, { ...world, ...(taken && { taken }), ...(turned_down && { turned_down }) });
}
