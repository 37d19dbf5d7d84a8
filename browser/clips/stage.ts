// A clip with its own player: frame by frame, slow, by keyboard; what was drawn stands over the picture at its moment.
import { gettext } from "../gettext";
import { type Begun, paint } from "./paint";
import { clockWords, type Moment, type Point, type Shape, type Size } from "./shapes";

const FRAME_MS = 1000 / 24; // clips are made anew with 24 pictures a second
const SHOWN_MS = 1500;

export interface Told extends Size { moments: Moment[]; from?: number }
/** What is being drawn now, on top of what was kept. */
export interface Draft { shapes: Shape[]; begun: Begun | null; cross: Point | null }

export class Stage {
  told: Told;
  readonly video: HTMLVideoElement;
  readonly svg: SVGSVGElement;
  /** Asked with each picture; null where nobody draws. */
  draft: () => Draft | null = () => null;
  moved: (ms: number) => void = () => undefined;
  /** The same, for what was measured. */
  also: (ms: number) => void = () => undefined;
  /** A moment that was just reached while playing. Gives whether to stop there. */
  reached: (moment: Moment) => boolean = () => false;
  private before = -1;

  constructor(readonly element: HTMLElement) {
    this.told = JSON.parse(element.dataset["told"] ?? "{}") as Told;
    this.video = this.part<HTMLVideoElement>("clip");
    const svg = element.querySelector<SVGSVGElement>('svg[data-part="over"]');
    if (!svg) throw new Error("clip: nothing to draw on");
    this.svg = svg;
    this.video.controls = false;
    for (const hands of element.querySelectorAll<HTMLElement>('[data-part="hands"]')) hands.hidden = false;
    this.bind();
    if (this.told.from !== undefined) this.seek(this.told.from);
    this.draw();
  }

  get ms(): number { return this.video.currentTime * 1000; }
  get lasts(): number { return Number(this.slider().max); }
  get playing(): boolean { return !this.video.paused && !this.video.ended; }

  /** To a moment, and standing there; what is reached on the way is not announced. */
  seek(ms: number): void {
    this.video.pause();
    const to = Math.min(Math.max(0, ms), this.lasts);
    this.before = to;
    this.video.currentTime = to / 1000;
    this.draw();
  }

  step(frames: number): void {
    const frame = Math.round(this.ms / FRAME_MS - 0.5) + frames;
    this.seek((Math.max(0, frame) + 0.5) * FRAME_MS); // the middle of a frame: no rounding shows its neighbour
  }

  toggle(): void {
    if (this.playing) return this.video.pause();
    if (this.ms >= this.lasts - FRAME_MS) this.seek(0);
    if (this.ms < FRAME_MS && this.before <= 0) this.before = -1;
    void this.video.play().catch(() => undefined);
  }

  draw(): void {
    const draft = this.draft();
    const kept = this.told.moments.filter(({ at }) => this.shows(at)).flatMap(({ shapes }) => shapes);
    paint(this.svg, this.told, [...kept, ...(draft?.shapes ?? [])], draft?.begun, draft?.cross);
    const [slider, words] = [this.slider(), clockWords(this.ms)];
    slider.value = String(Math.round(this.ms));
    slider.setAttribute("aria-valuetext", gettext("{clock} of {whole}", { clock: words, whole: clockWords(this.lasts) }));
    this.part("clock").textContent = `${words} / ${clockWords(this.lasts)}`;
    const play = this.element.querySelector("[data-do=play] [data-word]");
    if (play) play.textContent = this.playing ? gettext("Pause") : gettext("Play");
    this.moved(this.ms);
    this.also(this.ms);
  }

  say(words: string): void {
    this.part("moment").textContent = words;
  }

  part<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.element.querySelector<T>(`[data-part="${name}"]`);
    if (!found) throw new Error(`clip: no part ${name}`);
    return found;
  }

  /** Takes the buttons of the page that lead to a moment. */
  lead(buttons: Iterable<HTMLButtonElement>, then: (key: string) => void): void {
    for (const button of buttons) {
      button.hidden = false;
      button.onclick = () => {
        this.seek(Number(button.dataset["moment"]));
        this.element.scrollIntoView({ block: "nearest" });
        then(button.dataset["key"] ?? "");
      };
    }
  }

  private shows(at: number): boolean {
    const since = this.ms - at;
    return this.playing ? since >= 0 && since < SHOWN_MS * this.video.playbackRate : Math.abs(since) < FRAME_MS;
  }

  private bind(): void {
    const acts: Record<string, () => void> = { play: () => this.toggle(), back: () => this.step(-1), on: () => this.step(1) };
    for (const [name, act] of Object.entries(acts)) this.element.querySelector<HTMLButtonElement>(`[data-do="${name}"]`)?.addEventListener("click", act);
    const [slider, speed] = [this.slider(), this.part<HTMLSelectElement>("speed")];
    slider.addEventListener("input", () => this.seek(Number(slider.value)));
    slider.addEventListener("keydown", (event) => { if (this.key(event.key, event.shiftKey)) event.preventDefault(); });
    speed.addEventListener("change", () => { this.video.playbackRate = Number(speed.value); });
    for (const name of ["seeked", "loadeddata", "pause", "ended"]) this.video.addEventListener(name, () => this.draw());
    this.video.addEventListener("play", () => this.run());
  }

  /** Arrows go one frame, with Shift a second; space plays. */
  private key(key: string, shift: boolean): boolean {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key];
    if (way !== undefined) shift ? this.seek(this.ms + way * 1000) : this.step(way);
    else if (key === " ") this.toggle();
    else return false;
    return true;
  }

  private run(): void {
    const look = (): void => {
      if (!this.playing) return;
      const [before, now] = [this.before, this.ms];
      this.before = now;
      const there = this.told.moments.find(({ at }) => at > before && at <= now);
      if (there && this.reached(there)) return this.seek(there.at);
      this.draw();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  private slider(): HTMLInputElement { return this.part<HTMLInputElement>("slider"); }
}
