// Stop 4, coach: turns what the engine says into one cue at a time. It decides nothing about movement;
// it only rations words. People learn better with few cues and an undisturbed first set, so: none in the first
// set, two a set after that, never the same twice, and silence whenever the engine is less than 0.7 sure.
import type { MotionEvent } from "./motion_events";
import { LOST, SAID } from "./words";

export const CUES_A_SET = 2;
export const SURE_ENOUGH = 0.7;

export interface Channels {
  /** Speak; a `soft` line never interrupts one that is being spoken. */
  say(text: string, soft?: boolean): void;
  show(text: string): void;
  tone(kind: Tone): void;
  buzz(milliseconds: number): void;
}

export type Tone = "rep" | "partial" | "go" | "done" | "lost" | "tick";

export class Coach {
  private spoken = new Set<string>();
  private toldToStay = false;

  constructor(
    private readonly channels: Channels,
    private readonly cues: Record<string, string>,
    private readonly setNumber: number,
    /** Repetitions that are each held: letting go early is then said once a set, not every time. */
    private readonly countsReps = true,
  ) {}

  hear(event: MotionEvent): void {
    switch (event.event) {
      case "ready": return this.tell(SAID.go, "go", 60);
      case "rep_completed": return event.kind === "full" ? this.count(event.number) : this.smaller();
      case "fault_seen": return this.cue(event.fault, event.confidence);
      case "hold_started": return this.channels.tone("go");
      case "hold_tick": return this.countSeconds(event.held_s);
      case "hold_broken": return this.countsReps ? this.letGoEarly() : this.tell(SAID.holdBroken, "partial", 0);
      case "hold_completed": return this.countsReps ? this.channels.tone("done") : this.tell(SAID.holdDone, "done", 80);
      case "target_reached": return this.tell(SAID.setDone, "done", 120);
      case "lost_sight": return this.lost(event.reason);
      case "sight_regained": return this.channels.tone("go");
    }
  }

  private tell(text: string, tone: Tone, buzz: number): void {
    this.channels.tone(tone);
    if (buzz) this.channels.buzz(buzz);
    this.channels.show(text);
    this.channels.say(text);
  }

  private count(number: number): void {
    this.channels.tone("rep");
    this.channels.buzz(40);
    this.channels.say(String(number), true);
  }

  private smaller(): void {
    this.channels.tone("partial");
    this.channels.show(SAID.smaller);
  }

  private countSeconds(held_s: number): void {
    this.channels.tone("tick");
    const whole = Math.round(held_s);
    if (whole % 5 === 0) this.channels.say(String(whole), true);
  }

  private letGoEarly(): void {
    if (this.toldToStay) return;
    this.toldToStay = true;
    this.channels.show(SAID.holdLonger);
  }

  private lost(reason: keyof typeof LOST): void {
    this.channels.tone("lost");
    this.channels.say(LOST[reason].said);
  }

  private cue(fault: string, confidence: number): void {
    const text = this.cues[fault];
    const quiet = this.setNumber === 1 || confidence < SURE_ENOUGH || this.spoken.size >= CUES_A_SET;
    if (!text || quiet || this.spoken.has(fault)) return;
    this.spoken.add(fault);
    this.channels.show(text);
    this.channels.say(text);
  }
}
