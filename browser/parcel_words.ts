// What lies on the shelf, told to the person it belongs to. The plan a session came from may be gone, so no titles here.
import type { Upload } from "./record";
import { repsAccount } from "./set_account";
import type { Parcel } from "./shelf";
import { dayWords } from "./words";

const uploadOf = (parcel: Parcel): Upload => JSON.parse(parcel.body as string) as Upload;

/** "A session is" or "2 messages are", for however many there are of each; nothing for none. */
export function whatWaits(parcels: Parcel[]): string {
  const messages = parcels.filter(({ message }) => message !== undefined).length;
  const said = [counted(parcels.length - messages, "session"), counted(messages, "message")].filter(Boolean).join(" and ");
  return said && `${said} ${parcels.length === 1 ? "is" : "are"}`;
}

function counted(count: number, what: string): string {
  return count === 0 ? "" : many(count, what);
}

/** As a file the person may keep: a session as it would have been sent, of a message its words. */
export function copyOf(parcel: Parcel): Blob {
  return parcel.message === undefined ? new Blob([parcel.body], { type: "application/json" }) : new Blob([parcel.message], { type: "text/plain" });
}

export function whenDone(parcel: Parcel, language: string): string {
  const at = new Date(parcel.message === undefined ? uploadOf(parcel).started_at : parcel.ended_at);
  return `${dayWords(at, language)}, ${at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false })}`;
}

export function whatWasDone(parcel: Parcel): string {
  if (parcel.message !== undefined) return `A message: ${parcel.message || "without words"}`;
  const { exercises } = uploadOf(parcel);
  const done = exercises.filter(({ skipped }) => !skipped);
  const sets = done.flatMap((exercise) => exercise.sets);
  const pains = done.map(({ pain }) => pain).filter((pain) => pain !== null);
  return `${many(done.length, "exercise")}, ${many(sets.length, "set")}: ${repsAccount(sets)}.${pains.length > 0 ? ` Worst pain ${Math.max(...pains)} of 10.` : ""}`;
}

export function fileName(parcel: Parcel): string {
  if (parcel.message !== undefined) return `unbrace-message-${parcel.ended_at.slice(0, 10)}.txt`;
  return `unbrace-session-${uploadOf(parcel).started_at.slice(0, 10)}.json`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
