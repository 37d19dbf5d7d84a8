// The replay of one set: the kept movement as a figure, with its curve, and beside an earlier set. Loaded only on pages
// that show one (modules/replay.ts). Without scripts the table of repetitions and the words say the same.
import { gettext } from "./gettext";
import { aligned, knots, turnedRound } from "./replay/align";
import { type Around, type Beside, countedAnew, type Counts, type Curve, drawCurve, type Rep } from "./replay/curve";
import { bodyOf, drawFigure, type Pen, type Place, Room } from "./replay/figure";
import { Player } from "./replay/player";
import { fetchTrace, type TraceReader } from "./replay/trace";

interface Told {
  trace: string; curve?: string; stays: string; around: Around; counts: Counts; from?: number; joint?: string;
  beside?: { trace: string; curve?: string; reps: Rep[] } | null;
}

const CAMERA: Place = { azimuth: 0, height: 4 };
const TURN = 30;

/** One canvas with the movement that comes in. */
class Figure {
  readonly place: Place = { ...CAMERA };
  readonly room = new Room();
  private reader: TraceReader | null = null;
  private held = 0;
  private readonly pen: CanvasRenderingContext2D | null;
  private colours: Pen;

  constructor(readonly canvas: HTMLCanvasElement, private readonly stays: string) {
    this.pen = canvas.getContext("2d");
    this.colours = coloursOf(canvas);
  }

  get frames() { return this.reader?.frames; }

  take(reader: TraceReader): void {
    this.reader = reader;
    for (; this.held < reader.frames.count; this.held += 5) {
      const row = reader.frames.row(this.held);
      if (row) this.room.hold(bodyOf(row, this.stays));
    }
  }

  fit(): void {
    const ratio = Math.min(2, devicePixelRatio);
    this.canvas.width = Math.round(this.canvas.clientWidth * ratio);
    this.canvas.height = Math.round(this.canvas.clientHeight * ratio);
    this.colours = coloursOf(this.canvas);
  }

  show(ms: number, marked: string): void {
    if (!this.pen || !this.reader || !this.canvas.width) return;
    const frames = this.reader.frames;
    const row = frames.count && ms <= frames.lasts + 500 ? frames.row(frames.at(ms)) : null;
    this.canvas.dataset["nobody"] = row ? "" : "yes";
    drawFigure(this.pen, this.colours, row ? bodyOf(row, this.stays) : null, this.place, this.room, this.canvas, marked);
  }
}

function coloursOf(canvas: HTMLElement): Pen {
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#444";
  return { ink: colour("ink"), left: colour("pine"), right: colour("claimed"), floor: colour("line"), mark: colour("clay"), ground: colour("surface") };
}

export async function show(element: HTMLElement): Promise<void> {
  const begun = performance.now();
  const told = JSON.parse(element.dataset["told"] ?? "") as Told;
  const canvases = [...element.querySelectorAll<HTMLCanvasElement>("canvas")];
  const [main, second] = canvases.map((canvas) => new Figure(canvas, told.stays));
  if (!main) throw new Error("replay: no canvas");
  await new Replay(element, told, main, second ?? null).begin(begun);
}

class Replay {
  private player: Player | null = null;
  private at: ReturnType<typeof drawCurve> | null = null;
  private curve: Curve | null = null;
  private other: Beside | null = null;
  private marked: string;
  private readonly pairs;

  constructor(private readonly element: HTMLElement, private readonly told: Told, private readonly main: Figure, private readonly second: Figure | null) {
    this.marked = told.joint ?? "";
    this.pairs = knots(told.around.reps, told.beside?.reps ?? []);
  }

  /** Resolves when the first frame is shown; the rest goes on coming in. */
  async begin(begun: number): Promise<void> {
    const whole = fetchTrace(this.told.trace, (reader) => {
      this.main.take(reader);
      if (!this.player) this.start(begun);
      else if (!this.player.running) this.draw();
    });
    const beside = this.told.beside;
    if (beside && this.second) {
      const second = this.second;
      void fetchTrace(beside.trace, (reader) => { second.take(reader); this.draw(); }).catch(() => this.say(gettext("The earlier set could not be loaded just now.")));
    }
    void this.loadCurves();
    await whole;
    this.draw();
  }

  private start(begun: number): void {
    const frames = this.main.frames;
    if (!frames) return;
    const lasts = this.told.around.lasts_ms;
    this.player = new Player(frames, this.told.around.reps, () => lasts, () => this.draw());
    this.part("stage").hidden = false;
    this.say("");
    this.element.dataset["startedMs"] = String(Math.round(performance.now() - begun));
    this.bind(this.player);
    this.fit();
    this.player.seek(this.told.from ?? 0);
    if (this.told.from === undefined && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.player.toggle();
  }

  private bind(player: Player): void {
    const acts: Record<string, () => void> = {
      play: () => player.toggle(), back: () => player.step(-1), on: () => player.step(1), before: () => player.jump(-1), after: () => player.jump(1),
      camera: () => this.stand(0), side: () => this.stand(90), left: () => this.turn(-TURN, 0), right: () => this.turn(TURN, 0),
    };
    for (const button of this.element.querySelectorAll<HTMLButtonElement>("button[data-do]")) button.onclick = () => acts[button.dataset["do"] ?? ""]?.();
    const [slider, speed] = [this.slider(), this.element.querySelector<HTMLSelectElement>("[data-part=speed]")];
    slider.max = String(Math.round(this.told.around.lasts_ms));
    slider.oninput = () => { player.running = false; player.seek(Number(slider.value)); };
    for (const element of [slider, this.part("scroller")]) {
      element.onkeydown = (event) => { if (player.key(event.key, event.shiftKey)) event.preventDefault(); };
    }
    if (speed) speed.onchange = () => { player.speed = Number(speed.value); };
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-moment]")) {
      button.hidden = false;
      button.onclick = () => {
        this.marked = button.dataset["joint"] ?? "";
        player.running = false;
        player.seek(Number(button.dataset["moment"]));
        this.element.scrollIntoView({ block: "nearest", behavior: "auto" });
      };
    }
    this.dragToTurn(this.main);
    if (this.second) this.dragToTurn(this.second);
    this.dragToSeek(player);
    new ResizeObserver(() => this.fit()).observe(this.main.canvas);
    new IntersectionObserver((entries) => player.look(entries.at(-1)?.isIntersecting ?? true)).observe(this.element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.fit());
  }

  private dragToTurn({ canvas }: Figure): void {
    canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
    canvas.addEventListener("pointermove", (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) this.turn(-event.movementX * 0.5, event.movementY * 0.3);
    });
  }

  private dragToSeek(player: Player): void {
    const svg = this.svg("curve");
    const seek = (event: PointerEvent): void => {
      if (!this.at) return;
      player.running = false;
      player.seek(this.at.ms(event.clientX - svg.getBoundingClientRect().left));
    };
    svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); seek(event); });
    svg.addEventListener("pointermove", (event) => { if (svg.hasPointerCapture(event.pointerId)) seek(event); });
  }

  private stand(azimuth: number): void {
    for (const figure of this.figures()) Object.assign(figure.place, CAMERA, { azimuth });
    this.draw();
  }

  private turn(azimuth: number, height: number): void {
    for (const { place } of this.figures()) {
      place.azimuth += azimuth;
      place.height = Math.max(0, Math.min(75, place.height + height));
    }
    this.draw();
  }

  private fit(): void {
    for (const figure of this.figures()) figure.fit();
    this.drawCurve();
    this.draw();
  }

  private draw(): void {
    const player = this.player;
    if (!player) return;
    this.main.show(player.ms, this.marked);
    this.second?.show(aligned(player.ms, this.pairs), "");
    const slider = this.slider();
    slider.value = String(Math.round(player.ms));
    const words = player.words();
    slider.setAttribute("aria-valuetext", words);
    this.part("words").textContent = words;
    const play = this.element.querySelector("[data-do=play] [data-word]");
    if (play) play.textContent = player.running ? "Pause" : "Play";
    this.part("nobody").hidden = this.main.canvas.dataset["nobody"] !== "yes";
    this.moveHead(player);
    if (!player.running) document.querySelectorAll<HTMLInputElement>("input[data-part=at]").forEach((input) => { input.value = (player.ms / 1000).toFixed(1); });
  }

  private moveHead(player: Player): void {
    const head = this.svg("curve").querySelector("[data-part=head]");
    if (!head || !this.at) return;
    const x = this.at.x(player.ms);
    head.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
    const scroller = this.part("scroller");
    if (!scroller.clientWidth) return;
    if (x < scroller.scrollLeft || x > scroller.scrollLeft + scroller.clientWidth - 40) scroller.scrollLeft = x - scroller.clientWidth / 3;
  }

  private async loadCurves(): Promise<void> {
    const { curve, beside } = this.told;
    if (!curve) return;
    this.curve = await fetchCurve(curve);
    const words = this.curve ? countedAnew(this.told.counts, this.curve.counts) : "The curve could not be measured just now. The table holds every repetition.";
    this.part("measuring").textContent = words;
    this.part("measuring").hidden = words === "";
    this.drawCurve();
    this.draw();
    const other = beside?.curve ? await fetchCurve(beside.curve) : null;
    if (!other) return;
    this.other = { curve: other, pairs: turnedRound(this.pairs) };
    this.drawCurve();
    this.draw();
  }

  private drawCurve(): void {
    const curve = this.curve;
    if (!curve || !this.player) return;
    const angles = curve.angle.some((value) => value !== null) && this.told.around.band !== null ? curve.angle : curve.signal;
    this.part("chart").hidden = false;
    this.at = drawCurve(this.svg("curve"), this.svg("ruler"), this.part("scroller").clientWidth, angles, curve, this.told.around, this.other);
  }

  private figures(): Figure[] { return this.second ? [this.main, this.second] : [this.main]; }
  private slider(): HTMLInputElement { return this.part("slider") as HTMLInputElement; }
  private svg(name: string): SVGSVGElement { return this.element.querySelector<SVGSVGElement>(`svg[data-part="${name}"]`) ?? document.createElementNS("http://www.w3.org/2000/svg", "svg"); }
  private say(words: string): void { this.part("status").textContent = words; }
  private part(name: string): HTMLElement { return this.element.querySelector<HTMLElement>(`[data-part="${name}"]`) ?? document.createElement("p"); }
}

/** The server measures a long set beside the request, and says so by 202. */
async function fetchCurve(address: string): Promise<Curve | null> {
  for (let tries = 0; tries < 40; tries++) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.status === 200) return await answer.json() as Curve;
    if (answer.status !== 202) return null;
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
  }
  return null;
}
