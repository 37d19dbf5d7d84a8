// A clip measured on request, on the therapist's own device: its pictures one by one through the pose model and the engine
// that follow people in front of the camera. Nothing is sent; what was measured goes when the page is left.
import { type Engine, startEngine, type Step } from "../engine";
import type { FunctionTestResult, SessionResult, Trial } from "../motion_events";
import { type Pose, startPose } from "../pose";
import type { Side } from "../plan";
import { type Around, type Curve, drawCurve } from "../replay/curve";
import { bonesPath, type Definition, doubtsOf, keptLine, readAt, Readings, type Row, rowsOfSession, rowsOfTest, withBand } from "./measured";
import type { Stage } from "./stage";

const FRAME_MS = 1000 / 24; // clips are made anew with 24 pictures a second
/** Slower than this a picture, and every second one has to do. */
const SLOW_MS = 120;
const TRIED = 12;
/** The pose model wants rising times, and has looked at two of its own while it warmed up. */
const FROM_MS = 10;

class Cancelled extends Error {}

export class Measure {
  private run: AbortController | null = null;
  private seen: { at: number; values: Float64Array }[] = [];
  private curve: Curve | null = null;
  private values: (number | null)[] = [];
  private band: number | null = null;
  private unit = "°";
  private definition: Definition | null = null;
  private head: SVGElement | null = null;
  private x: (ms: number) => number = () => 0;
  private readonly bones: SVGPathElement;

  constructor(private readonly stage: Stage, private readonly element: HTMLElement, private readonly suggest: (ms: number, words: string) => void) {
    this.bones = this.over();
    this.button("measure").addEventListener("click", () => void this.measure());
    this.button("cancel").addEventListener("click", () => this.run?.abort());
    this.button("now").addEventListener("click", () => this.keepNow());
    this.part("bones").addEventListener("change", () => this.follow(this.stage.ms));
    this.part("scroller").addEventListener("keydown", (event) => { const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key]; if (way) { event.preventDefault(); this.stage.step(way); } });
    this.svg("curve").addEventListener("click", (event) => this.press(event));
    addEventListener("pagehide", () => this.run?.abort());
    stage.also = (ms) => this.follow(ms);
    element.hidden = false;
  }

  private async measure(): Promise<void> {
    const run = new AbortController();
    this.run = run;
    this.busy(true);
    this.part("result").hidden = true;
    this.say("Getting ready. This takes a moment the first time …");
    let senses: { pose: Pose; engine: Engine } | null = null;
    try {
      const { definition: address = "", static: statics = "", build = "" } = this.element.dataset;
      const of = this.select("of").value;
      const definition = await answered<Definition>(`${address}?of=${encodeURIComponent(of)}`, run.signal);
      const urls = { results: "", today: "", static: statics, build_id: build };
      senses = { pose: startPose(urls), engine: startEngine(urls) };
      await orCancelled(Promise.all([senses.pose.ready, senses.engine.ready]), run.signal);
      await this.through(senses.pose, senses.engine, definition, run.signal);
    } catch (error) {
      this.clear();
      this.say(run.signal.aborted || error instanceof Cancelled ? "Cancelled. Nothing was kept." : "It could not be measured on this device: the clip or what measures did not load. Load the page again, or try another browser.");
      if (!run.signal.aborted) console.warn("clip: not measured", error);
    } finally {
      senses?.pose.end();
      senses?.engine.end();
      this.busy(false);
    }
  }

  private async through(pose: Pose, engine: Engine, definition: Definition, signal: AbortSignal): Promise<void> {
    const readings = new Readings();
    const trials: (Trial & { at: number })[] = [];
    const step = ({ t_ms, events, measured }: Step): void => {
      readings.add(measured);
      for (const event of events) {
        if (event.event === "framing_changed" && !event.ok) for (const hint of event.hints) readings.hints.add(hint);
        if (event.event === "trial_ended") trials.push({ ...event.trial, at: t_ms });
      }
    };
    const named = { content_version: definition.version, curve: true };
    if (definition.protocol) engine.beginTest({ ...named, test: definition.id, protocol: definition.protocol }, step);
    else engine.begin({ ...named, exercise: definition.id, movement: definition.movement ?? {}, reps: null, hold_s: null, side: this.select("side").value as Side, trace: false }, step);
    const { last, every } = await this.look(pose, engine, signal);
    const ended = definition.protocol ? await orCancelled(engine.finishTest(last), signal) : (await orCancelled(engine.finish(last), signal)).result;
    this.show(definition, ended, readings, trials, every);
  }

  /** Every picture once, in its order. A slow device looks at every second one, and says so. */
  private async look(pose: Pose, engine: Engine, signal: AbortSignal): Promise<{ last: number; every: number }> {
    const video = await filmOf(this.stage.video.currentSrc || this.stage.video.src, signal);
    this.seen = [];
    try {
      const pictures = Math.max(1, Math.floor(this.stage.lasts / FRAME_MS));
      const began = performance.now();
      let [every, last] = [1, 0];
      for (let at = 0, looked = 1; at < pictures; at += every, looked++) {
        if (signal.aborted) throw new Cancelled();
        await orCancelled(seek(video, (at + 0.5) * FRAME_MS / 1000), signal);
        const { values, picture } = await orCancelled(pose.find(await createImageBitmap(video), FROM_MS + at * FRAME_MS), signal);
        picture.close();
        last = values[0] = at * FRAME_MS;
        this.seen.push({ at: last, values: values.slice() });
        engine.look(values);
        const each = (performance.now() - began) / looked;
        if (looked === TRIED && each > SLOW_MS) every = 2;
        if (looked % TRIED === 0) this.progress(at / pictures, each * (pictures - at) / every, every);
      }
      return { last, every };
    } finally {
      URL.revokeObjectURL(video.src);
      video.removeAttribute("src");
    }
  }

  private progress(share: number, left_ms: number, every: number): void {
    this.part<HTMLProgressElement>("progress").value = share;
    const left = left_ms < 60_000 ? `about ${Math.max(5, Math.round(left_ms / 5000) * 5)} seconds` : `about ${Math.round(left_ms / 60_000)} minutes`;
    const words = `${every > 1 ? "This device is slow at it, so every second picture has to do. " : ""}Looking at the pictures, ${left} to go. You can go on looking at the clip.`;
    if (this.part("said").textContent !== words) this.say(words);
  }

  private show(definition: Definition, result: SessionResult | FunctionTestResult, readings: Readings, trials: (Trial & { at: number })[], every: number): void {
    const curve = readings.curve("counts" in result ? result.counts : undefined);
    const source = definition.by_signal ? curve.signal : curve.angle;
    this.definition = definition;
    // of a test the engine's own reading says whether it could be judged from where it was filmed
    const band = "view" in result ? definition.bands[result.view] : trials.map(({ readings: [first] }) => first?.error_band).find(Boolean);
    this.band = definition.angle ? band ?? null : null;
    const byAngle = this.band !== null && source.some((value) => value !== null);
    if (!byAngle) this.band = null;
    [this.curve, this.values, this.unit] = [curve, byAngle ? source : curve.signal, byAngle ? "°" : definition.signal_unit];
    const judged = curve.times_ms.length > 0;
    this.part("title").textContent = definition.title;
    const doubts = doubtsOf(definition, result, readings.hints, judged, every);
    this.part("doubts").replaceChildren(...doubts.map((words) => made("li", words)));
    this.part("doubts").hidden = doubts.length === 0;
    this.part("measure-words").textContent = byAngle ? definition.angle : definition.signal;
    this.part("band-words").textContent = this.band === null ? "No degrees are reported from here, so none can be kept." : `The paler band is how far off it may be: ± ${Math.round(this.band)}°.`;
    const rows = "counts" in result ? rowsOfSession(definition, result) : rowsOfTest(definition, trials);
    this.rows(rows);
    this.part("result").hidden = false;
    const around: Around = {
      lasts_ms: this.stage.lasts, unit: this.unit, moments: [], baseline: null, band: this.band, target: byAngle ? definition.target : null,
      reps: "repetitions" in result ? result.repetitions.map((rep) => ({ ...rep, full: rep.kind === "full", error_deg: rep.error_band_deg, range_deg: byAngle ? rep.range_deg : null, faults: rep.faults.map((one) => definition.faults[one] ?? one) })) : [],
      lost: "lost_sight" in result ? result.lost_sight.map((one) => ({ ...one, reason: definition.lost[one.reason] ?? one.reason })) : [],
    };
    const at = drawCurve(this.svg("curve"), this.svg("ruler"), this.part("scroller").clientWidth, this.values, curve, around, null);
    this.x = at.x;
    this.pressed = at.ms;
    this.head = this.svg("curve").querySelector<SVGElement>('[data-part="head"]');
    this.follow(this.stage.ms);
    const found = this.seen.filter(({ values }) => values[2] === 1).length;
    this.say(`Measured. In ${found} of ${this.seen.length} pictures somebody was found; ${rows.length === 0 ? "no repetition or trial was seen" : `${rows.length} ${rows.length === 1 ? "line" : "lines"} in the table`}.`);
    this.part("title").focus();
  }

  private pressed: (x: number) => number = () => 0;

  private press(event: MouseEvent): void {
    if (this.curve) this.stage.seek(this.pressed(event.clientX - this.svg("curve").getBoundingClientRect().left));
  }

  private rows(rows: readonly Row[]): void {
    this.part("table-room").hidden = rows.length === 0;
    this.part("rows").replaceChildren(...rows.map((row) => {
      const line = document.createElement("tr");
      const go = made("button", row.clock, { class: "button button-plain small", type: "button", "aria-label": `To ${row.clock}, ${row.what}` });
      go.addEventListener("click", () => this.stage.seek(row.at));
      const put = made("button", "Put into the words", { class: "button button-quiet small", type: "button", "aria-label": `Put into the words: ${row.what}` });
      put.addEventListener("click", () => this.suggest(row.at, row.keeps));
      const cells = [go, row.what, row.value, row.noticed, row.keeps ? put : ""];
      line.append(...cells.map((cell) => { const td = document.createElement("td"); td.append(cell); return td; }));
      return line;
    }));
  }

  /** Skeleton, playhead and number go with the clip. */
  private follow(ms: number): void {
    const shows = this.part<HTMLInputElement>("bones").checked && this.curve !== null;
    const { width, height } = this.stage.told;
    this.bones.setAttribute("d", shows ? bonesPath(this.frameAt(ms), width, height) : "");
    if (!this.curve) return;
    for (const end of ["x1", "x2"]) this.head?.setAttribute(end, String(this.x(ms)));
    const value = readAt(this.curve, this.values, ms);
    this.part("now").textContent = value === null ? "At this moment: not judged." : this.band === null ? "At this moment: seen, but not in degrees." : `At this moment: ${withBand(value, this.band, this.unit)}`;
    this.button("now").disabled = value === null || this.band === null;
  }

  private frameAt(ms: number): Float64Array | undefined {
    return this.seen.findLast(({ at }) => at <= ms + 1 && ms - at < 3 * FRAME_MS)?.values;
  }

  private keepNow(): void {
    const ms = this.stage.ms;
    const value = this.curve ? readAt(this.curve, this.values, ms) : null;
    if (value !== null && this.band !== null && this.definition) this.suggest(ms, keptLine(this.definition.title, "at this moment", withBand(value, this.band)));
  }

  private clear(): void {
    [this.curve, this.seen] = [null, []];
    this.follow(this.stage.ms);
  }

  private busy(yes: boolean): void {
    const had = this.element.contains(document.activeElement);
    this.button("measure").hidden = yes;
    this.button("cancel").hidden = this.part("progress").hidden = !yes;
    this.part<HTMLProgressElement>("progress").value = 0;
    this.select("of").disabled = this.select("side").disabled = yes;
    if (had && (document.activeElement === document.body || !document.activeElement)) this.button(yes ? "cancel" : "measure").focus();
  }

  private over(): SVGPathElement {
    const [svg, path] = [document.createElementNS("http://www.w3.org/2000/svg", "svg"), document.createElementNS("http://www.w3.org/2000/svg", "path")];
    svg.setAttribute("viewBox", `0 0 ${this.stage.told.width} ${this.stage.told.height}`);
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("class", "clip-bones");
    svg.append(path);
    this.stage.svg.before(svg);
    return path;
  }

  private say(words: string): void { this.part("said").textContent = words; }
  private select(name: string): HTMLSelectElement { return this.part<HTMLSelectElement>(name); }
  private button(name: string): HTMLButtonElement { return this.find<HTMLButtonElement>(`[data-do="${name}"]`); }
  private part<T extends HTMLElement = HTMLElement>(name: string): T { return this.find<T>(`[data-part="${name}"]`); }
  private svg(name: string): SVGSVGElement { return this.find<SVGSVGElement>(`svg[data-part="${name}"]`); }
  private find<T extends Element>(selector: string): T {
    const found = this.element.querySelector<T>(selector);
    if (!found) throw new Error(`clip: no ${selector}`);
    return found;
  }
}

async function answered<T>(address: string, signal: AbortSignal): Promise<T> {
  const answer = await fetch(address, { credentials: "same-origin", signal });
  if (!answer.ok) throw new Error(`clip: ${answer.status}`);
  return await answer.json() as T;
}

/** The clip once more and whole, apart from the one on the page, which may be played meanwhile. */
async function filmOf(address: string, signal: AbortSignal): Promise<HTMLVideoElement> {
  const answer = await fetch(address, { credentials: "same-origin", signal });
  if (!answer.ok) throw new Error(`clip: ${answer.status}`);
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true, preload: "auto", src: URL.createObjectURL(await answer.blob()) });
  await orCancelled(new Promise<void>((resolve, reject) => {
    video.addEventListener("loadeddata", () => resolve(), { once: true });
    video.addEventListener("error", () => reject(new Error("clip: cannot be played here")), { once: true });
  }), signal);
  return video;
}

function seek(video: HTMLVideoElement, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    video.addEventListener("seeked", () => resolve(), { once: true });
    video.currentTime = seconds;
  });
}

function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Cancelled());
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function made(name: string, words: string, attributes: Record<string, string> = {}): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = words;
  return element;
}
