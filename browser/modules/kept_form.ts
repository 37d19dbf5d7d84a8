// A form that is kept on the device first and sent from there: nothing entered is lost, whatever the browser thinks of its
// network, and nothing is done twice. Without scripts, or without room on the device, it is a form like any other.
// <form method="post" data-module="kept-form" data-high="worst_pain" data-stops> with a part said, and signs where there are some
// data-high: fields about pain, data-usual: the person's usual one; data-fast: the most breaths a minute; data-alarming: the
// value of a button; data-stops: whatever was said, the session waits for the server's look.
import { gettext } from "../gettext";
import { clockOffset, localIso } from "../clock";
import { alone, deliver } from "../delivery";
import { formParcel, saysFast, saysMuch, shelfFirst } from "../kept_form";
import { boundsIn } from "../much_pain";
import { newKey } from "../new_key";
import { openOutbox, type Outbox, type Said } from "../outbox";
import { forgetSession } from "./forget_session";

const ON_DEVICE = gettext("Kept on this device. It is sent as soon as there is a network; nothing more to do.");
const SENT = gettext("It has been sent.");

export function keptForm(element: HTMLElement): void {
  const { owner, care } = document.body.dataset;
  if (owner && care && "indexedDB" in globalThis) void new KeptForm(element as HTMLFormElement, owner, care).begin();
}

/** So long an answer may take before the page says that all is kept and goes on trying. */
const WAIT_MS = 4_000;

class KeptForm {
  private outbox: Outbox | null = null;
  private opened: Promise<Outbox> | null = null;
  private key = "";
  private button: HTMLButtonElement | null = null;
  private straight = false;

  constructor(private readonly form: HTMLFormElement, private readonly owner: string, private readonly care: string) {}

  async begin(): Promise<void> {
    this.opened = openOutbox(this.owner, (parcel, said) => this.arrived(parcel.key, said), (parcel, said) => this.turnedDown(parcel.key, said));
    this.form.addEventListener("submit", (event) => this.press(event));
    this.outbox = await this.opened;
    const { waiting } = await this.outbox.contents();
    const mine = waiting.find(({ to }) => to === this.to);
    if (mine) this.wait(mine.key);
  }

  private get to(): string {
    return new URL(this.form.getAttribute("action") || location.href, location.href).pathname;
  }

  private press(event: SubmitEvent): void {
    const { opened } = this;
    if (this.straight || !opened) return;
    event.preventDefault();
    this.button = event.submitter as HTMLButtonElement | null;
    const data = new FormData(this.form, this.button);
    void opened.then((outbox) => this.keep(outbox, data)).catch(() => this.post()); // no room on the device: straight away
  }

  private async keep(outbox: Outbox, data: FormData): Promise<void> {
    if (this.key) return; // pressed twice
    this.key = newKey();
    const { key, owner, care, to } = this;
    const shelf = {
      put: outbox.put.bind(outbox), contents: outbox.contents.bind(outbox), send: (all: boolean) => alone(() => outbox.send(all)),
    };
    const stops = this.form.dataset["stops"] !== undefined || this.alarms(data);
    const parcel = formParcel(data, { key, owner, care, to, now: localIso(new Date()), offset_s: clockOffset() });
    const mine = await shelfFirst(shelf, parcel, WAIT_MS, async () => { if (stops) await forgetSession(); });
    if (!mine) return this.key === key ? location.assign(location.pathname) : undefined; // another part of the page has sent it
    if (this.alarms(data)) this.part("signs")?.removeAttribute("hidden");
    this.form.reset();
    this.wait(key, mine.sentence);
  }

  private alarms(data: FormData): boolean {
    const { high = "", alarming, fast } = this.form.dataset;
    return saysMuch(data, high.split(" ").filter(Boolean), boundsIn(document.body.dataset, this.form.dataset))
      || (fast !== undefined && saysFast(data, Number(fast))) || (alarming !== undefined && [...data.values()].includes(alarming));
  }

  /** Says that it is here, goes on trying, and says when it is gone. */
  private wait(key: string, sentence: string | null = null): void {
    this.key = "";
    this.say(sentence ?? ON_DEVICE);
    if (!this.outbox) return;
    let gone = false;
    deliver(this.outbox, ({ waiting, refused }) => {
      const no = refused.find((parcel) => parcel.key === key);
      if (no) return this.say(no.sentence ?? "", true);
      if (gone || waiting.some((parcel) => parcel.key === key)) return;
      gone = true;
      this.say(SENT);
    });
  }

  private arrived(key: string, { ask, then }: Said): void {
    void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ ask: "renew", urls: ["/", "/exercise/"] }));
    const mine = key === this.key;
    if (mine) this.key = "";
    if (ask || mine) location.assign(ask || then || location.pathname);
  }

  private turnedDown(key: string, { error, redo }: Said): void {
    if (key !== this.key) return; // it stays on the shelf, and /kept/ shows it
    this.key = "";
    const gone = this.outbox?.discard(key) ?? Promise.resolve();
    if (redo) return void gone.finally(() => this.post()); // off the shelf first, or leaving the page would keep it there
    this.say(error ?? "", true);
  }

  /** As forms always were: the page that comes back marks what is wrong. */
  private post(): void {
    this.straight = true;
    this.form.requestSubmit(this.button);
  }

  private say(words: string, problem = false): void {
    const said = this.part("said");
    if (!said || (!said.hidden && said.textContent === words)) return; // the same words every few seconds would be read out each time
    said.hidden = false;
    said.className = problem ? "banner banner-clay" : "banner";
    said.textContent = words;
  }

  private part(name: string): HTMLElement | null {
    return this.form.querySelector<HTMLElement>(`[data-part="${name}"]`);
  }
}
