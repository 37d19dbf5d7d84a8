// Messages to the therapist: kept on this device until the server has them, then sent once, however bad the network is.
// <form data-module="write-message" data-owner="…" data-taken="…" data-call="112"> … <div data-slot="said"></div></form>
import { gettext } from "../gettext";
import { deliver } from "../delivery";
import { keepDraft } from "../draft";
import { messageParcel } from "../message_parcel";
import { newKey } from "../new_key";
import { type Contents, openOutbox, type Outbox, type Said } from "../outbox";
import type { Parcel } from "../shelf";
import { soundsConcerning, tableHere, type Table } from "../words_of_concern";
import { forgetSession } from "./forget_session";

const NOTHING = gettext("Write a few words, or choose a picture.");
const SAID = "unbrace-said";

export function writeMessage(element: HTMLElement): void {
  const owner = element.dataset["owner"];
  if (owner) void ready(element as HTMLFormElement, owner);
}

/** Only when the shelf is open does the script take over; before, and where there is none, the form sends itself. */
async function ready(form: HTMLFormElement, owner: string): Promise<void> {
  const table = tableHere();
  const outbox = await openOutbox(owner, (parcel, said) => arrived(parcel, said));
  const forget = await keepDraft(form, owner, careOf(form), form.dataset["taken"] ?? "");
  say(form, sessionStorage.getItem(SAID) ?? "", false);
  sessionStorage.removeItem(SAID);
  const send = deliver(outbox, (contents) => tell(form, contents));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void keep(form, outbox, owner, table).then(async (kept) => { if (kept) await forget().then(send); }, () => form.submit()); // no room: straight away
  });
}

async function keep(form: HTMLFormElement, outbox: Outbox, owner: string, table: Promise<Table | null>): Promise<boolean> {
  const text = form.elements.namedItem("text") as HTMLTextAreaElement;
  const key = form.elements.namedItem("key") as HTMLInputElement;
  const picture = form.elements.namedItem("picture") as HTMLInputElement;
  const chosen = picture.files?.[0];
  if (!text.value.trim() && !chosen) {
    say(form, NOTHING, true);
    text.focus();
    return false;
  }
  const file = chosen ? { file: { kind: "picture" as const, content: chosen } } : {};
  const written = { key: key.value, owner, care: careOf(form), to: new URL(form.action).pathname, text: text.value, ...file };
  await outbox.put(await messageParcel(written, new Date()));
  [text.value, picture.value, key.value] = ["", "", newKey()]; // at once: what is typed from here on is another message
  if (soundsConcerning(written.text, await table)) await forgetSession().catch((error: unknown) => console.error(error));
  return true;
}

const careOf = (form: HTMLFormElement): string => (form.elements.namedItem("care") as HTMLInputElement).value;

function arrived(parcel: Parcel, { said, ask }: Said): void {
  if (parcel.message === undefined) return;
  if (said) sessionStorage.setItem(SAID, said);
  location.assign(ask || location.pathname);
}

function tell(form: HTMLFormElement, { waiting, refused }: Contents): void {
  const mine = waiting.filter(({ message }) => message !== undefined);
  const no = refused.filter(({ message }) => message !== undefined);
  const call = form.dataset["call"] ? ` ${gettext("If it cannot wait, call {number}.", { number: form.dataset["call"] })}` : "";
  if (no.length > 0) say(form, no[0]?.sentence ?? "", true, true);
  else if (mine.length > 0) say(form, `${gettext("Not sent yet.")} ${mine[0]?.sentence ?? gettext("It is kept on this device and goes as soon as there is a network.")}${call}`, false);
}

function say(form: HTMLFormElement, words: string, is_problem: boolean, is_kept = false): void {
  const place = form.querySelector<HTMLElement>("[data-slot=said]");
  if (!place || !words || place.dataset["said"] === words) return; // the same words every few seconds would be read out each time
  place.dataset["said"] = words;
  place.className = is_problem ? "banner banner-clay" : "banner";
  const line = Object.assign(document.createElement("p"), { textContent: words });
  if (is_kept) line.append(" ", Object.assign(document.createElement("a"), { href: "/kept/", textContent: gettext("See what is kept here") }));
  place.replaceChildren(line);
}
