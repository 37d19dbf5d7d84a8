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
