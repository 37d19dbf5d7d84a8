// The therapist's look at a clip: drawing, words and voice to one moment, kept here until the server has them.
import { Measure } from "./clips/measure";
import { Pen } from "./clips/pen";
import { asText, asVoice, DraftShelf } from "./clips/remark_draft";
import { clockWords } from "./clips/shapes";
import { Spoken } from "./clips/spoken";
import { Stage, type Told } from "./clips/stage";
import { newKey } from "./new_key";

const NO_NETWORK = "No network just now. It is kept on this device and goes as soon as there is one; nothing more to do.";
const SIGNED_OUT = "You are signed out. It is kept on this device: sign in again in another tab, then press Keep.";
const NOT_NOW = "The server did not take it just now. It is kept on this device; press Keep again in a moment.";

class Review {
  private readonly spoken: Spoken;
  private readonly pen: Pen;
  private readonly shelf: DraftShelf;
  private sending = false;
  private wants = false;
  private typedAt = false;

  constructor(private readonly stage: Stage, private readonly form: HTMLFormElement, tools: HTMLElement) {
    const { owner = "", place = "", taken = "" } = form.dataset;
    this.shelf = new DraftShelf(owner, place);
    this.spoken = new Spoken(form);
    this.pen = new Pen(stage, tools);
    this.pen.changed = this.spoken.changed = () => this.touched();
    stage.moved = () => this.follow();
    this.field("text").addEventListener("input", () => this.touched());
    this.field("at").addEventListener("input", () => { this.typedAt = true; this.stage.seek(Number(this.field("at").value) * 1000); this.touched(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); void this.send(); });
    addEventListener("online", () => { if (this.wants) void this.send(); });
    this.lead();
    void this.takeUp(taken);
  }

  private async takeUp(taken: string): Promise<void> {
    const kept = await this.shelf.read(taken).catch(() => null);
    if (!kept || this.field("text").value || this.pen.board.shapes.length > 0) return;
    [this.field("key").value, this.field("text").value] = [kept.key, kept.text];
    this.spoken.take(asVoice(kept.voice));
    this.stage.seek(Number(kept.at) * 1000);
    this.pen.open(kept.shapes, Number(kept.at) * 1000);
    this.field("at").value = kept.at;
    this.say("This was not kept yet. Press Keep when it is ready.");
    this.holds();
  }

  /** Words that were measured, put to their moment: nothing is kept before the therapist says so. */
  suggest(ms: number, words: string): void {
    const text = this.field("text");
    this.stage.seek(ms);
    text.value = text.value.trim() ? `${text.value.trim()}\n${words}` : words;
    [this.field("at").value, this.typedAt] = [(ms / 1000).toFixed(3), true];
    this.touched();
    this.form.scrollIntoView({ block: "nearest" });
    text.focus();
  }

  /** The moment goes with the picture, until something is drawn or was typed. */
  private follow(): void {
    if (this.typedAt || this.stage.playing) return;
    this.field("at").value = this.moment();
  }

  private moment(): string { return ((this.pen.at ?? this.stage.ms) / 1000).toFixed(3); }

  private touched(): void {
    if (this.pen.at !== null) [this.field("at").value, this.typedAt] = [this.moment(), false];
    this.holds();
    void this.keepDraft();
  }

  private async keepDraft(): Promise<void> {
    const voice = await asText(this.spoken.voice).catch(() => "");
    const draft = { key: this.field("key").value, at: this.field("at").value, text: this.field("text").value, shapes: this.pen.board.shapes, voice };
    await this.shelf.keep(draft).catch(() => undefined); // a full device: it stays on the page
  }

  private holds(): void {
    const { length } = this.pen.board.shapes;
    const parts = [length > 0 ? `drawing of ${length} part${length > 1 ? "s" : ""}` : "", this.spoken.voice ? "your voice" : ""].filter(Boolean);
    this.part("holds").textContent = parts.length > 0 ? `With ${parts.join(" and ")}, at ${clockWords(Number(this.field("at").value) * 1000)}.` : "";
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    if (this.spoken.isRecording) return this.say("Stop the recording first.", true);
    this.sending = true;
    const key = this.field("key").value;
    const body = new FormData(this.form);
    body.set("drawing", this.pen.board.shapes.length > 0 ? JSON.stringify(this.pen.board.shapes) : "");
    if (this.spoken.voice) body.set("voice", this.spoken.voice, "voice");
    const at = Number(this.field("at").value) * 1000;
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
      await this.heard(answer, key, at);
    } catch {
      this.wants = true;
      this.say(NO_NETWORK, true);
    } finally {
      this.sending = false;
    }
  }

  private async heard(answer: Response, key: string, at: number): Promise<void> {
    this.wants = false;
    if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return this.say(answer.redirected ? SIGNED_OUT : NOT_NOW, true);
    const said = await answer.json() as { error?: string; list?: string; told?: string };
    if (!answer.ok) return this.say(said.error ?? NOT_NOW, true);
    if (this.field("key").value === key) await this.begin();
    this.stage.told = { ...this.stage.told, moments: (JSON.parse(said.told ?? "{}") as Told).moments };
    const list = document.querySelector('[data-part="remarks"]');
    if (list && said.list) list.replaceChildren(...new DOMParser().parseFromString(said.list, "text/html").body.childNodes);
    this.lead();
    this.stage.draw();
    this.say(`Kept at ${clockWords(at)}.`);
  }

  /** Empty again, for the next moment. */
  private async begin(): Promise<void> {
    [this.field("text").value, this.field("key").value, this.typedAt] = ["", newKey(), false];
    this.spoken.take(null);
    this.pen.open([], null);
    this.holds();
    await this.shelf.forget().catch(() => undefined);
  }

  private lead(): void {
    this.stage.lead(document.querySelectorAll<HTMLButtonElement>("button[data-moment]"), () => undefined);
  }

  private say(words: string, problem = false): void {
    const place = this.part("said");
    place.className = problem ? "banner banner-clay" : "banner";
    place.textContent = words;
  }

  private field(name: string): HTMLInputElement { return this.form.elements.namedItem(name) as HTMLInputElement; }
  private part(name: string): HTMLElement { return this.form.querySelector<HTMLElement>(`[data-part="${name}"]`) ?? document.createElement("p"); }
}

const element = document.querySelector<HTMLElement>("[data-clip]");
const form = document.querySelector<HTMLFormElement>("[data-remark-form]");
const tools = document.querySelector<HTMLElement>('[data-part="tools"]');
const measure = document.querySelector<HTMLElement>("[data-measure]");
if (element && form && tools) {
  const stage = new Stage(element);
  const review = new Review(stage, form, tools);
  if (measure) new Measure(stage, measure, (ms, words) => review.suggest(ms, words));
}
