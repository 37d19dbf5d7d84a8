// One device of the other person: picture, sound and the data beside them, over a connection that mends itself.
// The therapist's side begins; the person's answers with whatever they have, be it nothing at all. Later offers may cross:
// the polite side takes its own back (the pattern of the WebRTC specification, "perfect negotiation").
import type { Peer, Signal } from "./line";

/** A short gap mends itself; after this a new way is looked for (ICE restart). */
const LOOK_FOR_A_WAY_AFTER_MS = 2000;
/** The browser notices after six seconds that nothing arrives any more; sound comes fifty times a second, so we know sooner. */
const LISTEN_EVERY_MS = 500;
const SILENT_AFTER = 2; // times listened in a row
const STEADY = 10; // packets between two of them; sound alone has 25
const NOT_LET_IN = 401; // TURN (RFC 8656): the credential has run out

export interface LinkEvents {
  send(signal: Signal): void;
  picture(stream: MediaStream): void;
  state(state: "meeting" | "here" | "broken"): void;
  said(text: string): void;
  /** No way any more, or none yet: to be mended as soon as somebody can be asked. */
  lost(): void;
  /** The relay does not know this device (any more). */
  refused(): void;
}

export class Link {
  readonly connection: RTCPeerConnection;
  private readonly talk: RTCDataChannel;
  /** What a measuring says (call/measuring): beside the picture, in order and whole. */
  readonly measuring: RTCDataChannel;
  private offering = false;
  private ignoring = false;
  private agreed = false;
  private stream = new MediaStream();
  private readonly theirs = new MediaStream();
  private held: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** How many descriptions of the other side were taken. */
  heardOf = 0;
  private readonly listening = setInterval(() => void this.listen(), LISTEN_EVERY_MS);
  private arrivedSoFar = 0;
  private steady = false;
  private silentFor = 0;

  constructor(readonly peer: Peer, private readonly polite: boolean, settings: RTCConfiguration, private readonly on: LinkEvents) {
    this.connection = new RTCPeerConnection(settings);
    // Both sides know the channel by its number: nobody has to open it, and it is not there twice.
    this.talk = this.connection.createDataChannel("talk", { negotiated: true, id: 0 });
    this.measuring = this.connection.createDataChannel("measuring", { negotiated: true, id: 1 });
    this.talk.addEventListener("open", () => { for (const text of this.held.splice(0)) this.talk.send(text); });
    this.talk.addEventListener("message", ({ data }) => on.said(String(data)));
    this.connection.addEventListener("track", ({ track }) => { this.theirs.addTrack(track); on.picture(this.theirs); });
    this.connection.addEventListener("icecandidate", ({ candidate }) => on.send({ candidate: candidate?.toJSON() ?? null }));
    this.connection.addEventListener("negotiationneeded", () => { if (this.agreed || !polite) void this.offer(); });
    this.connection.addEventListener("connectionstatechange", () => this.changed());
    this.connection.addEventListener("icecandidateerror", ({ errorCode }) => { if (errorCode === NOT_LET_IN) on.refused(); });
    if (!polite) for (const kind of ["audio", "video"]) this.connection.addTransceiver(kind, { direction: "sendrecv" });
  }

  /** One place for sound and one for the picture, also while there is none: a camera can come and go, and nothing has to be
   * agreed anew. */
  async show(stream: MediaStream): Promise<void> {
    this.stream = stream;
    for (const place of this.connection.getTransceivers()) {
      place.direction = "sendrecv";
      await place.sender.replaceTrack(stream.getTracks().find(({ kind }) => kind === place.receiver.track.kind) ?? null);
    }
  }

  async take(signal: Signal): Promise<void> {
    if ("description" in signal) return this.describe(signal.description);
    const of_an_ignored_offer = this.ignoring; // asked now: by the time it is refused the answer may have come
    const of_a_lost_one = !this.connection.remoteDescription?.sdp.includes(`a=ice-ufrag:${signal.candidate?.usernameFragment ?? ""}`);
    await this.connection.addIceCandidate(signal.candidate ?? undefined).catch((problem: unknown) => { if (!of_an_ignored_offer && !of_a_lost_one) throw problem; });
  }

  /** For words that must arrive: kept until the channel is open, and again over a broken connection by the browser itself. */
  say(text: string): void {
    if (this.talk.readyState === "open") this.talk.send(text);
    else this.held.push(text);
  }

  /** Both hear each other, as far as this side can tell. */
  get well(): boolean { return this.connection.connectionState === "connected" && this.silentFor < SILENT_AFTER; }
  /** An offer of ours is on its way, or was lost on a line that broke. */
  get unanswered(): boolean { return this.connection.signalingState === "have-local-offer"; }

  /** Looks for another way, with the relay's credential as it is now. */
  mend(settings: RTCConfiguration): void {
    this.connection.setConfiguration(settings);
    this.connection.restartIce();
    if (this.unanswered) void this.offer(); // the browser would wait for an answer to the lost one
  }

  close(): void {
    clearTimeout(this.timer);
    clearInterval(this.listening);
    this.connection.close();
  }

  private async offer(): Promise<void> {
    try {
      this.offering = true;
      await this.connection.setLocalDescription();
      this.tellDescription();
    } finally {
      this.offering = false;
    }
  }

  private async describe(description: RTCSessionDescriptionInit): Promise<void> {
    const crossed = description.type === "offer" && (this.offering || this.connection.signalingState !== "stable");
    this.ignoring = !this.polite && crossed;
    if (this.ignoring) return;
    this.heardOf += 1;
    await this.connection.setRemoteDescription(description);
    this.agreed = true;
    if (description.type !== "offer") return;
    await this.show(this.stream);
    await this.connection.setLocalDescription();
    this.tellDescription();
  }

  private tellDescription(): void {
    const description = this.connection.localDescription;
    if (description) this.on.send({ description: description.toJSON() as RTCSessionDescriptionInit });
  }

  private changed(): void {
    clearTimeout(this.timer);
    const state = this.connection.connectionState;
    if (state === "connected") this.on.state("here");
    else if (state === "failed") { this.on.state("broken"); this.on.lost(); this.timer = setTimeout(() => this.changed(), LOOK_FOR_A_WAY_AFTER_MS); }
    else if (state === "disconnected") {
      this.on.state("broken");
      this.timer = setTimeout(() => { this.on.lost(); this.timer = setTimeout(() => this.changed(), LOOK_FOR_A_WAY_AFTER_MS); }, LOOK_FOR_A_WAY_AFTER_MS);
    } else this.on.state("meeting");
  }

  /** Silence after a steady flow is a break. Where nothing ever flowed (no camera, no microphone) only the browser can tell. */
  private async listen(): Promise<void> {
    const [receiver] = this.connection.getReceivers();
    if (this.connection.connectionState !== "connected" || !receiver) return;
    let arrived = this.arrivedSoFar;
    for (const entry of (await receiver.getStats()).values() as Iterable<Record<string, unknown>>) if (entry["type"] === "transport") arrived = Number(entry["packetsReceived"]);
    const came = arrived - this.arrivedSoFar;
    this.arrivedSoFar = arrived;
    if (came > 0) [this.steady, this.silentFor] = [came >= STEADY, 0];
    else if (this.steady && ++this.silentFor === SILENT_AFTER) this.on.lost();
  }
}
