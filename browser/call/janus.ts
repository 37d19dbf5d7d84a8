// What a device says to janus, the program that passes on the pictures of a class: its WebSocket protocol, as far as needed.
// Every request carries the house's signed token as it is now: it ends within minutes, and the page fetches the next one.

const PLUGIN = "janus.plugin.videoroom";
const KEEPS_EVERY_MS = 20_000;
const ANSWERS_WITHIN_MS = 8000;

export interface Said { [name: string]: unknown }
export interface Answer { data: Said; jsep: RTCSessionDescriptionInit | null }
interface Heard { janus: string; transaction?: string; sender?: number; data?: { id: number }; plugindata?: { data: Said }; jsep?: RTCSessionDescriptionInit; error?: { code: number } }

/** janus says no, with its own number for why. */
export class Refusal extends Error {
  constructor(readonly code: number) { super(`janus: ${code}`); }
}

export class Handle {
  heard: (data: Said) => void = () => undefined;
  hungUp: () => void = () => undefined;

  constructor(private readonly janus: Janus, readonly id: number) {}

  say(body: Said, jsep?: RTCSessionDescriptionInit): Promise<Answer> {
    return this.janus.ask({ janus: "message", handle_id: this.id, body, ...(jsep ? { jsep } : {}) });
  }

  trickle(candidate: RTCIceCandidate | null): void {
    this.janus.tell({ janus: "trickle", handle_id: this.id, candidate: candidate ? candidate.toJSON() : { completed: true } });
  }

  detach(): void {
    this.janus.forget(this.id);
    this.janus.tell({ janus: "detach", handle_id: this.id });
  }
}

export class Janus {
  private session = 0;
  private asked = 0;
  private closed = false;
  private readonly waiting = new Map<string, { done: (answer: Heard) => void; failed: (why: Error) => void; timer: ReturnType<typeof setTimeout> }>();
  private readonly handles = new Map<number, Handle>();
  private beat: ReturnType<typeof setInterval> | undefined;

  private constructor(private readonly socket: WebSocket, private readonly token: () => string, private readonly lost: () => void) {
    socket.addEventListener("message", ({ data }) => this.hear(JSON.parse(String(data)) as Heard));
    socket.addEventListener("close", () => this.end());
  }

  /** Rejects where nobody is there, or the token opens nothing. `lost` is called once, unless this side closes. */
  static async open(address: string, token: () => string, lost: () => void): Promise<Janus> {
    const socket = new WebSocket(address, "janus-protocol");
    await new Promise<void>((done, failed) => {
      socket.addEventListener("open", () => done(), { once: true });
      socket.addEventListener("error", () => failed(new Error("janus is not there")), { once: true });
    });
    const janus = new Janus(socket, token, lost);
    const created = await janus.request({ janus: "create" });
    janus.session = created.data?.id ?? 0;
    janus.beat = setInterval(() => janus.tell({ janus: "keepalive" }), KEEPS_EVERY_MS);
    return janus;
  }

  async attach(): Promise<Handle> {
    const attached = await this.request({ janus: "attach", plugin: PLUGIN });
    const handle = new Handle(this, attached.data?.id ?? 0);
    this.handles.set(handle.id, handle);
    return handle;
  }

  async ask(said: Said): Promise<Answer> {
    const { plugindata, jsep } = await this.request(said);
    const data = plugindata?.data ?? {};
    if (typeof data["error_code"] === "number") throw new Refusal(data["error_code"]);
    return { data, jsep: jsep ?? null };
  }

  tell(said: Said): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ ...said, ...this.head() }));
  }

  forget(handle: number): void { this.handles.delete(handle); }

  close(): void {
    this.closed = true;
    this.tell({ janus: "destroy" });
    this.socket.close();
  }

  private head(): Said {
    return { transaction: `${++this.asked}`, token: this.token(), ...(this.session ? { session_id: this.session } : {}) };
  }

  private request(said: Said): Promise<Heard> {
    const head = this.head();
    const key = String(head["transaction"]);
    return new Promise((done, failed) => {
      if (this.socket.readyState !== WebSocket.OPEN) return failed(new Error("the line to janus is closed"));
      const timer = setTimeout(() => { this.waiting.delete(key); failed(new Error("janus does not answer")); }, ANSWERS_WITHIN_MS);
      this.waiting.set(key, { done, failed, timer });
      this.socket.send(JSON.stringify({ ...said, ...head }));
    });
  }

  private hear(said: Heard): void {
    const waits = said.transaction ? this.waiting.get(said.transaction) : undefined;
    if (waits && said.janus !== "ack") {
      clearTimeout(waits.timer);
      this.waiting.delete(said.transaction ?? "");
      if (said.janus === "error") waits.failed(new Refusal(said.error?.code ?? 0));
      else waits.done(said);
      return;
    }
    const handle = said.sender === undefined ? undefined : this.handles.get(said.sender);
    if (said.janus === "hangup") handle?.hungUp();
    else if (said.plugindata) handle?.heard(said.plugindata.data);
    else if (said.janus === "timeout") this.socket.close();
  }

  private end(): void {
    clearInterval(this.beat);
    for (const { failed, timer } of this.waiting.values()) { clearTimeout(timer); failed(new Error("the line to janus is closed")); }
    this.waiting.clear();
    if (!this.closed) this.lost();
    this.closed = true;
  }
}
