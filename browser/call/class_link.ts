// One device in a class: what it sends goes to janus once, and from there come the pictures of the others, each by itself.
// Who they are is not known there: members are random marks, and the house tells the page whose they are.
import { type Handle, Janus, Refusal, type Said } from "./janus";

/** What the house gives once to whoever is let in; see `unbrace/portal/class_room.py`. */
export interface ClassPass { room: string; member: string; token: string; room_token: string; servers: RTCIceServer[] }
export interface ClassEvents {
  /** Sound and picture of one member; called again when something is added to it. */
  picture(member: string, stream: MediaStream): void;
  gone(member: string): void;
  /** Put out, or the room was closed. */
  out(): void;
  /** The way broke; a new pass is needed. */
  lost(): void;
}

const NO_SUCH_FEED = 428;
const AGAIN_AFTER_MS = 1000;
const MOST_TRIES = 5;

export class ClassLink {
  private janus: Janus | null = null;
  private own: Handle | null = null;
  private sending: RTCPeerConnection | null = null;
  private privateId: unknown = null;
  private readonly watched = new Map<string, { handle: Handle | null; connection: RTCPeerConnection | null }>();
  private ended = false;

  constructor(
    private readonly address: string, private readonly pass: ClassPass, private readonly token: () => string,
    private readonly on: ClassEvents,
  ) {}

  /** Into the room, with one place for sound and, where the person may be seen, one for a picture. Either may be empty. */
  async enter(sound: MediaStreamTrack | null, picture: MediaStreamTrack | null, seen: boolean, bits: number): Promise<void> {
    this.janus = await Janus.open(this.address, this.token, () => this.broke());
    this.own = await this.janus.attach();
    this.own.heard = (data) => this.hear(data);
    this.own.hungUp = () => this.broke();
    const { room, member, room_token } = this.pass;
    const { data } = await this.own.say({ request: "join", ptype: "publisher", room, id: member, token: room_token });
    this.privateId = data["private_id"];
    const connection = this.connect(this.own);
    this.sending = connection;
    connection.addEventListener("connectionstatechange", () => { if (connection.connectionState === "failed") this.broke(); });
    connection.addTransceiver(sound ?? "audio", { direction: "sendonly" });
    if (seen) connection.addTransceiver(picture ?? "video", { direction: "sendonly" });
    await connection.setLocalDescription();
    const { jsep } = await this.own.say({ request: "publish", bitrate: bits }, plain(connection.localDescription));
    if (jsep) await connection.setRemoteDescription(jsep);
    this.hear(data);
  }

  /** Another camera, or none: nothing has to be agreed anew. */
  async show(picture: MediaStreamTrack | null): Promise<void> {
    const place = this.sending?.getTransceivers().find(({ receiver }) => receiver.track.kind === "video");
    await place?.sender.replaceTrack(picture);
  }

  close(): void {
    this.ended = true;
    this.sending?.close();
    for (const member of [...this.watched.keys()]) this.drop(member);
    this.janus?.close();
  }

  private hear(data: Said): void {
    if (this.ended) return;
    if (data["leaving"] === "ok" || data["videoroom"] === "destroyed") return this.end(() => this.on.out());
    for (const { id } of (data["publishers"] ?? []) as { id: string }[]) void this.watch(id);
    for (const name of ["leaving", "unpublished", "kicked"]) {
      const member = data[name];
      if (typeof member === "string" && member !== "ok" && member !== this.pass.member) this.drop(member);
    }
  }

  private async watch(member: string, tries = 0): Promise<void> {
    if (this.ended || (tries === 0 && this.watched.has(member))) return;
    const one: { handle: Handle | null; connection: RTCPeerConnection | null } = { handle: null, connection: null };
    this.watched.set(member, one);
    try {
      const handle = await (this.janus as Janus).attach();
      if (this.watched.get(member) !== one) return handle.detach();
      one.handle = handle;
      const { jsep } = await handle.say({ request: "join", ptype: "subscriber", room: this.pass.room, private_id: this.privateId, streams: [{ feed: member }] });
      if (this.watched.get(member) !== one || !jsep) return;
      const connection = this.connect(handle);
      one.connection = connection;
      const stream = new MediaStream();
      connection.addEventListener("track", ({ track }) => { stream.addTrack(track); this.on.picture(member, stream); });
      connection.addEventListener("connectionstatechange", () => { if (connection.connectionState === "failed") this.again(member); });
      await connection.setRemoteDescription(jsep);
      await connection.setLocalDescription();
      await handle.say({ request: "start" }, plain(connection.localDescription));
    } catch (problem) {
      if (this.ended || this.watched.get(member) !== one) return;
      // The list of who sends comes a moment before they can be watched.
      if (problem instanceof Refusal && problem.code !== NO_SUCH_FEED) return this.drop(member);
      if (tries < MOST_TRIES) setTimeout(() => { if (this.watched.get(member) === one) void this.watch(member, tries + 1); }, AGAIN_AFTER_MS);
      else this.drop(member);
    }
  }

  private again(member: string): void {
    this.drop(member);
    void this.watch(member);
  }

  private drop(member: string): void {
    const one = this.watched.get(member);
    if (!one) return;
    this.watched.delete(member);
    one.connection?.close();
    one.handle?.detach();
    this.on.gone(member);
  }

  private connect(handle: Handle): RTCPeerConnection {
    const connection = new RTCPeerConnection({ iceServers: this.pass.servers, bundlePolicy: "max-bundle" });
    connection.addEventListener("icecandidate", ({ candidate }) => handle.trickle(candidate));
    return connection;
  }

  private broke(): void { this.end(() => this.on.lost()); }

  private end(tell: () => void): void {
    if (this.ended) return;
    this.close();
    tell();
  }
}

function plain(description: RTCSessionDescription | null): RTCSessionDescriptionInit {
  if (!description) throw new Error("nothing to say");
  return { type: description.type, sdp: description.sdp };
}
