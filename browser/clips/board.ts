// A drawing while it is made: what is there, what was taken back, and the shape that is begun.
import { type Kind, NEEDS, type Point, type Shape } from "./shapes";

export const MOST_SHAPES = 24;
export type Put = "begun" | "done" | "no-words" | "full" | "no-tool";

export class Board {
  tool: Kind | null = null;
  colour = "yellow";
  words = "";
  shapes: Shape[] = [];
  begun: Point[] = [];
  private past: Shape[][] = [];
  private future: Shape[][] = [];

  get canUndo(): boolean { return this.begun.length > 0 || this.past.length > 0; }
  get canRedo(): boolean { return this.future.length > 0; }

  choose(tool: Kind | null): void {
    this.tool = tool;
    this.begun = [];
  }

  put(point: Point): Put {
    if (!this.tool) return "no-tool";
    if (this.shapes.length >= MOST_SHAPES) return "full";
    if (this.tool === "text" && !this.words.trim()) return "no-words";
    this.begun = [...this.begun, [share(point[0]), share(point[1])]];
    if (this.begun.length < NEEDS[this.tool]) return "begun";
    const words = this.tool === "text" ? { words: this.words.trim() } : {};
    this.become([...this.shapes, { kind: this.tool, colour: this.colour, points: this.begun, ...words }]);
    return "done";
  }

  letGo(): boolean {
    const was = this.begun.length > 0;
    this.begun = [];
    return was;
  }

  /** A begun shape goes first. */
  undo(): boolean {
    if (this.letGo()) return true;
    const before = this.past.pop();
    if (!before) return false;
    this.future.push(this.shapes);
    this.shapes = before;
    return true;
  }

  redo(): boolean {
    const after = this.future.pop();
    if (!after) return false;
    this.past.push(this.shapes);
    this.shapes = after;
    return true;
  }

  /** Can be undone like everything else. */
  clear(): void {
    this.begun = [];
    if (this.shapes.length > 0) this.become([]);
  }

  /** Another drawing altogether: one that was kept, or none. */
  open(shapes: Shape[]): void {
    [this.shapes, this.past, this.future, this.begun] = [shapes, [], [], []];
  }

  private become(shapes: Shape[]): void {
    this.past.push(this.shapes);
    [this.shapes, this.future, this.begun] = [shapes, [], []];
  }
}

function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
}
