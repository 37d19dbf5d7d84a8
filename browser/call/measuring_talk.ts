// The channel of a measuring: short words as JSON, moments as bytes. What the other side sends is read with care: it is
// another person's browser, and whatever it says changes nothing but what is shown.
import type { Scored } from "../motion_events";
import type { Score } from "../plan";
import { decode, type Moment } from "./measuring_frame";

export type Why =
  | "apart" | "safety" | "over" | "not_asked" | "no_camera" | "held_back" | "pain" | "busy" | "declined" | "no_network" | "camera" ;

/** From the therapist's page. `run` names one measuring, so that a late answer is not taken for another's. */
export type Order = { kind: "start"; run: string; test: string } | { kind: "finish" | "stop"; run: string };

export type State =
  | "asking" | "starting" | "measuring" | "paused" | "asking_after" | "kept" | "sent" | "refused" | "stopped";

/** From the person's device. */
export interface Told {
  kind: "state"; run: string; test: string; state: State; why?: Why; scores?: Scored[]; pain_before?: Score | null; pain_after?: Score | null;
  ended?: string;
}

const STATES = new Set<string>(["asking", "starting", "measuring", "paused", "asking_after", "kept", "sent", "refused", "stopped"]);
const ORDERS = new Set<string>(["start", "finish", "stop"]);
const LONGEST = 20_000;

export class Talk<Mine extends object> {
  constructor(
    readonly channel: RTCDataChannel,
    private readonly on: { opened(): void; closed(): void; said(said: unknown): void; moment?(moment: Moment): void },
  ) {
    channel.binaryType = "arraybuffer";
    channel.onopen = () => on.opened();
    channel.onclose = () => on.closed();
    channel.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.take(data);
    if (this.open) on.opened();
  }

  get open(): boolean { return this.channel.readyState === "open"; }

  say(words: Mine): void {
    if (this.open) this.channel.send(JSON.stringify(words));
  }

  send(bytes: ArrayBuffer): void {
    if (this.open) this.channel.send(bytes);
  }

  /** Another channel took its place. */
  drop(): void {
    Object.assign(this.channel, { onopen: null, onclose: null, onmessage: null });
  }

  private take(data: string | ArrayBuffer): void {
    if (typeof data !== "string") {
      const moment = decode(data);
      if (moment) this.on.moment?.(moment);
    } else if (data.length <= LONGEST) this.on.said(parsed(data));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fields(said: unknown): Record<string, unknown> | null {
  return typeof said === "object" && said !== null ? said as Record<string, unknown> : null;
}

const isWord = (value: unknown): value is string => typeof value === "string" && value.length <= 80;

export function asOrder(said: unknown): Order | null {
  const told = fields(said);
  if (!told || !isWord(told["kind"]) || !ORDERS.has(told["kind"]) || !isWord(told["run"])) return null;
  if (told["kind"] === "start" && !(isWord(told["test"]) && /^[-a-zA-Z0-9_]+$/.test(told["test"]))) return null;
  return told as Order;
}

export function asTold(said: unknown): Told | null {
  const told = fields(said);
  if (!told || told["kind"] !== "state" || !isWord(told["run"]) || !isWord(told["test"]) || !isWord(told["state"])) return null;
  if (!STATES.has(told["state"])) return null;
  const scores = Array.isArray(told["scores"]) ? told["scores"].filter(isScored) : undefined;
  return { ...(told as unknown as Told), ...(scores ? { scores } : {}) };
}

function isScored(one: unknown): one is Scored {
  const score = fields(one);
  const number = (value: unknown): boolean => value === null || (typeof value === "number" && Number.isFinite(value));
  return score !== null && isWord(score["name"]) && isWord(score["unit"]) && ["both", "left", "right"].includes(String(score["side"]))
    && number(score["value"]) && number(score["error_band"]);
}
