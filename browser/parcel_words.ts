// A session on the shelf, told to the person it belongs to. The plan it came from may be gone, so no titles here.
import type { Upload } from "./record";
import { repsAccount } from "./set_account";
import type { Parcel } from "./shelf";
import { dayWords } from "./words";

/** What lies in a parcel, told from where it goes to. */
export function isDiary(parcel: Parcel): boolean {
  return parcel.to.startsWith("/diary/");
}

const uploadOf = (parcel: Parcel): Upload => JSON.parse(parcel.body) as Upload;

export function whenDone(parcel: Parcel, language: string): string {
  const at = new Date(isDiary(parcel) ? parcel.ended_at : uploadOf(parcel).started_at);
  return `${dayWords(at, language)}, ${at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false })}`;
}

export function whatWasDone(parcel: Parcel): string {
  if (isDiary(parcel)) return "A diary entry.";
  const { exercises } = uploadOf(parcel);
  const done = exercises.filter(({ skipped }) => !skipped);
  const sets = done.flatMap((exercise) => exercise.sets);
  const pains = done.map(({ pain }) => pain).filter((pain) => pain !== null);
  return `${many(done.length, "exercise")}, ${many(sets.length, "set")}: ${repsAccount(sets)}.${pains.length > 0 ? ` Worst pain ${Math.max(...pains)} of 10.` : ""}`;
}

export function fileName(parcel: Parcel): string {
  if (isDiary(parcel)) return `unbrace-diary-${parcel.ended_at.slice(0, 10)}.json`;
  return `unbrace-session-${uploadOf(parcel).started_at.slice(0, 10)}.json`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
