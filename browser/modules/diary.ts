// The diary keeps an entry on the device first and sends it from there: without a network nothing written is lost.
// <form data-module="diary" data-owner="…" data-to="/diary/entries/" data-then="/diary/then/"> with parts said, save, signs
// A number the form cannot read, or a browser without a shelf: the form is sent as forms always were.
import { gettext } from "../gettext";
import { clockOffset, localIso } from "../clock";
import { diaryUpload, saysNothing, worstPain, type DiaryUpload } from "../diary_entry";
import { keepForOfflineHere } from "../keep_page";
import { boundsIn, isMuch } from "../much_pain";
import { openOutbox, type Outbox } from "../outbox";
import { soundsConcerning, tableHere, type Table } from "../words_of_concern";
import { forgetSession } from "./forget_session";

const NOTHING = gettext("Tap one answer or write a word, then save. One is enough.");
const LOOK_EVERY_MS = 2_000;
const SENT = gettext("It has been sent. You find it under what you have written, once the page is loaded again.");
const ON_DEVICE = gettext("Kept on this device. It is sent as soon as there is a network; nothing more to do.");

export function diary(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  keepForOfflineHere();
  const table = tableHere();
  form.addEventListener("submit", (event) => {
    const entry = diaryUpload(new FormData(form), {
      owner: form.dataset["owner"] ?? "", now: localIso(new Date()), offset_s: clockOffset(),
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    if (!entry || !("indexedDB" in globalThis)) return;
    event.preventDefault();
    if (saysNothing(entry)) return say(form, NOTHING, true);
    void handOver(form, entry, table).catch(() => form.submit());
  });
}

async function handOver(form: HTMLFormElement, entry: DiaryUpload, table: Promise<Table | null>): Promise<void> {
  const save = part(form, "save") as HTMLButtonElement;
  save.disabled = true;
  const outbox = await openOutbox(entry.owner);
  await outbox.put({ key: entry.key, to: form.dataset["to"] ?? "", body: JSON.stringify(entry), ended_at: entry.written_at });
  const much = isMuch(worstPain(entry), boundsIn(document.body.dataset, form.dataset));
  const stops = much || soundsConcerning(entry.note, await table);
  if (stops) await forgetSession();
  const { waiting, refused } = await outbox.send(true);
  const refusal = refused.find(({ key }) => key === entry.key);
  save.disabled = false;
  if (refusal) return sayNo(form, outbox, entry.key, refusal.sentence ?? "");
  if (!waiting.some(({ key }) => key === entry.key)) return location.assign(form.dataset["then"] ?? "/diary/");
  say(form, waiting.find(({ key }) => key === entry.key)?.sentence ?? ON_DEVICE);
  if (stops) part(form, "signs").hidden = false;
  form.reset();
  renewKey(form);
  tellWhenSent(form, outbox, entry.key);
}

/** The outbox sends by itself; this only says so. */
function tellWhenSent(form: HTMLFormElement, outbox: Outbox, key: string): void {
  const timer = window.setInterval(() => void outbox.contents().then(({ waiting, refused }) => {
    const refusal = refused.find((parcel) => parcel.key === key);
    if (!refusal && waiting.some((parcel) => parcel.key === key)) return;
    window.clearInterval(timer);
    say(form, refusal ? (refusal.sentence ?? "") : SENT, Boolean(refusal));
  }), LOOK_EVERY_MS);
}

/** The words stay in the form. What can never be taken does not stay on the shelf as well; another key is another try. */
async function sayNo(form: HTMLFormElement, outbox: Outbox, key: string, sentence: string): Promise<void> {
  await outbox.discard(key);
  renewKey(form);
  say(form, sentence, true);
}

function renewKey(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="key"]');
  if (field) field.value = crypto.randomUUID();
}

function say(form: HTMLFormElement, text: string, problem = false): void {
  const said = part(form, "said");
  said.hidden = false;
  said.className = problem ? "banner banner-clay" : "banner";
  said.textContent = text;
}

function part(form: HTMLFormElement, name: string): HTMLElement {
  return form.querySelector<HTMLElement>(`[data-part="${name}"]`) as HTMLElement;
}
