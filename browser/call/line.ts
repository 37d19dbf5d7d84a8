// The line on which two devices agree how to reach each other: one WebSocket to the house, opened anew whenever it breaks.
// It carries addresses and keys, never picture, sound or words: those go from device to device.

export type Role = "patient" | "therapist";
export type Device = "main" | "camera";
export interface Peer { readonly id: string; readonly role: Role; readonly device: Device }

export type Signal = { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit | null };
export type Heard =
  | { kind: "welcome"; role: Role; admitted: boolean }
  | { kind: "arrived"; peer: Peer }
  | { kind: "left"; peer: string; for_good: boolean }
  | { kind: "admitted" }
  | { kind: "ended" }
  | { kind: "still" }
  | { kind: "signal"; from: string; signal: Signal }
  | { kind: "refused"; why: string };
export type Told = { kind: "admit" } | { kind: "end" } | { kind: "bye" } | { kind: "signal"; to: string; signal: Signal };

/** What the house gives once to whoever may be in this visit: a ticket of one minute, and the way to the relay. */
export interface Pass { ticket: string; servers: RTCIceServer[]; relay_only: boolean }

const AGAIN_AFTER_MS = [250, 500, 1000, 2000, 4000];
const QUIET_FOR_MS = 20_000;
/** A line over an address that is gone looks open for minutes. Asked in a call that broke, it answers this soon or is dead. */
const ANSWERS_WITHIN_MS = 1000;
/** ... and this soon when nothing is wrong otherwise; as long an opening may take on a slow network. */
const PATIENCE_MS = 5000;

export class Line {
  private socket: WebSocket | null = null;
  private tries = 0;
  private closed = false;
  private waiting: Told[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;
  private proof: { carries: Promise<void>; done: () => void; timer: ReturnType<typeof setTimeout> } | null = null;

  /** `me` names this tab: the house and the others know it again by it when the line was broken. */
  constructor(
    private readonly address: string,
    private readonly me: { id: string; device: Device },
    private readonly ask: () => Promise<Pass>,
    private readonly heard: (said: Heard) => void,
    private readonly state: (up: boolean) => void,
  ) {
    addEventListener("online", this.soon);
    void this.open();
  }

  tell(said: Told): void {
    if (this.socket?.readyState === WebSocket.OPEN && this.tries === 0) this.socket.send(JSON.stringify(said));
    else if (said.kind !== "signal") this.waiting.push(said); // a signal is made anew when the line is back
  }

  /** Resolves once the line is known to carry: it answered, or was opened anew because it did not. */
  prove(within = ANSWERS_WITHIN_MS): Promise<void> {
    if (this.proof) return this.proof.carries;
    let done = (): void => undefined;
    const carries = new Promise<void>((resolve) => { done = resolve; });
    this.proof = { carries, done, timer: setTimeout(() => void this.open(), within) };
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send('{"kind":"still"}');
    return carries;
  }

  private proven(): void {
    clearTimeout(this.proof?.timer);
    this.proof?.done();
    this.proof = null;
  }

  /** A line that is open but not known to carry yet says good-bye as well: nobody should wait for who has gone. */
  close(): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send('{"kind":"bye"}');
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.proof?.timer);
    clearInterval(this.beat);
    removeEventListener("online", this.soon);
    this.socket?.close();
  }

  private soon = (): void => {
    clearTimeout(this.timer);
    if (this.socket?.readyState === WebSocket.OPEN) void this.prove();
    else void this.open();
  };

  private async open(): Promise<void> {
    if (this.closed) return;
    this.tries += 1;
    const attempt = ++this.attempt; // of two that overlap the later one counts
    clearTimeout(this.timer);
    let pass: Pass;
    try {
      pass = await this.ask();
    } catch {
      return attempt === this.attempt ? this.again() : undefined;
    }
    if (attempt !== this.attempt || this.closed) return;
    const socket = new WebSocket(this.address);
    this.socket?.close();
    this.socket = socket;
    this.timer = setTimeout(() => { if (socket === this.socket && this.tries > 0) void this.open(); }, PATIENCE_MS);
    socket.addEventListener("open", () => socket.send(JSON.stringify({ kind: "join", ticket: pass.ticket, ...this.me })));
    socket.addEventListener("message", ({ data }) => { if (socket === this.socket) this.take(JSON.parse(String(data)) as Heard); });
    socket.addEventListener("close", () => { if (socket === this.socket) this.again(); });
  }

  private take(said: Heard): void {
    if (said.kind === "welcome" || said.kind === "still") this.proven();
    if (said.kind === "still") return;
    if (said.kind === "welcome") {
      this.tries = 0;
      clearTimeout(this.timer);
      this.state(true);
      clearInterval(this.beat);
      this.beat = setInterval(() => void this.prove(PATIENCE_MS), QUIET_FOR_MS);
      for (const held of this.waiting.splice(0)) this.tell(held);
    }
    if (said.kind === "refused" || said.kind === "ended") this.closed = true;
    this.heard(said);
  }

  private again(): void {
    clearInterval(this.beat);
    if (this.closed) return;
    this.state(false);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), AGAIN_AFTER_MS[Math.min(this.tries, AGAIN_AFTER_MS.length) - 1] ?? 4000);
  }
}
