// The page of a class: before it, at the door, in it, and after. The house says how things stand; janus passes the pictures on.
import { rememberedFacing, type Trouble } from "./camera";
import { ClassLink, type ClassPass } from "./call/class_link";
import { close, listen, type Missing, open, ring } from "./call/devices";
import { gettext } from "./gettext";
import { csrfFromCookie } from "./outbox";

type Standing = "early" | "shut" | "waiting" | "in" | "out" | "over";
interface InClass { member: string; name: string; leads: boolean; seen: boolean }
interface Line { place: string; name: string; shown: string; state: "asked" | "no" | "cancelled" | "coming" | "waiting" | "let_in" | "in" | "out" | "safety" }
interface Heard { standing: Standing; token: string; member: string; muted: string; people: InClass[]; list?: Line[] }
interface No { status: number; error: string }

const LOOKS_EVERY_MS = 2000;
const ANSWERS_WITHIN_MS = 8000;
const SMALL_BITS = 150_000;
const LARGE_BITS = 700_000;
/** As they are shown: twelve of them have to be unpacked by every telephone in the class. */
const SMALL: MediaTrackConstraints = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 12, max: 15 } };

const OVER: Record<string, string> = {
  left: gettext("You have left. You can come back while the class goes on."),
  ended: gettext("The class has ended."),
  elsewhere: gettext("You opened this class in another place. It goes on there."),
  gone: gettext("You cannot be in this class any more. It may have been cancelled."),
};
const MISSING: Record<Missing, string> = {
  camera: gettext("There is no camera for this page, or it is switched off in your browser. You can come in without."),
  microphone: gettext("There is no microphone for this page, or it is switched off in your browser. You can come in without."),
};
const STATES: Record<Line["state"], string> = {
  asked: "asked, no answer yet", no: "does not come", cancelled: "cancelled", coming: "not here yet", waiting: "waits at the door",
  let_in: "let in, on the way", in: "in the class", out: "put out",
  safety: "not in the class: questions about their safety are open. Speak with them on their own",
};

class ClassPage {
  private readonly leads: boolean;
  private readonly seen: boolean;
  private stream = new MediaStream();
  private stopListening: () => void = () => undefined;
  private looking: ReturnType<typeof setInterval> | undefined;
  private asking = false;
  private link: ClassLink | null = null;
  private entering = false;
  private tries = 0;
  private member = "";
  private token = "";
  private silentSince: string | null = null;
  private people: InClass[] = [];
  private readonly pictures = new Map<string, MediaStream>();
  private readonly frames = new Map<HTMLVideoElement, number>();

  constructor(private readonly page: HTMLElement) {
    this.leads = page.dataset["role"] === "therapist";
    this.seen = page.dataset["seen"] === "yes";
    this.on("ring", ring);
    this.on("mute", () => this.mute(this.button("mute").getAttribute("aria-pressed") !== "true"));
    this.on("picture", () => void this.picture(this.button("picture").getAttribute("aria-pressed") === "true"));
    this.on("leave", () => this.over("left"));
    this.on("again", () => { this.show("check"); void this.look(); });
    this.on("silence", () => void this.post("silence/").then((said) => this.hear(said as unknown as Heard), () => undefined));
    this.on("end", () => void this.post("end/").then(() => this.over("ended"), () => undefined));
    this.slot<HTMLFormElement>("knock").addEventListener("submit", (event) => { event.preventDefault(); void this.come(); });
    addEventListener("pagehide", () => { this.link?.close(); close(this.stream); });
    setInterval(() => this.watchFrames(), 1000);
    this.button("picture").hidden = !this.seen;
    page.hidden = false;
    void this.look();
  }

  // -- before ------------------------------------------------------------------------------------------------------------

  /** A look at oneself. Whoever said that nobody may see them is not asked for a camera at all. */
  private async look(): Promise<void> {
    this.stopListening();
    close(this.stream);
    const { stream, missing } = await open({ camera: this.seen, microphone: true, facing: rememberedFacing(), cameraId: "", microphoneId: "" });
    this.stream = stream;
    for (const which of ["camera", "microphone"] as const) this.miss(which, missing.get(which));
    const self = this.slot<HTMLVideoElement>("self");
    self.srcObject = new MediaStream(stream.getVideoTracks());
    this.slot("no-self").hidden = stream.getVideoTracks().length > 0;
    const level = this.slot<HTMLMeterElement>("level");
    this.stopListening = listen(stream, (loud) => { level.value = loud; });
  }

  private miss(which: Missing, why: Trouble | undefined): void {
    const line = this.slot(`missing-${which}`);
    line.hidden = why === undefined;
    line.textContent = why === undefined ? "" : MISSING[which];
  }

  private async come(): Promise<void> {
    if (!this.leads) {
      const said = await this.post("knock/", { pain: String(new FormData(this.slot<HTMLFormElement>("knock")).get("pain") ?? "") }).catch((no: No) => no);
      const problem = this.slot("pain-problem");
      problem.hidden = !("status" in said);
      if ("status" in said) { problem.textContent = (said as No).error || gettext("The clinic cannot be reached. Please try again."); return; }
      const { first, error } = said as { first: string; error?: string };
      if (first) return this.somethingFirst(first, error ?? "");
    }
    this.stopListening();
    // Nobody is seen or heard by having come in: people switch both on themselves.
    this.mute(!this.leads);
    await this.picture(this.leads);
    this.show(this.leads ? "together" : "waiting");
    if (this.leads) await this.enter({ open: "yes" });
    clearInterval(this.looking);
    this.looking = setInterval(() => void this.ask(), LOOKS_EVERY_MS);
    void this.ask();
  }

  private somethingFirst(where: string, why: string): void {
    this.stop();
    this.slot<HTMLAnchorElement>("first").href = where;
    this.slot("first-why").textContent = why;
    this.show("first");
  }

  /** What was answered meanwhile stops them: nothing leaves this device any more, and the page about it comes by itself. */
  private stopped(where: string, why: string): void {
    if (this.looking === undefined) return;
    this.somethingFirst(where, why);
    location.assign(where);
  }

  // -- how things stand ----------------------------------------------------------------------------------------------------

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      const said = await this.post("look/");
      if (said["first"]) return this.stopped(String(said["first"]), String(said["error"] ?? ""));
      this.hear(said as unknown as Heard);
    } catch (problem) {
      const no = problem as No;
      if (no.status === 404) this.over("gone");
      else if (no.status === 422) { this.stop(); this.show("check"); void this.look(); }
      else this.say(gettext("The clinic cannot be reached at the moment. We go on trying."));
    } finally {
      this.asking = false;
    }
  }

  private hear(said: Heard): void {
    if (this.looking === undefined) return;
    if (said.token) this.token = said.token;
    this.people = said.people;
    if (said.standing === "over" || said.standing === "early") return this.over("ended");
    if (said.standing !== "in") {
      this.leaveRoom();
      this.say(said.standing === "out"
        ? gettext("You are not in the class at the moment. Your therapist can let you in again.")
        : said.standing === "shut" ? gettext("The class has not been opened yet.") : "");
      this.show("waiting");
    } else if (!this.link && !this.entering) {
      void this.enter({});
    } else if (this.link && said.member !== this.member && !this.entering) {
      return this.over("elsewhere");
    } else if (this.link) this.say("");
    if (this.silentSince !== null && said.muted !== this.silentSince && !this.leads) this.mute(true);
    this.silentSince = said.muted;
    this.draw();
    if (said.list) this.drawList(said.list);
  }

  private async enter(how: Record<string, string>): Promise<void> {
    this.entering = true;
    const tries = this.tries;
    try {
      const given = await this.post("enter/", how);
      if (tries !== this.tries) return; // left meanwhile
      if (given["first"]) return this.somethingFirst(String(given["first"]), String(given["error"]));
      const pass = given as unknown as ClassPass;
      [this.member, this.token] = [pass.member, pass.token];
      const link: ClassLink = new ClassLink(this.page.dataset["janus"] ?? "", pass, () => this.token, {
        picture: (member, stream) => { if (this.link === link) { this.pictures.set(member, stream); this.draw(); } },
        gone: (member) => { if (this.link === link) { this.pictures.delete(member); this.draw(); } },
        out: () => { if (this.link === link) { this.leaveRoom(); void this.ask(); } },
        lost: () => { if (this.link === link) { this.leaveRoom(); this.say(gettext("The connection broke. It is being mended.")); } },
      });
      this.link = link;
      const [sound = null] = this.stream.getAudioTracks();
      const [picture = null] = this.stream.getVideoTracks();
      await link.enter(sound, picture, this.seen, this.leads ? LARGE_BITS : SMALL_BITS);
      this.show("together");
    } catch (problem) {
      if (tries !== this.tries) return;
      this.link?.close();
      this.link = null;
      const no = problem as Partial<No>;
      if (no.status === 422) this.say(no.error ?? "");
      else this.say(gettext("The way into the class is not there at the moment. We go on trying."));
    } finally {
      this.entering = false;
    }
  }

  private leaveRoom(): void {
    this.link?.close();
    this.link = null;
    this.pictures.clear();
    this.draw();
  }

  private stop(): void {
    this.tries += 1;
    clearInterval(this.looking);
    this.looking = undefined;
    this.leaveRoom();
    this.stopListening();
    close(this.stream);
  }

  private over(why: string): void {
    this.stop();
    this.slot("over-why").textContent = OVER[why] ?? "";
    this.button("again").hidden = why === "gone";
    this.show("over");
  }

  // -- what leaves this device ---------------------------------------------------------------------------------------------

  private mute(off: boolean): void {
    for (const track of this.stream.getAudioTracks()) track.enabled = !off;
    this.button("mute").setAttribute("aria-pressed", String(off));
  }

  /** Off means that the camera itself is off, and its light with it. */
  private async picture(on: boolean): Promise<void> {
    if (!this.seen) return;
    if (!on) for (const track of this.stream.getVideoTracks()) { track.stop(); this.stream.removeTrack(track); }
    else if (this.stream.getVideoTracks().length === 0) {
      const { stream } = await open({ camera: true, microphone: false, facing: rememberedFacing(), cameraId: "", microphoneId: "" });
      for (const track of stream.getVideoTracks()) {
        if (!this.leads) await track.applyConstraints(SMALL).catch(() => undefined);
        this.stream.addTrack(track);
      }
    }
    const [picture = null] = this.stream.getVideoTracks();
    await this.link?.show(picture);
    this.button("picture").setAttribute("aria-pressed", String(!picture));
    this.draw();
  }

  // -- what is seen --------------------------------------------------------------------------------------------------------

  /** Only who the house says is in the class has a place on the page, and only whoever may be seen is seen. */
  private draw(): void {
    const shown = this.link ? this.people : [];
    for (const frame of this.page.querySelectorAll<HTMLElement>("[data-member]")) if (!shown.some(({ member }) => member === frame.dataset["member"])) frame.remove();
    for (const one of shown) {
      const is_me = one.member === this.member;
      let frame = this.page.querySelector<HTMLElement>(`[data-member="${CSS.escape(one.member)}"]`);
      if (!frame) {
        frame = (document.getElementById("class-frame") as HTMLTemplateElement).content.firstElementChild?.cloneNode(true) as HTMLElement;
        frame.dataset["member"] = one.member;
        this.slot(one.leads ? "leader" : "others").append(frame);
      }
      const name = is_me ? gettext("{name} (you)", { name: one.name }) : one.name;
      (frame.querySelector("figcaption") as HTMLElement).textContent = name;
      const video = frame.querySelector("video") as HTMLVideoElement;
      video.setAttribute("aria-label", name);
      video.muted = is_me;
      video.classList.toggle("mirrored", is_me);
      this.put(video, this.streamFor(one, is_me));
    }
  }

  private streamFor(one: InClass, is_me: boolean): MediaStream | null {
    if (is_me) return this.stream.getVideoTracks().length ? this.stream : null;
    const stream = this.pictures.get(one.member) ?? null;
    if (stream) for (const track of stream.getVideoTracks()) track.enabled = one.seen;
    return stream;
  }

  private put(video: HTMLVideoElement, stream: MediaStream | null): void {
    if (video.srcObject === stream) return;
    video.srcObject = stream;
    if (stream) void video.play().catch(() => undefined);
  }

  /** A camera that is off sends nothing: whoever has not moved for a second shows no picture. */
  private watchFrames(): void {
    for (const video of this.page.querySelectorAll<HTMLVideoElement>("[data-member] video")) {
      const frames = video.getVideoPlaybackQuality().totalVideoFrames;
      const away = video.closest("figure")?.querySelector<HTMLElement>(".call-away");
      if (away) away.hidden = video.srcObject !== null && frames > (this.frames.get(video) ?? 0);
      this.frames.set(video, frames);
    }
    for (const video of this.frames.keys()) if (!video.isConnected) this.frames.delete(video);
  }

  private drawList(list: Line[]): void {
    this.slot("people").hidden = false;
    const rows = this.slot("list");
    for (const row of rows.querySelectorAll<HTMLElement>("[data-place]")) if (!list.some(({ place }) => place === row.dataset["place"])) row.remove();
    for (const line of list) {
      let row = rows.querySelector<HTMLElement>(`[data-place="${CSS.escape(line.place)}"]`);
      if (!row) {
        row = (document.getElementById("class-person") as HTMLTemplateElement).content.firstElementChild?.cloneNode(true) as HTMLElement;
        row.dataset["place"] = line.place;
        for (const [value, path] of [["let-in", "let-in/"], ["put-out", "put-out/"]] as const) {
          row.querySelector(`[value="${value}"]`)?.addEventListener("click", () => void this.about(line.place, path));
        }
        rows.append(row);
      }
      (row.querySelector('[data-part="name"]') as HTMLElement).textContent = line.name + (line.shown && line.shown !== line.name ? ` (${line.shown})` : "");
      (row.querySelector('[data-part="state"]') as HTMLElement).textContent = STATES[line.state];
      for (const who of row.querySelectorAll('[data-part="who"]')) who.textContent = `: ${line.name}`;
      (row.querySelector('[value="let-in"]') as HTMLElement).hidden = line.state !== "waiting" && line.state !== "out";
      (row.querySelector('[value="put-out"]') as HTMLElement).hidden = line.state !== "in" && line.state !== "let_in";
    }
  }

  private async about(place: string, path: string): Promise<void> {
    try {
      this.hear(await this.post(`${place}/${path}`) as unknown as Heard);
    } catch (problem) {
      const no = problem as No;
      this.say(no.error || gettext("The clinic cannot be reached at the moment. We go on trying."));
    }
  }

  // -- the page ------------------------------------------------------------------------------------------------------------

  private async post(path: string, said: Record<string, string> = {}): Promise<Record<string, unknown>> {
    let answer: Response;
    try {
      answer = await fetch(`${this.page.dataset["room"] ?? ""}${path}`, {
        method: "POST", headers: { "X-CSRFToken": csrfFromCookie() }, body: new URLSearchParams(said), credentials: "same-origin",
        signal: AbortSignal.timeout(ANSWERS_WITHIN_MS), redirect: "error",
      });
    } catch {
      throw { status: 0, error: "" } satisfies No;
    }
    const body = await answer.json().catch(() => ({})) as Record<string, unknown>;
    if (!answer.ok) throw { status: answer.status, error: String(body["error"] ?? "") } satisfies No;
    return body;
  }

  private show(step: string): void {
    if (this.page.dataset["step"] === step) return;
    this.page.dataset["step"] = step;
    for (const part of this.page.querySelectorAll<HTMLElement>("[data-step]")) part.hidden = part.dataset["step"] !== step;
    this.page.querySelector<HTMLElement>(`section[data-step="${step}"] [tabindex="-1"]`)?.focus({ preventScroll: true });
  }

  private say(words: string): void {
    for (const name of ["state", "door-state"]) {
      const line = this.page.querySelector<HTMLElement>(`[data-slot="${name}"]`);
      if (line && line.textContent !== words) line.textContent = words;
    }
  }

  private slot<T extends HTMLElement = HTMLElement>(name: string): T { return this.page.querySelector<T>(`[data-slot="${name}"]`) as T; }
  private button(value: string): HTMLButtonElement { return this.page.querySelector(`button[value="${value}"]`) as HTMLButtonElement; }
  private on(value: string, act: () => void): void {
    for (const button of this.page.querySelectorAll(`button[value="${value}"]`)) button.addEventListener("click", (event) => { event.preventDefault(); act(); });
  }
}

const page = document.querySelector<HTMLElement>("[data-class]");
if (page) new ClassPage(page);
