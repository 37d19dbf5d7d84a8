// Time and hands: plays a film on its stage, and answers buttons, keys and dragging.
import { type Film, lasts, momentAt, stillAt } from "./film";
import { PLACES, type Stage } from "./stage";

const SLOW = 0.5;
const STEP_DEGREES = 15;
const KEYS: Record<string, [number, number]> = {
  ArrowLeft: [-STEP_DEGREES, 0], ArrowRight: [STEP_DEGREES, 0], ArrowUp: [0, 8], ArrowDown: [0, -8],
};

export class Player {
  private seconds = 0;
  private speed = 1;
  private running: boolean;
  private mirrored = false;
  private before = 0;
  private readonly buttons: Map<string, HTMLButtonElement>;

  constructor(element: HTMLElement, private readonly canvas: HTMLCanvasElement, private readonly film: Film, private readonly stage: Stage) {
    this.running = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.buttons = new Map([...element.querySelectorAll<HTMLButtonElement>("button[data-do]")].map((button) => [button.dataset["do"] ?? "", button]));
    for (const [name, button] of this.buttons) button.addEventListener("click", () => this.press(name));
    canvas.addEventListener("keydown", (event) => this.key(event));
    this.listenToDragging();
    new ResizeObserver(() => this.fit()).observe(canvas);
    this.fit();
    this.tell();
    requestAnimationFrame((now) => this.tick(now));
  }

  press(name: string): void {
    if (name === "play") this.running = !this.running;
    if (name === "slow") this.speed = this.speed === 1 ? SLOW : 1;
    if (name === "mirror") this.stage.mirror(this.mirrored = !this.mirrored);
    if (name === "step") this.step();
    const place = PLACES[name];
    if (place) Object.assign(this.stage.place, this.mirrored ? { ...place, azimuth: -place.azimuth } : place);
    this.tell();
    this.draw();
  }

  /** On to the next station of the repetition: how it goes without any motion. */
  private step(): void {
    this.running = false;
    let begin = 0;
    for (const segment of this.film.segments) {
      begin += segment.seconds;
      if (begin > this.seconds % lasts(this.film) + 0.01 && segment.name !== "hold" && segment.name !== "rest") break;
    }
    this.seconds = begin - 1e-4;
  }

  private key(event: KeyboardEvent): void {
    if (event.key === " ") this.press("play");
    const turn = KEYS[event.key];
    if (turn) this.turn(...turn);
    if (turn || event.key === " ") event.preventDefault();
  }

  private turn(azimuth: number, height: number): void {
    this.stage.place.azimuth += azimuth;
    this.stage.place.height = Math.max(2, Math.min(70, this.stage.place.height + height));
    this.draw();
  }

  private listenToDragging(): void {
    this.canvas.addEventListener("pointerdown", (event) => this.canvas.setPointerCapture(event.pointerId));
    this.canvas.addEventListener("pointermove", (event) => {
      if (this.canvas.hasPointerCapture(event.pointerId)) this.turn(-event.movementX * 0.5, event.movementY * 0.3);
    });
  }

  private fit(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (!clientWidth || !clientHeight) return;
    this.stage.resize(clientWidth, clientHeight, Math.min(2, devicePixelRatio));
    this.draw();
  }

  private tell(): void {
    for (const [name, pressed] of [["play", this.running], ["slow", this.speed !== 1], ["mirror", this.mirrored]] as const) {
      this.buttons.get(name)?.setAttribute("aria-pressed", String(pressed));
    }
  }

  private tick(now: number): void {
    if (!this.canvas.isConnected) return this.stage.end();
    if (this.running && this.canvas.checkVisibility()) {
      this.seconds += Math.min(0.1, (now - (this.before || now)) / 1000) * this.speed;
      this.draw();
    }
    this.before = now;
    requestAnimationFrame((later) => this.tick(later));
  }

  private draw(): void {
    this.stage.draw(this.seconds === 0 ? stillAt(this.film, this.film.start) : momentAt(this.film, this.seconds));
  }
}
