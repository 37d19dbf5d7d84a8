// Time and hands of a replay: one moment, shown by the figures, the curve, the slider and the words alike.
import type { Rep } from "./curve";
import { clockWords, repWords } from "./curve";
import type { Frames } from "./trace";

export interface View { show(ms: number): void }

const SECOND = 1000;

export class Player {
  ms = 0;
  running = false;
  speed = 1;
  private ticking = false;
  private before = 0;
  private seen = true;

  constructor(
    private readonly frames: Frames, private readonly reps: readonly Rep[], private readonly lasts: () => number,
    private readonly changed: (player: Player) => void,
    private readonly nextFrame: (act: (now: number) => void) => void = (act) => void requestAnimationFrame(act),
  ) {}

  /** Play or stand; at the end it begins again. */
  toggle(): void {
    if (!this.running && this.ms >= this.lasts() - 1) this.ms = 0;
    this.running = !this.running;
    this.changed(this);
    this.go();
  }

  pause(): void {
    this.running = false;
    this.changed(this);
  }

  seek(ms: number): void {
    this.ms = Math.max(0, Math.min(this.lasts(), ms));
    this.changed(this);
  }

  /** So many frames on or back, and stand there. */
  step(by: number): void {
    this.running = false;
    const at = this.frames.at(this.ms);
    this.seek(this.frames.since(Math.max(0, Math.min(this.frames.count - 1, at + by))));
  }

  /** To the beginning of the repetition before or after. */
  jump(by: 1 | -1): void {
    const starts = this.reps.map((rep) => rep.start_ms);
    const next = by > 0 ? starts.find((ms) => ms > this.ms + 1) : starts.reverse().find((ms) => ms < this.ms - SECOND / 2);
    this.seek(next ?? (by > 0 ? this.lasts() : 0));
  }

  /** It moves only while somebody can see it. */
  look(seen: boolean): void {
    this.seen = seen;
    this.go();
  }

  /** Keys of the slider and of the curve. Gives whether the key was one of them. */
  key(key: string, shift: boolean): boolean {
    const acts: Record<string, () => void> = {
      ArrowLeft: () => shift ? this.seek(this.ms - SECOND) : this.step(-1), ArrowRight: () => shift ? this.seek(this.ms + SECOND) : this.step(1),
      ArrowDown: () => this.seek(this.ms - SECOND), ArrowUp: () => this.seek(this.ms + SECOND),
      PageUp: () => this.jump(1), PageDown: () => this.jump(-1), Home: () => this.seek(0), End: () => this.seek(this.lasts()), " ": () => this.toggle(),
    };
    const act = acts[key];
    act?.();
    return act !== undefined;
  }

  /** "0:12 of 1:04, repetition 3, full, 82°". */
  words(): string {
    const rep = this.rep();
    return `${clockWords(this.ms)} of ${clockWords(this.lasts())}${rep ? `, ${repWords(rep).replace("R", "r")}` : ""}`;
  }

  rep(): Rep | undefined {
    return this.reps.find((rep) => this.ms >= rep.start_ms - 1 && this.ms <= rep.end_ms);
  }

  private go(): void {
    if (this.ticking || !this.running || !this.seen) return;
    this.ticking = true;
    this.before = 0;
    this.nextFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    this.ticking = false;
    if (!this.running || !this.seen) return;
    this.ms = Math.min(this.lasts(), this.ms + Math.min(100, now - (this.before || now)) * this.speed);
    if (this.ms >= this.lasts()) this.running = false;
    this.before = now;
    this.changed(this);
    if (!this.running) return;
    this.ticking = true;
    this.nextFrame((later) => this.tick(later));
  }
}
