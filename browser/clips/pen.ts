// Drawing on the picture, by pointer and by keyboard.
import { Board, type Put } from "./board";
import { degreesOf, type Kind, type Point } from "./shapes";
import type { Draft, Stage } from "./stage";

const STEP = 0.01, BIG_STEP = 0.05, DRAGGED = 0.03;
const NAMES: Record<Kind, string> = { line: "Line", arrow: "Arrow", angle: "Angle", text: "Words" };
const NEXT: Record<Kind, string[]> = {
  line: ["Where does it begin?", "Where does it end?"],
  arrow: ["Where does it begin?", "Where does it point to?"],
  angle: ["A point on the first side.", "The point of the angle.", "A point on the second side."],
  text: ["Type the words, then choose their place."],
};

export class Pen {
  readonly board = new Board();
  /** The moment the drawing belongs to; null while there is none. */
  at: number | null = null;
  changed: () => void = () => undefined;
  private cross: Point | null = null;
  private readonly picture: HTMLElement;

  constructor(private readonly stage: Stage, private readonly tools: HTMLElement) {
    this.picture = stage.part("picture");
    tools.hidden = false;
    stage.draft = () => this.draft();
    this.chooseTools();
    this.byPointer();
    this.byKeyboard();
    this.refresh();
  }

  open(shapes: Board["shapes"], at: number | null): void {
    this.board.open(shapes);
    this.at = shapes.length > 0 ? at : null;
    this.refresh();
  }

  private draft(): Draft | null {
    const here = this.at === null || Math.abs(this.stage.ms - this.at) < 60;
    if (this.stage.playing || !here) return null;
    const { shapes, begun, colour } = this.board;
    return { shapes, begun: { points: begun, colour }, cross: this.board.tool ? this.cross : null };
  }

  private chooseTools(): void {
    for (const button of this.tools.querySelectorAll<HTMLButtonElement>("[data-tool]")) {
      button.addEventListener("click", () => {
        const tool = button.dataset["tool"] as Kind;
        this.board.choose(this.board.tool === tool ? null : tool);
        this.refresh();
        if (this.board.tool === "text") this.words().focus();
      });
    }
    for (const colour of this.tools.querySelectorAll<HTMLInputElement>('input[name="clip-colour"]')) {
      colour.addEventListener("change", () => { this.board.colour = colour.value; this.refresh(); });
    }
    this.words().addEventListener("input", () => { this.board.words = this.words().value; });
    this.words().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.picture.focus();
    });
    const acts: Record<string, () => void> = { undo: () => this.board.undo(), redo: () => this.board.redo(), clear: () => this.board.clear() };
    for (const [name, act] of Object.entries(acts)) {
      this.tools.querySelector(`[data-do="${name}"]`)?.addEventListener("click", () => { act(); this.after(); });
    }
  }

  private byPointer(): void {
    const { svg } = this.stage;
    const at = (event: PointerEvent): Point => {
      const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse()); // the picture may have bars beside it
      return [place.x / this.stage.told.width, place.y / this.stage.told.height];
    };
    let down: Point | null = null;
    svg.addEventListener("pointerdown", (event) => {
      if (!this.board.tool || event.button !== 0) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      this.picture.focus({ preventScroll: true });
      this.cross = null;
      down = at(event);
      this.put(down);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!this.board.tool || this.board.begun.length === 0) return;
      this.cross = at(event);
      this.stage.draw();
    });
    svg.addEventListener("pointerup", (event) => {
      const [from, to] = [down, at(event)];
      down = null;
      if (from && this.board.begun.length > 0 && Math.hypot(to[0] - from[0], to[1] - from[1]) > DRAGGED) this.put(to); // dragged in one go
    });
  }

  private byKeyboard(): void {
    this.picture.addEventListener("keydown", (event) => {
      if (event.target !== this.picture) return;
      if (this.key(event)) event.preventDefault();
    });
  }

  private key(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() === "y" || (key.toLowerCase() === "z" && shiftKey)) this.board.redo();
      else if (key.toLowerCase() === "z") this.board.undo();
      else return false;
      this.after();
      return true;
    }
    if (!this.board.tool || event.altKey) return false;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    if (way) {
      const [x, y] = this.cross ?? [0.5, 0.5], step = shiftKey ? BIG_STEP : STEP;
      const inside = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
      this.cross = [inside(x + (way[0] ?? 0) * step), inside(y + (way[1] ?? 0) * step)];
      this.stage.draw();
      this.say(place(this.cross));
    } else if (key === "Enter" || key === " ") {
      this.cross ??= [0.5, 0.5];
      this.put(this.cross);
    } else if (key === "Escape") {
      this.board.letGo();
      this.after();
    } else return false;
    return true;
  }

  private put(point: Point): void {
    if (this.at === null || this.board.shapes.length === 0) {
      this.stage.video.pause();
      this.at = this.stage.ms;
    } else if (Math.abs(this.stage.ms - this.at) >= 60) this.stage.seek(this.at);
    this.after(this.board.put(point));
  }

  private after(put: Put | null = null): void {
    if (this.board.shapes.length === 0 && this.board.begun.length === 0) this.at = null;
    this.refresh();
    if (put === "no-words") this.say("Type the words for the picture first.");
    else if (put === "full") this.say("That is as much as one picture can show. Keep it, and draw on another one.");
    else if (put === "done") this.say(this.done());
    else this.say(this.next());
    this.changed();
  }

  private done(): string {
    const shape = this.board.shapes.at(-1);
    if (!shape) return "";
    const angle = shape.kind === "angle" ? `, ${degreesOf(shape.points, this.stage.told)}° on the picture` : "";
    return `${NAMES[shape.kind]} drawn${angle}.`;
  }

  private next(): string {
    const { tool, begun } = this.board;
    return tool ? NEXT[tool][begun.length] ?? "" : "";
  }

  private refresh(): void {
    const { board } = this;
    this.picture.classList.toggle("clip-drawing", board.tool !== null);
    for (const button of this.tools.querySelectorAll<HTMLButtonElement>("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset["tool"] === board.tool));
    this.words().parentElement?.toggleAttribute("hidden", board.tool !== "text");
    const can: Record<string, boolean> = { undo: board.canUndo, redo: board.canRedo, clear: board.shapes.length > 0 };
    for (const [name, yes] of Object.entries(can)) {
      const button = this.tools.querySelector<HTMLButtonElement>(`[data-do="${name}"]`);
      if (!button) continue;
      if (!yes && button === document.activeElement) this.picture.focus(); // a button that goes grey must not take the focus along
      button.disabled = !yes;
    }
    if (board.begun.length === 0) this.say(this.next());
    this.stage.draw();
  }

  private say(words: string): void {
    const told = this.tools.querySelector<HTMLElement>('[data-part="told"]');
    if (told) told.textContent = words;
  }

  private words(): HTMLInputElement {
    const found = this.tools.querySelector<HTMLInputElement>('[data-part="words"]');
    if (!found) throw new Error("clip: no place for words");
    return found;
  }
}

function place([x, y]: Point): string {
  return `${Math.round(x * 100)} % from the left, ${Math.round(y * 100)} % from the top.`;
}
