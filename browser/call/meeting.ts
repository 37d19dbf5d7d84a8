// Everybody who is in the call, seen from this device: one link to each device of the other person.
import { Line, type Device, type Heard, type Pass, type Peer, type Role } from "./line";
import { Link } from "./link";
import { sampleOf, Steadiness, type Way } from "./steadiness";

const LOOK_EVERY_MS = 2000;
/** Somebody whose device went away is waited for this long: a closed tab, a dead telephone, a lift. */
export const WAITS_MS = 60_000;
/** A pass is fetched anew ten minutes before its hour is over, and not more often than this where the relay refuses it. */
const PASS_HOLDS_MS = 50 * 60_000;
const RENEWED_AT_MOST_EVERY_MS = 5_000;
const THE_OTHER_OFFERS_WITHIN_MS = 400;

export interface MeetingEvents {
  /** Let in, or not yet; `others` are the devices at the door or in the room. */
  changed(): void;
  picture(peer: Peer, stream: MediaStream): void;
  gone(peer: Peer): void;
  words(text: string): void;
  way(way: Way): void;
  over(why: "ended" | "elsewhere" | "closed" | "ticket"): void;
}
export interface Guest { readonly peer: Peer; link: Link | null; state: "waiting" | "meeting" | "here" | "broken" | "away"; picture: PictureState }
/** `rests`: of the device's own accord, and soon back. */
export type PictureState = "on" | "off" | "rests" | Exclude<Way, "carries">;
type Said = { kind: "words"; text: string } | { kind: "picture"; state: PictureState };

export class Meeting {
  readonly guests = new Map<string, Guest>();
  admitted = false;
  role: Role;
  up = false;
  /** The relay did not let this device in, and no other way was found since. */
  refused = false;
  private readonly line: Line;
  private readonly fetchPass: () => Promise<Pass>;
  private passAt = 0;
  private renewedAt = 0;
  private renewing: ReturnType<typeof setTimeout> | undefined;
  private pass: Pass | null = null;
  private readonly steady = new Steadiness();
  private way: Way = "carries";
  private switchedOff = false;
  private resting = false;
  private readonly leaving = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly looking: ReturnType<typeof setInterval>;

  constructor(
    address: string, me: { id: string; device: Device; role: Role }, private stream: MediaStream,
    ask: () => Promise<Pass>, private readonly on: MeetingEvents,
  ) {
    this.role = me.role;
    this.fetchPass = async () => { this.pass = await ask(); this.passAt = Date.now(); return this.pass; };
    this.line = new Line(address, me, this.fetchPass, (said) => void this.hear(said), (up) => { this.up = up; on.changed(); });
    this.looking = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  admit(): void { this.line.tell({ kind: "admit" }); }
  endForAll(): void { this.line.tell({ kind: "end" }); }

  say(text: string): void {
    this.toAll({ kind: "words", text });
  }

  /** Another camera or microphone, in the middle of the call; `resting`: there is a camera, and its picture is not ready. */
  async use(stream: MediaStream, resting = false): Promise<void> {
    this.stream = stream;
    this.resting = resting;
    this.apply();
    for (const { link } of this.guests.values()) await link?.show(stream);
  }

  pictureOff(off: boolean): void {
    this.switchedOff = off;
    this.apply();
  }

  leave(): void {
    clearInterval(this.looking);
    clearTimeout(this.renewing);
    for (const timer of this.leaving.values()) clearTimeout(timer);
    for (const { link } of this.guests.values()) link?.close();
    this.line.close();
  }

  private async hear(said: Heard): Promise<void> {
    switch (said.kind) {
      case "welcome": this.admitted = said.admitted; break;
      case "admitted": this.admitted = true; for (const guest of this.guests.values()) this.meet(guest); break;
      case "arrived": this.arrived(said.peer); break;
      case "left": this.left(said.peer, said.for_good); break;
      case "signal": await this.signal(said.from, said.signal); return;
      case "ended": this.leave(); this.on.over("ended"); return;
      case "refused": this.leave(); this.on.over(said.why as "closed"); return;
    }
    this.on.changed();
  }

  private arrived(peer: Peer): void {
    if (peer.role === this.role) return;
    for (const old of [...this.guests.values()]) if (old.peer.device === peer.device && old.peer.id !== peer.id) this.drop(old);
    clearTimeout(this.leaving.get(peer.id));
    const guest = this.guests.get(peer.id) ?? { peer, link: null, state: "waiting", picture: "on" };
    this.guests.set(peer.id, guest);
    if (guest.link && this.role === "therapist" && (guest.link.unanswered || !guest.link.well)) guest.link.mend(this.settings());
    this.meet(guest);
  }

  /** Both sides need the link; the therapist's offers hold when two cross. */
  private meet(guest: Guest): void {
    if (!this.admitted || guest.link) return;
    const { peer } = guest;
    guest.state = "meeting";
    guest.link = new Link(peer, this.role === "patient", this.settings(), {
      send: (signal) => this.line.tell({ kind: "signal", to: peer.id, signal }),
      picture: (stream) => this.on.picture(peer, stream),
      state: (state) => { guest.state = state; if (state === "here") this.refused = false; this.on.changed(); },
      said: (text) => this.said(guest, text),
      lost: () => void this.mend(guest),
      refused: () => { this.refused = true; this.renew(); this.on.changed(); },
    });
    void guest.link.show(this.stream);
    guest.link.say(JSON.stringify({ kind: "picture", state: this.pictureState() } satisfies Said));
  }

  private settings(): RTCConfiguration {
    return { iceServers: this.pass?.servers ?? [], iceTransportPolicy: this.pass?.relay_only ? "relay" : "all" };
  }

  /** An offer down a dead line would be waited for in vain: first the line, then the way. */
  private async mend(guest: Guest): Promise<void> {
    await this.line.prove();
    const told = guest.link?.heardOf;
    // Both sides notice at once; two offers that cross cost a second way that nobody needs.
    if (this.role === "patient") await new Promise((later) => setTimeout(later, THE_OTHER_OFFERS_WITHIN_MS));
    if (guest.link?.heardOf !== told) return;
    if (this.guests.get(guest.peer.id) === guest && guest.link && !guest.link.well) guest.link.mend(this.settings());
  }

  /** The relay's credential ends after an hour. It is fetched anew before, or when the relay says so; then a way is looked for. */
  private renew(): void {
    if (this.renewing) return;
    const wait = Math.max(0, this.renewedAt + RENEWED_AT_MOST_EVERY_MS - Date.now());
    this.renewing = setTimeout(() => void this.fetchPass().catch(() => undefined).then(() => {
      [this.renewing, this.renewedAt] = [undefined, Date.now()];
      for (const { link } of this.guests.values()) link?.mend(this.settings());
    }), wait);
  }

  private async signal(from: string, signal: Parameters<Link["take"]>[0]): Promise<void> {
    const guest = this.guests.get(from);
    if (!guest) return;
    this.meet(guest);
    await guest.link?.take(signal);
  }

  private left(id: string, for_good: boolean): void {
    const guest = this.guests.get(id);
    if (!guest) return;
    if (for_good) return this.drop(guest);
    guest.state = guest.link?.connection.connectionState === "connected" ? guest.state : "away";
    this.leaving.set(id, setTimeout(() => { if (this.guests.get(id) === guest && guest.link?.connection.connectionState !== "connected") { this.drop(guest); this.on.changed(); } }, WAITS_MS));
  }

  private drop(guest: Guest): void {
    guest.link?.close();
    this.guests.delete(guest.peer.id);
    this.on.gone(guest.peer);
  }

  private said(guest: Guest, text: string): void {
    const said = JSON.parse(text) as Said;
    if (said.kind === "words") this.on.words(said.text);
    else { guest.picture = said.state; this.on.changed(); }
  }

  private toAll(said: Said): void {
    for (const { link } of this.guests.values()) link?.say(JSON.stringify(said));
  }

  private async look(): Promise<void> {
    if (this.admitted && Date.now() - this.passAt > PASS_HOLDS_MS) this.renew();
    const link = [...this.guests.values()].find((guest) => guest.state === "here")?.link;
    if (!link) return;
    const report = await link.connection.getStats();
    const way = this.steady.judge(sampleOf(report.values() as Iterable<Record<string, unknown>>));
    if (way === this.way) return;
    this.way = way;
    this.apply();
    this.on.way(way);
  }

  private pictureState(): PictureState {
    if (this.resting && !this.switchedOff) return "rests";
    if (this.switchedOff || this.stream.getVideoTracks().length === 0) return "off";
    return this.way === "carries" ? "on" : this.way;
  }

  /** A track that is switched off sends nothing but black, some bytes a second; sound is never touched here. */
  private apply(): void {
    const state = this.pictureState();
    for (const track of this.stream.getVideoTracks()) track.enabled = state === "on";
    this.toAll({ kind: "picture", state });
  }
}
