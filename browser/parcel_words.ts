// What lies on the shelf, told to the person it belongs to. The plan a session came from may be gone, so no titles here.
import type { Upload } from "./record";
import { repsAccount } from "./set_account";
import type { Parcel } from "./shelf";
import { dayWords } from "./words";

const uploadOf = (parcel: Parcel): Upload => JSON.parse(parcel.body as string) as Upload;

/** What lies in a parcel. */
export function whatIsIn(parcel: Parcel): "session" | "message" | "diary entry" {
  if (parcel.message !== undefined) return "message";
  return parcel.to.startsWith("/diary/") ? "diary entry" : "session";
}

/** "A session is" or "2 messages are", for however many there are of each; nothing for none. */
export function whatWaits(parcels: Parcel[]): string {
  const count = (what: string): number => parcels.filter((parcel) => whatIsIn(parcel) === what).length;
  const said = [
    counted(count("session"), "session", "sessions"),
    counted(count("message"), "message", "messages"),
    counted(count("diary entry"), "diary entry", "diary entries"),
  ].filter(Boolean).join(" and ");
  return said && `${said} ${parcels.length === 1 ? "is" : "are"}`;
}

function counted(count: number, one: string, several: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : several}`;
}

/** As a file the person may keep: a session as it would have been sent, of a message its words. */
export function copyOf(parcel: Parcel): Blob {
  return parcel.message === undefined ? new Blob([parcel.body], { type: "application/json" }) : new Blob([parcel.message], { type: "text/plain" });
}

export function whenDone(parcel: Parcel, language: string): string {
  const at = new Date(whatIsIn(parcel) === "session" ? uploadOf(parcel).started_at : parcel.ended_at);
  return `${dayWords(at, language)}, ${at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false })}`;
}

export function whatWasDone(parcel: Parcel): string {
  if (parcel.message !== undefined) return `A message: ${parcel.message || "without words"}`;
  if (whatIsIn(parcel) === "diary entry") return "A diary entry.";
  const { exercises } = uploadOf(parcel);
  const done = exercises.filter(({ skipped }) => !skipped);
  const sets = done.flatMap((exercise) => exercise.sets);
  const pains = done.map(({ pain }) => pain).filter((pain) => pain !== null);
  return `${many(done.length, "exercise")}, ${many(sets.length, "set")}: ${repsAccount(sets)}.${pains.length > 0 ? ` Worst pain ${Math.max(...pains)} of 10.` : ""}`;
}

export function fileName(parcel: Parcel): string {
  if (parcel.message !== undefined) return `unbrace-message-${parcel.ended_at.slice(0, 10)}.txt`;
  if (whatIsIn(parcel) === "diary entry") return `unbrace-diary-${parcel.ended_at.slice(0, 10)}.json`;
  return `unbrace-session-${uploadOf(parcel).started_at.slice(0, 10)}.json`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
