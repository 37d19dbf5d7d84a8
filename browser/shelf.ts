// The shelf in this browser (IndexedDB) on which work stays until the server has it.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Record as Started } from "./record";

export interface Parcel {
  key: string;
  owner: string;
  to: string;
  /** The body, word for word: what was done must not change between two tries, or the server could not know it again.
   * Only stick figures may be left behind. */
  body: string | Blob;
  /** What kind of body that is; JSON where nothing is said. */
  type?: string;
  /** The words of a message to the therapist; a parcel without it is a session. */
  message?: string;
  ended_at: string;
  state: "waiting" | "refused";
  /** The server's own sentence, when it said no. */
  sentence: string | null;
  tries: number;
  next_try_at: number;
}

/** What is known of this device's clock: the latest time it has ever shown since the server was last heard, and how far it was
 * behind the server's then. */
export interface ClockSeen { latest_ms: number; offset_ms: number }

interface Layout extends DBSchema {
  waiting: { key: string; value: Parcel };
  started: { key: string; value: Started };
  about: { key: string; value: string };
}

export type Shelf = IDBPDatabase<Layout>;

export function openShelf(): Promise<Shelf> {
  return openDB<Layout>("unbrace", 1, {
    upgrade(shelf) {
      shelf.createObjectStore("waiting", { keyPath: "key" });
      shelf.createObjectStore("started", { keyPath: "owner" });
      shelf.createObjectStore("about");
    },
  });
}

/** Whose pages this browser shows now: the service worker sends only this person's work. */
export async function setOwner(shelf: Shelf, owner: string): Promise<{ changed: boolean }> {
  const before = await shelf.get("about", "owner");
  await shelf.put("about", owner, "owner");
  return { changed: before !== undefined && before !== owner };
}

export async function currentOwner(shelf: Shelf): Promise<string> {
  return (await shelf.get("about", "owner")) ?? "";
}

export async function clockSeen(shelf: Shelf): Promise<ClockSeen | undefined> {
  return clockIn(await shelf.get("about", "clock"));
}

/** In one step, or two pages would each undo what the other has seen. */
export async function keepClockSeen(
  shelf: Shelf, change: (before: ClockSeen | undefined) => ClockSeen | undefined,
): Promise<ClockSeen | undefined> {
  const about = shelf.transaction("about", "readwrite").store;
  const seen = change(clockIn(await about.get("clock")));
  if (seen) await about.put(JSON.stringify(seen), "clock");
  return seen;
}

const clockIn = (text: string | undefined): ClockSeen | undefined => text ? (JSON.parse(text) as ClockSeen) : undefined;
