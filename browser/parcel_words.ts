// What lies on the shelf, told to the person it belongs to. The plan a session came from may be gone, so no titles here.
import { gettext, ngettext } from "./gettext";
import type { Upload } from "./record";
import { repsAccount } from "./set_account";
import type { Parcel } from "./shelf";
import { dayWords } from "./words";

const uploadOf = (parcel: Parcel): Upload => JSON.parse(parcel.body as string) as Upload;

/** What lies in a parcel. */
export function whatIsIn(parcel: Parcel): "session" | "message" | "diary entry" | "voice note" | "test" | "answer" {
  if (parcel.message !== undefined) return "message";
  if (parcel.to.startsWith("/diary/voice/")) return "voice note";
  if (parcel.to.startsWith("/diary/")) return "diary entry";
  if (parcel.to.startsWith("/assessment/")) return "test";
  return ANSWERS.some(([begins]) => parcel.to.startsWith(begins)) ? "answer" : "session";
}

/** An answer in a form, by the address it goes to. */
const ANSWERS: [string, string][] = [
  ["/check-in/", gettext("A weekly check-in.")],
  ["/morning/", gettext("How your back was the morning after a session.")],
  ["/flare-up/", gettext("Something about a flare-up.")],
  ["/breathing/", gettext("Something about breathing.")],
  ["/activity/", gettext("Something about a walk.")],
  ["/goals/", gettext("How your goals go.")],
  ["/staying-well/", gettext("An answer about staying well.")],
  ["/desk/", gettext("Something about your desk.")],
  ["/lift/", gettext("Something about your lift.")],
];

function whichAnswer(parcel: Parcel): string {
  return ANSWERS.find(([begins]) => parcel.to.startsWith(begins))?.[1] ?? "";
}

/** "1 session is waiting to be sent.", for however many there are of each; nothing for none. */
export function whatWaits(parcels: Parcel[]): string {
  const count = (what: string): number => parcels.filter((parcel) => whatIsIn(parcel) === what).length;
  const [sessions, messages, entries] = [count("session"), count("message"), count("diary entry")];
  const [voices, answers, tests] = [count("voice note"), count("answer"), count("test")];
  const said = [
    sessions && ngettext("{count} session", "{count} sessions", sessions),
    messages && ngettext("{count} message", "{count} messages", messages),
    entries && ngettext("{count} diary entry", "{count} diary entries", entries),
    voices && ngettext("{count} voice note", "{count} voice notes", voices),
    tests && ngettext("{count} result of a test", "{count} results of tests", tests),
    answers && ngettext("{count} answer", "{count} answers", answers),
  ].filter(Boolean).join(gettext(" and "));
  return said && ngettext("{what} is waiting to be sent.", "{what} are waiting to be sent.", parcels.length, { what: said });
}

/** Said when the server will not have one of them. */
export function couldNotBeTaken(parcel: Parcel, why: string): string {
  const kind = whatIsIn(parcel);
  if (kind === "message") return gettext("A message could not be taken: {why}", { why });
  if (kind === "session") return gettext("A session could not be taken: {why}", { why });
  if (kind === "voice note") return gettext("A voice note could not be taken: {why}", { why });
  if (kind === "test") return gettext("A result of a test could not be taken: {why}", { why });
  if (kind === "answer") return gettext("{what} It could not be taken: {why}", { what: whichAnswer(parcel), why });
  return gettext("A diary entry could not be taken: {why}", { why });
}

/** As a file the person may keep: a session as it would have been sent, of a message its words. */
export function copyOf(parcel: Parcel): Blob {
  return parcel.message === undefined ? new Blob([parcel.body], { type: "application/json" }) : new Blob([parcel.message], { type: "text/plain" });
}

export function whenDone(parcel: Parcel, language: string): string {
  const at = new Date(whatIsIn(parcel) === "session" ? uploadOf(parcel).started_at : parcel.ended_at);
  return `${dayWords(at, language)}, ${at.toLocaleTimeString(`${language}-u-nu-latn`, { hour: "2-digit", minute: "2-digit", hour12: false })}`;
}

export function whatWasDone(parcel: Parcel): string {
  if (parcel.message !== undefined) return gettext("A message: {words}", { words: parcel.message || gettext("without words") });
  if (whatIsIn(parcel) === "diary entry") return gettext("A diary entry.");
  if (whatIsIn(parcel) === "voice note") return gettext("A voice note.");
  if (whatIsIn(parcel) === "test") return gettext("A result of a test.");
  if (whatIsIn(parcel) === "answer") return whichAnswer(parcel);
  const { exercises } = uploadOf(parcel);
  const done = exercises.filter(({ skipped }) => !skipped);
  const sets = done.flatMap((exercise) => exercise.sets);
  const pains = done.map(({ pain }) => pain).filter((pain) => pain !== null);
  const exercised = ngettext("{count} exercise", "{count} exercises", done.length);
  const said = gettext("{exercises}, {sets}: {account}.", {
    exercises: exercised, sets: ngettext("{count} set", "{count} sets", sets.length), account: repsAccount(sets),
  });
  return pains.length > 0 ? `${said} ${gettext("Worst pain {pain} of 10.", { pain: Math.max(...pains) })}` : said;
}

export function fileName(parcel: Parcel): string {
  if (parcel.message !== undefined) return `unbrace-message-${parcel.ended_at.slice(0, 10)}.txt`;
  if (whatIsIn(parcel) === "voice note") return `unbrace-voice-note-${parcel.ended_at.slice(0, 10)}.bin`;
  if (whatIsIn(parcel) === "answer") return `unbrace-answer-${parcel.ended_at.slice(0, 10)}.json`;
  if (whatIsIn(parcel) === "diary entry") return `unbrace-diary-${parcel.ended_at.slice(0, 10)}.json`;
  if (whatIsIn(parcel) === "test") return `unbrace-test-${parcel.ended_at.slice(0, 10)}.json`;
  return `unbrace-session-${uploadOf(parcel).started_at.slice(0, 10)}.json`;
}
