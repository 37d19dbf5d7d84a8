// The therapist's side of measuring together: which test, what the person's device sees of it as a figure with numbers
// beside the picture, and the value that is marked. What comes from the other device is shown and goes nowhere else: its
// result reaches the house by its own way, and what is marked here is the therapist's, kept on this device until the house
// has it.
import { deliver } from "../delivery";
import { showIn } from "../modules/demonstration";
import type { Hint, LostReason, Scored } from "../motion_events";
import type { PlanItem } from "../plan";
import { newKey } from "../new_key";
import { csrfFromCookie, openOutbox, type Outbox } from "../outbox";
import { bodyOf, drawFigure, type Pen, type Place, Room } from "../replay/figure";
import type { Measuring } from "./measuring";
import { Incoming, Rate } from "./measuring_count";
import type { FrameSide, Moment } from "./measuring_frame";
import { asTold, type Order, type State, Talk, type Told, type Why } from "./measuring_talk";

interface Choice { id: string; title: string }
interface Words { id: string; words: string }
interface Test {
  test: string; title: string; view: string; set_up: string[]; steps: string[]; stop: string[]; by_hand: string; screening_only: boolean; held_back: string;
  trials: number; seconds: number | null; lasts: string; sides: FrameSide[]; unit: string; camera: { name: string; unit: string; words: string } | null;
  asks_end: boolean; said: string[]; pictures: PlanItem["pictures"]; shown: PlanItem["shown"];
}
interface Panel {
  assessment: string | null; safety: boolean; over: boolean; tests: Test[]; sets: Choice[]; others: Choice[]; hows: Words[]; why_not: Words[]; ends: Words[];
  urls: { mark: string; assessment: string; ask: string };
}

const HINTS: Record<Hint, string> = {
  nobody: "nobody is in the picture", whole_body: "not all of the person is in the picture", too_far: "too far away", too_close: "too close",
  turn_side_on: "needs to turn side-on", turn_to_camera: "needs to face the camera", second_person: "two people are in the picture",
  hold_still: "waits for the person to stand still", get_into_position: "waits for the start position", slow_frames: "pictures come slowly",
};
const LOST: Record<LostReason, string> = {
  nobody: "nobody is in the picture", out_of_frame: "not all of the person is in the picture", low_visibility: "too dark, or too little contrast",
  second_person: "somebody else is in the picture", no_frames: "the picture stopped",
};
const REFUSED: Record<Why, string> = {
  apart: "The person has not been let in, or the call is over.", safety: "Safety questions wait for the person: nothing is measured before they are answered and looked at.",
  over: "A test of today made it hurt more. Testing goes on another day.", not_asked: "This test is not part of the open assessment any more. Load the list anew.",
  no_camera: "No camera measures this test. Look, and mark what you see.", held_back: "A caution holds this test back.",
  pain: "They say that it hurts a lot: their device asks the safety questions first.", busy: "Their device is measuring already.",
  declined: "They said: not now.", no_network: "Their device cannot reach the clinic, so it may not begin.", camera: "Their device could not measure. The reason is on their screen.",
};
const STATES: Record<State, string> = {
  asking: "Their device shows the test and asks how much it hurts. It begins when they press.", starting: "Their device is getting ready. The first time takes some seconds.",
  measuring: "Measuring.", paused: "They have paused it.", asking_after: "Measured. Their device asks how it was.", kept: "Kept on their device; it is on its way.",
  sent: "Their device's result is in the assessment.", refused: "", stopped: "Stopped. Nothing of this one was kept.",
};
const UNDERWAY = new Set<State>(["asking", "starting", "measuring", "paused", "asking_after"]);
const CUT = "No picture of the measuring: the line to their device broke. It goes on over there, keeps what comes out and sends it.";
const SILENT_MS = 2000;
const SLOW = 15;
/** A little from the side, so that depth can be seen; the camera stands at 0. */
const STANDS: Place = { azimuth: 0, height: 6 };

export class MeasuringThere implements Measuring {
  private panel: Panel | null = null;
  private talk: Talk<Order> | null = null;
  private run = "";
  private told: Told | null = null;
  private untold: Told | null = null;
  private seen: { incoming: Incoming; rate: Rate; moment: Moment | null; at: number } = fresh();
  private key = newKey();
  private outbox: Outbox | null = null;
  private readonly figure: Figure;

  constructor(private readonly part: HTMLElement) {
    this.figure = new Figure(this.slot<HTMLCanvasElement>("figure"));
    for (const [value, act] of [["start", () => this.start()], ["finish", () => this.order("finish")], ["stop", () => this.order("stop")],
      ["next", () => this.next()], ["again", () => void this.load()], ["take", () => this.takeFromCamera()]] as const) {
      this.button(`measuring-${value}`).addEventListener("click", act);
    }
    this.slot<HTMLSelectElement>("test").addEventListener("change", () => this.choose());
    this.form("ask").addEventListener("submit", (event) => { event.preventDefault(); void this.ask(); });
    this.form("mark").addEventListener("submit", (event) => { event.preventDefault(); void this.mark(); });
    this.form("mark").addEventListener("change", () => this.units());
    const fold = part.querySelector("details");
    fold?.addEventListener("toggle", () => { if (fold.open && !this.panel) void this.load(); });
    setInterval(() => this.look(), 500);
  }

  meet(channel: RTCDataChannel | null): void {
    if (channel === (this.talk?.channel ?? null)) return;
    this.talk?.drop();
    this.talk = channel && new Talk<Order>(channel, {
      opened: () => this.draw(),
      closed: () => this.draw(),
      said: (said) => { const told = asTold(said); if (told) this.hear(told); },
      moment: (moment) => this.show(moment),
    });
    this.draw();
  }

  leave(): void {
    this.meet(null);
  }

  // -- the list -----------------------------------------------------------------------------------------------------------

  private async load(): Promise<void> {
    const answer = await fetch(this.address(), { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return this.say("problem", "The list of tests could not be loaded. Try once more.");
    this.lay(await answer.json() as Panel);
  }

  private async ask(): Promise<void> {
    const ask = this.slot<HTMLSelectElement>("choices").value;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfFromCookie() };
    const answer = await fetch(this.address(), { method: "POST", headers, body: JSON.stringify({ ask }), credentials: "same-origin" }).catch(() => null);
    const said = await answer?.json().catch(() => null) as (Panel & { error?: string }) | null;
    if (!answer?.ok || !said) return this.say("problem", said?.error ?? "The clinic cannot be reached. Try once more.");
    this.lay(said);
  }

  private lay(panel: Panel): void {
    this.panel = panel;
    this.say("problem", "");
    this.form("ask").hidden = panel.assessment !== null;
    this.slot("desk").hidden = panel.assessment === null;
    const group = (label: string, choices: Choice[]): HTMLOptGroupElement => {
      const made = Object.assign(document.createElement("optgroup"), { label });
      made.append(...choices.map(({ id, title }) => new Option(title, id)));
      return made;
    };
    this.slot("choices").replaceChildren(group("A set of tests", panel.sets), group("One test", panel.others));
    const choice = this.slot<HTMLSelectElement>("test");
    const before = choice.value;
    choice.replaceChildren(...panel.tests.map(({ test, title, said }) => new Option(said.length ? `${title} (done)` : title, test)));
    const open = panel.tests.find(({ said }) => said.length === 0) ?? panel.tests[0];
    choice.value = panel.tests.some(({ test }) => test === before) ? before : open?.test ?? "";
    this.slot<HTMLAnchorElement>("assessment").href = panel.urls.assessment || panel.urls.ask;
    if (choice.value !== before) this.choose();
    else this.saidSoFar();
    const untold = this.untold;
    this.untold = null;
    if (untold) this.hear(untold);
  }

  private test(): Test | undefined {
    const chosen = this.slot<HTMLSelectElement>("test").value;
    return this.panel?.tests.find(({ test }) => test === chosen);
  }

  private choose(): void {
    const test = this.test();
    if (!test || !this.panel) return;
    this.told = null;
    this.seen = fresh();
    this.key = newKey();
    this.slot("view").textContent = test.view;
    this.slot("shown").replaceChildren(this.slot<HTMLTemplateElement>("mould").content.cloneNode(true));
    showIn(this.slot("shown"), test);
    for (const [slot, lines] of [["steps", [...test.set_up, ...test.steps]], ["stop", test.stop]] as const) {
      this.slot(slot).replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    }
    this.say("held", test.held_back || (this.panel.safety ? REFUSED.safety : this.panel.over ? REFUSED.over : ""));
    this.slot("rough").hidden = !test.screening_only;
    this.slot("by-hand").textContent = test.by_hand;
    this.values(test);
    this.saidSoFar();
    this.draw();
  }

  private next(): void {
    const choice = this.slot<HTMLSelectElement>("test");
    choice.selectedIndex = (choice.selectedIndex + 1) % Math.max(1, choice.options.length);
    this.choose();
    choice.focus();
  }

  private saidSoFar(): void {
    const said = this.test()?.said ?? [];
    this.slot("said").replaceChildren(...said.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    this.slot("so-far").hidden = said.length === 0;
  }

  // -- driving ------------------------------------------------------------------------------------------------------------

  private start(): void {
    const test = this.test();
    if (!test || !this.talk?.open) return;
    this.run = newKey();
    this.seen = fresh();
    this.told = null;
    this.talk.say({ kind: "start", run: this.run, test: test.test });
    this.draw();
  }

  private order(kind: "finish" | "stop"): void {
    this.talk?.say({ kind, run: this.run });
  }

  private hear(told: Told): void {
    if (!this.panel) { // this page was loaded anew in the middle of it
      this.untold = told;
      const fold = this.part.querySelector("details");
      if (fold && UNDERWAY.has(told.state)) fold.open = true;
      return;
    }
    if (told.run !== this.run && !this.isOurs(told)) return;
    const before = this.told?.state;
    this.told = told;
    if (told.state === "starting") this.seen = fresh();
    if (told.state === "sent" && before !== "sent") void this.load();
    this.draw();
  }

  /** After this page was loaded anew the person's device says how it stands: its measuring is taken up again. */
  private isOurs(told: Told): boolean {
    if (this.run !== "" || !this.panel?.tests.some(({ test }) => test === told.test)) return false;
    this.slot<HTMLSelectElement>("test").value = told.test;
    this.choose();
    this.run = told.run;
    return true;
  }

  private show(moment: Moment): void {
    if (!this.seen.incoming.take(moment.number)) return;
    this.seen.at = performance.now();
    this.seen.rate.add(this.seen.at);
    this.seen.moment = moment;
    this.figure.show(moment.body);
    this.numbers(moment);
  }

  private numbers(moment: Moment): void {
    const test = this.test();
    const words = moment.live.map(({ side, value, band }) => `${side === "both" ? "" : `${side} `}${near(value, test?.camera?.unit)} ± ${Math.round(band)}`);
    const still = moment.stage === "working" && words.length === 0 && test?.lasts === "return" ? "cannot be read from here" : "";
    this.say("angle", words.length ? `${test?.camera?.name ?? ""} ${words.join(", ")} ${test?.camera?.words ?? ""}` : still);
    const { both, left, right } = moment.trials;
    const each = test && test.sides.length > 1;
    const count = each ? `Left ${left}, right ${right} of ${test.trials} each` : `${both + left + right} of ${test?.trials ?? 1}`;
    this.say("count", moment.lasted_s === null ? count : `${Math.floor(moment.lasted_s)} s${test?.seconds ? ` of ${test.seconds} s` : ""}. ${count}`);
    const why = moment.lost ? LOST[moment.lost] : moment.hints.map((hint) => HINTS[hint]).join("; ");
    this.say("unseen", moment.stage === "working" ? "" : why ? `Not seen: ${why}.` : moment.stage === "finished" ? "" : "Not counting yet: their device looks for the start position.");
    this.say("way", `${moment.rate} pictures a second over there. ${this.seen.incoming.received} came, ${this.seen.incoming.lost} lost, ${moment.withheld} held back by a full line.${
      moment.rate > 0 && moment.rate < SLOW ? " Their device is slow: it sends fewer." : ""}`);
  }

  private look(): void {
    const silent = this.told?.state === "measuring" && performance.now() - this.seen.at > SILENT_MS && this.seen.moment !== null;
    if (silent) this.say("unseen", this.talk?.open ? "No new picture for some seconds." : CUT);
  }

  private draw(): void {
    const [state, open] = [this.told?.state, this.talk?.open ?? false];
    const underway = state !== undefined && UNDERWAY.has(state);
    const test = this.test();
    const stands = this.told?.state === "refused" ? REFUSED[this.told.why ?? "camera"] ?? "" : state ? STATES[state] : "";
    this.say("line", !open && underway ? CUT : !open ? "Their device is not connected." : stands);
    const start = this.button("measuring-start");
    start.disabled = !open || underway || !test?.camera || Boolean(test.held_back);
    start.textContent = state === "kept" || state === "sent" || state === "stopped" ? "Once more" : "Start on their device";
    this.button("measuring-finish").hidden = state !== "measuring" && state !== "paused";
    this.button("measuring-stop").hidden = !underway;
    this.slot("stage").hidden = !(state === "starting" || state === "measuring" || this.seen.moment);
    if (!underway) this.say("unseen", "");
    const scores = this.told?.scores ?? [];
    this.slot("scores").replaceChildren(...scores.map((score) => Object.assign(document.createElement("li"), { textContent: scoreWords(score, test) })));
    this.slot("came-out").hidden = scores.length === 0;
    this.slot("pain").textContent = painWords(this.told);
    this.button("measuring-take").hidden = !scores.some(({ value }) => value !== null);
  }

  // -- the value ------------------------------------------------------------------------------------------------------------

  private values(test: Test): void {
    const form = this.form("mark");
    form.reset();
    const radios = (name: string, all: Words[]): HTMLElement[] => all.map(({ id, words }, at) => {
      const label = Object.assign(document.createElement("label"), { className: "choice-line" });
      const input = Object.assign(document.createElement("input"), { type: "radio", name, value: id, required: true, defaultChecked: at === 0, checked: at === 0 });
      label.append(input, Object.assign(document.createElement("span"), { textContent: words[0]?.toUpperCase() + words.slice(1) }));
      return label;
    });
    this.slot("hows").replaceChildren(...radios("how", (this.panel?.hows ?? []).filter(({ id }) => id !== "video_camera" || test.camera)));
    const options = (all: Words[], none: string): HTMLOptionElement[] => [new Option(none, ""), ...all.map(({ id, words }) => new Option(words, id))];
    this.slot("why").replaceChildren(...options(this.panel?.why_not ?? [], "–"));
    this.slot("ended").replaceChildren(...options(this.panel?.ends ?? [], "not asked"));
    (this.slot("ended").closest(".field") as HTMLElement).hidden = !test.asks_end;
    this.slot("values").replaceChildren(...test.sides.map((side) => {
      const field = Object.assign(document.createElement("div"), { className: "field" });
      const label = Object.assign(document.createElement("label"), { htmlFor: `mark-${side}` });
      const input = Object.assign(document.createElement("input"), { id: `mark-${side}`, name: `value-${side}`, className: "input-short", inputMode: "decimal", autocomplete: "off" });
      label.dataset["side"] = side;
      field.append(label, input);
      return field;
    }));
    this.units();
    this.say("kept", "");
  }

  /** A number off the camera is in the camera's unit, one off a tape in the tape's. */
  private units(): void {
    const test = this.test();
    const unit = (new FormData(this.form("mark")).get("how") === "video_camera" ? test?.camera?.words : test?.unit) ?? "";
    for (const label of this.slot("values").querySelectorAll("label")) {
      const side = label.dataset["side"];
      label.textContent = `${side === "both" ? "Value" : side === "left" ? "Left" : "Right"} (${unit})`;
    }
  }

  private takeFromCamera(): void {
    const form = this.form("mark");
    const [how] = form.querySelectorAll<HTMLInputElement>('input[name="how"][value="video_camera"]');
    if (how) how.checked = true;
    const measured = form.querySelector<HTMLInputElement>('input[name="outcome"][value="measured"]');
    if (measured) measured.checked = true;
    this.units();
    for (const { side, value } of this.told?.scores ?? []) {
      const input = form.elements.namedItem(`value-${side}`);
      if (input instanceof HTMLInputElement && value !== null) input.value = String(Math.round(value));
    }
  }

  /** Kept here until the house says yes; pressed twice, or sent twice, it is one value. */
  private async mark(): Promise<void> {
    const [test, panel, said] = [this.test(), this.panel, new FormData(this.form("mark"))];
    if (!test || !panel?.assessment) return;
    const word = (name: string): string => String(said.get(name) ?? "").trim();
    const by_hand: Record<string, number> = {};
    for (const side of test.sides) {
      const raw = word(`value-${side}`).replace(",", ".");
      if (raw !== "" && !Number.isFinite(Number(raw))) return this.say("kept", "Write digits only, such as 12.");
      if (raw !== "") by_hand[side] = Number(raw);
    }
    const outcome = word("outcome");
    if (outcome === "measured" && Object.keys(by_hand).length === 0) return this.say("kept", "Write the number, or say that the test was not seen or not done.");
    if (outcome === "not_done" && word("why") === "") return this.say("kept", "Say why it was not done.");
    const pain = (name: string): number | null => /^\d{1,2}$/.test(word(name)) ? Number(word(name)) : null;
    const body = {
      assessment: panel.assessment, test: test.test, key: this.key, outcome, how: word("how"), by_hand: outcome === "measured" ? by_hand : {},
      why: outcome === "not_done" ? word("why") : "", pain_before: pain("pain-before"), pain_after: pain("pain-after"), ended: word("ended"), note: word("note"),
    };
    const outbox = await this.shelf();
    await outbox.put({ key: this.key, to: panel.urls.mark, body: JSON.stringify(body), ended_at: new Date().toISOString() });
    this.say("kept", "Kept on this device, on its way …");
    void outbox.send(true);
  }

  private async shelf(): Promise<Outbox> {
    if (this.outbox) return this.outbox;
    const outbox = await openOutbox(this.part.dataset["owner"] ?? "", ({ to }) => {
      if (to !== this.panel?.urls.mark) return;
      this.key = newKey();
      this.say("kept", "Kept in the assessment, with your name.");
      this.form("mark").reset();
      this.units();
      void this.load();
    }, ({ to, key }, { error }) => {
      if (to !== this.panel?.urls.mark) return;
      this.key = newKey();
      this.say("kept", error ?? "The clinic did not take this value.");
      void outbox.discard(key); // what was written stands in the form still
    });
    deliver(outbox, ({ waiting }) => {
      if (waiting.some(({ to, tries }) => to === this.panel?.urls.mark && tries > 0)) this.say("kept", "Kept on this device. It is sent when the clinic can be reached.");
    });
    return (this.outbox = outbox);
  }

  // -- the page ---------------------------------------------------------------------------------------------------------------

  private address(): string { return this.part.dataset["address"] ?? ""; }
  private say(name: string, words: string): void {
    const line = this.slot(name);
    if (line.textContent !== words) line.textContent = words;
    if (line.dataset["empty"] !== undefined) line.hidden = words === "";
  }
  private slot<T extends HTMLElement = HTMLElement>(name: string): T { return this.part.querySelector<T>(`[data-part="${name}"]`) as T; }
  private form(name: string): HTMLFormElement { return this.slot<HTMLFormElement>(name); }
  private button(value: string): HTMLButtonElement { return this.part.querySelector(`button[value="${value}"]`) as HTMLButtonElement; }
}

function fresh(): MeasuringThere["seen"] {
  return { incoming: new Incoming(), rate: new Rate(), moment: null, at: performance.now() };
}

/** A camera's degrees go in fives. */
function near(value: number, unit: string | undefined): number {
  return unit === "degrees" ? 5 * Math.round(value / 5) : Math.round(value);
}

function scoreWords({ name, side, unit, value, error_band, reason }: Scored, test: Test | undefined): string {
  const what = [name, side === "both" ? "" : side].filter(Boolean).join(", ");
  return value === null ? `${what}: not seen${reason ? ` (${String(reason).replaceAll("_", " ")})` : ""}`
    : `${what}: ${near(value, unit)} ± ${Math.round(error_band ?? 0)} ${test?.camera?.unit === unit ? test.camera.words : unit}`;
}

function painWords(told: Told | null): string {
  if (!told || (told.pain_before === undefined && told.pain_after === undefined)) return "";
  const score = (pain: number | null | undefined): string => pain === null || pain === undefined ? "not asked" : `${pain} of 10`;
  return told.state === "kept" || told.state === "sent" || told.state === "refused" ? `Pain before: ${score(told.pain_before)}, after: ${score(told.pain_after)}` : `Pain before: ${score(told.pain_before)}`;
}

/** The figure of a replay, with the newest body of the line. */
class Figure {
  private readonly room = new Room();
  private readonly pen: CanvasRenderingContext2D | null;
  private body: Int16Array | null = null;
  private waiting = false;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.pen = canvas.getContext("2d");
  }

  show(body: Int16Array | null): void {
    this.body = body;
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => { this.waiting = false; this.draw(); });
  }

  private draw(): void {
    const ratio = Math.min(2, devicePixelRatio);
    const [width, height] = [Math.round(this.canvas.clientWidth * ratio), Math.round(this.canvas.clientHeight * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    const body = this.body && bodyOf(this.body, "feet");
    if (body) this.room.hold(body);
    this.canvas.dataset["nobody"] = body ? "no" : "yes";
    if (this.pen) drawFigure(this.pen, coloursOf(this.canvas), body, STANDS, this.room, this.canvas);
  }
}

function coloursOf(canvas: HTMLElement): Pen {
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#444";
  return { ink: colour("ink"), left: colour("pine"), right: colour("claimed"), floor: colour("line"), mark: colour("clay"), ground: colour("surface") };
}
