// The page of a call: look at oneself first, wait to be let in, be together, part. What each side may do is in call/meeting.
import { gettext } from "./gettext";
import { otherFacing, rememberedFacing, type Trouble } from "./camera";
import { Blur, type BlurState, rememberBlur, wantsBlur } from "./call/blur";
import { close, listed, listen, type Missing, open, ring, type Wanted } from "./call/devices";
import type { Device, Pass, Peer, Role } from "./call/line";
import { type Measuring, measuringFor } from "./call/measuring";
import { type Guest, Meeting, type PictureState } from "./call/meeting";
import type { Way } from "./call/steadiness";
import { newKey } from "./new_key";
import { csrfFromCookie } from "./outbox";

const MISSING: Record<Missing, Record<Trouble, string>> = {
  camera: {
    unsupported: gettext("This browser gives pages no camera. You can still talk, or try another browser."),
    unready: gettext("The camera is not ready yet. Please try once more."),
    denied: gettext("The camera is switched off for this page. Allow it in the settings of your browser and look again, or come in with your voice alone."),
    none: gettext("No camera was found. You can come in with your voice alone."),
    busy: gettext("Another app is using the camera. Close it and look again."),
    lost: gettext("The camera stopped. Please look again."),
    failed: gettext("The camera did not start. You can come in with your voice alone."),
  },
  microphone: {
    unsupported: gettext("This browser gives pages no microphone. You can write instead, or try another browser."),
    unready: gettext("The microphone is not ready yet. Please try once more."),
    denied: gettext("The microphone is switched off for this page. Allow it in the settings of your browser and look again, or write instead."),
    none: gettext("No microphone was found. You can write instead."),
    busy: gettext("Another app is using the microphone. Close it and look again."),
    lost: gettext("The microphone stopped. Please look again."),
    failed: gettext("The microphone did not start. You can write instead."),
  },
};
const AWAY: Record<Exclude<PictureState, "on">, string> = {
  off: gettext("The camera is switched off."),
  rests: gettext("The picture rests for a moment."),
  "too-lossy": gettext("The connection is unsteady: sound only, until it holds again."),
  "too-narrow": gettext("The connection is slow: sound only, until it has room again."),
};
const BLUR: Record<Exclude<BlurState, "off" | "on">, string> = {
  starting: gettext("Your picture rests until the background is blurred."),
  cannot: gettext("The background cannot be blurred on this device. Your picture rests, so that nobody sees your room."),
  slow: gettext("This device is too slow to blur the background. Your picture rests, so that nobody sees your room."),
  stopped: gettext("The background could not be blurred any longer. Your picture rests, so that nobody sees your room."),
};
const OVER: Record<string, string> = {
  left: gettext("You have left. You can come back until the visit closes."),
  ended: gettext("The visit has ended."),
  elsewhere: gettext("You opened this visit in another place. It goes on there."),
  closed: gettext("This visit is not open now. It opens a quarter of an hour before its time and closes an hour after it."),
  ticket: gettext("You cannot be in this visit any more. It may have been moved or cancelled."),
};

/** A question over an address that is gone is never answered; it is asked again. */
const ANSWERS_WITHIN_MS = 5000;

class CallPage {
  private readonly role: Role;
  private readonly device: Device;
  private readonly wanted: Wanted;
  private stream = new MediaStream();
  private looked: Promise<void> = Promise.resolve();
  private meeting: Meeting | null = null;
  private stopListening: () => void = () => undefined;
  private leftAt = 0;
  private readonly measuring: Measuring | null;
  private readonly blur = new Blur(() => this.send());

  constructor(private readonly page: HTMLElement) {
    this.role = page.dataset["role"] as Role;
    this.device = page.dataset["device"] as Device;
    this.wanted = { camera: true, microphone: this.device === "main", facing: this.device === "camera" ? "environment" : rememberedFacing(), cameraId: "", microphoneId: "" };
    this.on("look", () => this.lookAgain());
    this.on("ring", ring);
    this.on("come", () => void this.looked.then(() => this.come())); // whoever is quicker than their camera
    this.on("again", () => { this.show("check"); this.lookAgain(); });
    this.on("admit", () => this.meeting?.admit());
    this.on("mute", () => this.mute());
    this.on("picture", () => this.pictureOff());
    this.on("turn", () => void this.turn());
    this.on("blur", () => this.blurred(!wantsBlur()));
    this.on("blur-off", () => this.blurred(false));
    this.on("blur-again", () => this.blurred(true));
    this.on("float", () => void this.float());
    this.on("leave", () => { this.meeting?.leave(); this.over("left"); });
    this.on("end", () => this.meeting?.endForAll());
    for (const kind of ["camera", "microphone"] as const) this.choice(kind).addEventListener("change", () => { this.wanted[`${kind}Id`] = this.choice(kind).value; this.lookAgain(); });
    this.slot<HTMLFormElement>("write").addEventListener("submit", (event) => { event.preventDefault(); this.write(); });
    addEventListener("pagehide", () => { this.meeting?.leave(); this.blur.end(); close(this.stream); });
    if (!document.pictureInPictureEnabled) this.button("float").hidden = true;
    this.measuring = measuringFor(page, {
      track: () => this.stream.getVideoTracks()[0] ?? null,
      facing: () => this.wanted.facing,
      rest: (off) => { if ((this.button("picture").getAttribute("aria-pressed") === "true") !== off) this.pictureOff(); },
    });
    page.hidden = false;
    this.lookAgain();
  }

  // -- before ------------------------------------------------------------------------------------------------------------

  private lookAgain(): void {
    this.looked = this.looked.then(() => this.look());
  }

  private async look(): Promise<void> {
    this.blur.end();
    close(this.stream);
    this.stopListening();
    const { stream, missing } = await open(this.wanted);
    this.stream = stream;
    for (const which of ["camera", "microphone"] as const) {
      const why = missing.get(which);
      const line = this.slot(`missing-${which}`);
      line.textContent = why ? MISSING[which][why] : "";
      line.hidden = !why;
    }
    this.startBlur();
    const level = this.slot<HTMLMeterElement>("level");
    this.stopListening = listen(stream, (loud) => { level.value = loud; });
    await this.fill("camera", "videoinput", this.wanted.cameraId);
    await this.fill("microphone", "audioinput", this.wanted.microphoneId);
  }

  private async fill(kind: "camera" | "microphone", type: MediaDeviceKind, chosen: string): Promise<void> {
    const found = await listed(type);
    const choice = this.choice(kind);
    choice.replaceChildren(...found.map((device, index) => new Option(device.label || `${index + 1}`, device.deviceId, false, device.deviceId === chosen)));
    (choice.closest(".field") as HTMLElement).hidden = found.length < 2;
  }

  // -- in it -------------------------------------------------------------------------------------------------------------

  private come(): void {
    this.stopListening();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const me = { id: this.mark(), device: this.device, role: this.role };
    this.leftAt = 0;
    this.meeting = new Meeting(`${scheme}://${location.host}/line/`, me, this.sent(), () => this.ask(), {
      changed: () => this.draw(),
      picture: (peer, stream) => this.picture(peer, stream),
      gone: (peer) => this.frame(peer)?.remove(),
      words: (text) => this.words(text, false),
      way: (way) => this.way(way),
      over: (why) => this.over(why),
    });
    this.send();
    this.draw();
  }

  // -- what leaves this device ---------------------------------------------------------------------------------------------

  /** The microphone, and the camera as it is, with a soft room, or, while that is not to be had, no picture at all. */
  private sent(): MediaStream {
    if (this.blur.state === "off") return this.stream;
    return new MediaStream([...this.stream.getAudioTracks(), ...(this.blur.track ? [this.blur.track] : [])]);
  }

  /** The same picture goes to the other side and stands in the mirror. */
  private send(): void {
    const sent = this.sent();
    const { state } = this.blur;
    const resting = state !== "off" && state !== "on";
    for (const name of ["self", "own"]) this.slot<HTMLVideoElement>(name).srcObject = new MediaStream(sent.getVideoTracks());
    this.slot("no-self").hidden = sent.getVideoTracks().length > 0;
    void this.meeting?.use(sent, resting);
    for (const button of this.page.querySelectorAll('button[value="blur"]')) button.setAttribute("aria-pressed", String(wantsBlur()));
    this.slot("blur").hidden = !resting;
    this.slot("blur-choice").hidden = state === "starting";
    this.slot("blur-state").textContent = resting ? BLUR[state] : "";
  }

  private blurred(on: boolean): void {
    rememberBlur(on);
    this.startBlur();
  }

  /** A second camera is there to show the room. */
  private startBlur(): void {
    const [camera] = this.stream.getVideoTracks();
    if (camera && this.device === "main" && wantsBlur()) this.blur.begin(camera);
    else this.blur.end();
    this.send();
  }

  /** This tab's name on the line: the same after a reload, another in another tab. */
  private mark(): string {
    const key = `unbrace-call-${this.device}`;
    const mark = sessionStorage.getItem(key) ?? newKey();
    sessionStorage.setItem(key, mark);
    return mark;
  }

  private async ask(): Promise<Pass> {
    const answer = await fetch(this.page.dataset["pass"] ?? "", { method: "POST", headers: { "X-CSRFToken": csrfFromCookie() }, credentials: "same-origin", signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    if (answer.status === 404) { this.meeting?.leave(); this.over("ticket"); }
    if (!answer.ok) throw new Error(`pass: ${answer.status}`);
    return await answer.json() as Pass;
  }

  private draw(): void {
    const meeting = this.meeting;
    if (!meeting || this.leftAt) return;
    const guests = [...meeting.guests.values()];
    const together = meeting.admitted || this.role === "therapist";
    this.show(together ? "together" : "waiting");
    const knocking = this.role === "therapist" && !meeting.admitted && guests.some((guest) => guest.peer.device === "main");
    this.slot("knock").hidden = !knocking;
    this.slot("door-state").textContent = meeting.up ? "" : gettext("Looking for the way to the clinic …");
    this.say(this.stateWords(meeting, guests));
    for (const guest of guests) this.drawGuest(guest);
    this.measuring?.meet(guests.find(({ peer }) => peer.device === "main")?.link?.measuring ?? null);
  }

  private stateWords(meeting: Meeting, guests: Guest[]): string {
    const other = this.page.dataset["other"] ?? "";
    const main = guests.find((guest) => guest.peer.device === "main");
    if (!meeting.admitted) return main || this.role === "patient" ? "" : gettext("{name} has not come yet. You will see it here.", { name: other });
    if (!main) return gettext("{name} is not here at the moment.", { name: other });
    if (main.state !== "here" && meeting.refused) return gettext("The way through the clinic's relay has run out. A new one is being fetched.");
    if (main.state === "here") return meeting.up ? "" : gettext("The clinic cannot be reached; the call goes on.");
    return main.state === "broken" || main.state === "away" ? gettext("The connection to {name} broke. It is being mended.", { name: other }) : gettext("Meeting {name} …", { name: other });
  }

  private drawGuest({ peer, picture, state }: Guest): void {
    const frame = this.frame(peer);
    if (!frame) return;
    const away = frame.querySelector<HTMLElement>(".call-away") as HTMLElement;
    away.hidden = picture === "on" && state === "here";
    away.textContent = state !== "here" ? gettext("The picture is being fetched again.") : picture === "on" ? "" : AWAY[picture];
    frame.dataset["state"] = state;
  }

  private frame(peer: Peer): HTMLElement | null {
    return this.page.querySelector(`[data-peer="${CSS.escape(peer.id)}"]`);
  }

  private picture(peer: Peer, stream: MediaStream): void {
    let frame = this.frame(peer);
    if (!frame) {
      frame = (document.getElementById("call-frame") as HTMLTemplateElement).content.firstElementChild?.cloneNode(true) as HTMLElement;
      frame.dataset["peer"] = peer.id;
      frame.dataset["device"] = peer.device;
      const name = peer.device === "camera" ? gettext("{name}, second camera", { name: this.page.dataset["other"] ?? "" }) : this.page.dataset["other"] ?? "";
      (frame.querySelector("figcaption") as HTMLElement).textContent = name;
      frame.querySelector("video")?.setAttribute("aria-label", name);
      this.slot("others").append(frame);
    }
    const video = frame.querySelector("video") as HTMLVideoElement;
    if (video.srcObject !== stream) video.srcObject = stream;
    void video.play().catch(() => undefined);
    this.draw();
  }

  private mute(): void {
    const tracks = this.stream.getAudioTracks();
    for (const track of tracks) track.enabled = !track.enabled;
    this.pressed("mute", tracks.some((track) => !track.enabled));
  }

  private pictureOff(): void {
    const off = this.button("picture").getAttribute("aria-pressed") !== "true";
    this.meeting?.pictureOff(off);
    this.pressed("picture", off);
  }

  private async turn(): Promise<void> {
    const cameras = await listed("videoinput");
    const now = this.stream.getVideoTracks()[0]?.getSettings().deviceId ?? "";
    const next = cameras[(cameras.findIndex(({ deviceId }) => deviceId === now) + 1) % Math.max(cameras.length, 1)];
    if (cameras.length > 1 && next) this.wanted.cameraId = next.deviceId;
    else this.wanted.facing = otherFacing();
    const { stream } = await open({ ...this.wanted, microphone: false });
    if (stream.getVideoTracks().length === 0) return;
    for (const track of this.stream.getVideoTracks()) { track.stop(); this.stream.removeTrack(track); }
    for (const track of stream.getTracks()) this.stream.addTrack(track);
    this.startBlur();
  }

  /** The other's picture in a small window of its own, above whatever else is open. */
  private async float(): Promise<void> {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await this.page.querySelector<HTMLVideoElement>(".call-frame video")?.requestPictureInPicture().catch(() => undefined);
  }

  private write(): void {
    const field = this.slot<HTMLFormElement>("write").elements.namedItem("words") as HTMLInputElement;
    const text = field.value.trim().slice(0, 1000);
    if (!text || !this.meeting) return;
    this.meeting.say(text);
    this.words(text, true);
    field.value = "";
  }

  private words(text: string, own: boolean): void {
    const item = document.createElement("li");
    const who = document.createElement("b");
    who.textContent = own ? gettext("You") : this.page.dataset["other"] ?? "";
    item.append(who, " ", text);
    this.slot("talk").append(item);
    item.scrollIntoView({ block: "nearest" });
  }

  private way(way: Way): void {
    const line = this.slot("way");
    line.hidden = way === "carries";
    line.textContent = way === "carries" ? "" : way === "too-lossy"
      ? gettext("Your connection is unsteady: your picture rests so that your voice gets through.") : gettext("Your connection is slow: your picture rests so that your voice gets through.");
  }

  private over(why: string): void {
    this.leftAt = Date.now();
    this.meeting = null;
    this.measuring?.leave();
    this.blur.end();
    this.send();
    close(this.stream);
    this.slot("others").replaceChildren();
    this.slot("over-why").textContent = OVER[why] ?? OVER["closed"] ?? "";
    this.button("again").hidden = why === "ticket";
    this.show("over");
    const after = this.page.dataset["after"]; // the therapist has things to write down, once it is over for both
    if (why === "ended" && after && this.device === "main") location.assign(after);
  }

  // -- the page ------------------------------------------------------------------------------------------------------------

  private show(step: string): void {
    if (this.page.dataset["step"] === step) return;
    this.page.dataset["step"] = step;
    for (const part of this.page.querySelectorAll<HTMLElement>("[data-step]")) part.hidden = part.dataset["step"] !== step;
    this.page.querySelector(`section[data-step="${step}"] [data-place="blur"]`)?.append(this.slot("blur")); // what it says stands by the picture
    this.page.querySelector<HTMLElement>(`section[data-step="${step}"] [tabindex="-1"]`)?.focus({ preventScroll: true });
  }

  private say(words: string): void {
    const line = this.slot("state");
    if (line.textContent !== words) line.textContent = words;
  }

  private pressed(value: string, on: boolean): void { this.button(value).setAttribute("aria-pressed", String(on)); }
  private slot<T extends HTMLElement = HTMLElement>(name: string): T { return this.page.querySelector<T>(`[data-slot="${name}"]`) as T; }
  private choice(name: string): HTMLSelectElement { return this.slot<HTMLSelectElement>(`choice-${name}`); }
  private button(value: string): HTMLButtonElement { return this.page.querySelector(`button[value="${value}"]`) as HTMLButtonElement; }
  private on(value: string, act: () => void): void {
    for (const button of this.page.querySelectorAll(`button[value="${value}"]`)) button.addEventListener("click", (event) => { event.preventDefault(); act(); });
  }
}

const page = document.querySelector<HTMLElement>("[data-call]");
if (page) new CallPage(page);
