// Time and hands: plays a film on its stage, and answers buttons and dragging. It moves only while somebody can see it.
import { type Film, lasts, momentAt, stillAt } from "./film";
import type { Stage } from "./stage";

const SLOW = 0.5;
const TURN_DEGREES = 30;

export class Player {
  private seconds = 0;
  private speed = 1;
  private running: boolean;
  private mirrored = false;
  private seen = false;
  private ticking = false;
  private over = false;
  private before = 0;
  private readonly buttons: Map<string, HTMLButtonElement>;
  private readonly sizes: ResizeObserver;
  private readonly sight: IntersectionObserver;

  constructor(element: HTMLElement, private readonly canvas: HTMLCanvasElement, private readonly film: Film, private readonly stage: Stage) {
    this.running = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.buttons = new Map([...element.querySelectorAll<HTMLButtonElement>("button[data-do]")].map((button) => [button.dataset["do"] ?? "", button]));
    for (const [name, button] of this.buttons) button.onclick = () => this.press(name);
    this.listenToDragging();
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(canvas);
    this.sight = new IntersectionObserver((entries) => this.look(entries.at(-1)?.isIntersecting ?? false));
    this.sight.observe(canvas);
    this.fit();
    this.tell();
  }

  press(name: string): void {
    if (name === "play") this.running = !this.running;
    if (name === "slow") this.speed = this.speed === 1 ? SLOW : 1;
    if (name === "mirror") this.stage.mirror(this.mirrored = !this.mirrored);
    if (name === "step") this.step();
    if (name === "left") this.turn(-TURN_DEGREES, 0);
    if (name === "right") this.turn(TURN_DEGREES, 0);
    this.tell();
    this.draw();
    this.go();
  }

  /** Lets go of the drawing; the pictures take its place. */
  end(): void {
    if (this.over) return;
    this.over = true;
    this.sizes.disconnect();
    this.sight.disconnect();
    this.stage.end();
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
    if (!clientWidth || !clientHeight || this.over) return;
    this.stage.resize(clientWidth, clientHeight, Math.min(2, devicePixelRatio));
    this.draw();
  }

  /** What the buttons say: the first one by its word, the others by being pressed. */
  private tell(): void {
    const play = this.buttons.get("play")?.querySelector("[data-word]");
    if (play) play.textContent = this.running ? "Pause" : "Play";
    for (const [name, pressed] of [["slow", this.speed !== 1], ["mirror", this.mirrored]] as const) {
      this.buttons.get(name)?.setAttribute("aria-pressed", String(pressed));
    }
  }

  private look(seen: boolean): void {
    this.seen = seen;
    if (!this.canvas.isConnected) this.end();
    this.go();
  }

  private go(): void {
    if (this.ticking || !this.running || !this.seen || this.over) return;
    this.ticking = true;
    this.before = 0;
    requestAnimationFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    this.ticking = false;
    if (!this.canvas.isConnected) return this.end();
    if (!this.running || !this.seen || this.over) return;
    this.seconds += Math.min(0.1, (now - (this.before || now)) / 1000) * this.speed;
    this.draw();
    this.before = now;
    this.ticking = true;
    requestAnimationFrame((later) => this.tick(later));
  }

  private draw(): void {
    if (this.over) return;
    this.stage.draw(this.seconds === 0 ? stillAt(this.film, this.film.start) : momentAt(this.film, this.seconds));
  }
}
