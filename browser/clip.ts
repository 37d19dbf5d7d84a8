// The page where a clip is filmed: camera, five seconds to step back, filming, watching it, and only then Send.
import { gettext } from "./gettext";
import { type Camera, CameraTrouble, openCamera, otherFacing, rememberedFacing, type Trouble } from "./camera";
import { messageParcel } from "./message_parcel";
import { newKey } from "./new_key";
import { openOutbox } from "./outbox";
import { canFilm, film, LONGEST_S, type Recording, SHORTEST_S } from "./recorder";

const STEP_BACK_S = 5;
const TROUBLE: Record<Trouble, string> = {
  unsupported: gettext("This browser cannot film. Try a newer one, or send a picture instead."),
  unready: gettext("The camera is not ready yet. Please try once more."),
  denied: gettext("The camera is switched off for this page. Allow it in the settings of your browser, then try again."),
  none: gettext("No camera was found. You can send a picture instead."),
  busy: gettext("Another app is using the camera. Close it, then try again."),
  lost: gettext("The camera stopped. Please start again."),
  failed: gettext("The camera did not start. Please try once more, or send a picture instead."),
};

class ClipPage {
  private camera: Camera | null = null;
  private recording: Recording | null = null;
  private clip: Blob | null = null;
  private key = newKey();

  constructor(private readonly page: HTMLElement) {
    this.on("open", () => void this.open());
    this.on("turn", () => void this.turn());
    this.on("leave", () => this.begin());
    this.on("start", () => void this.start());
    this.on("stop", () => this.recording?.stop());
    this.on("again", () => void this.open());
    this.on("discard", () => this.begin());
    this.slot<HTMLVideoElement>("clip").addEventListener("ended", () => this.watched());
    this.slot<HTMLFormElement>("form").addEventListener("submit", (event) => { event.preventDefault(); void this.send(); });
    addEventListener("pagehide", () => this.camera?.close());
    page.hidden = false;
  }

  private async open(): Promise<void> {
    this.drop();
    try {
      if (!canFilm()) throw new CameraTrouble("unsupported");
      this.camera = await openCamera(rememberedFacing(), () => this.begin("lost"));
    } catch (trouble) {
      return this.begin(trouble instanceof CameraTrouble ? trouble.why : "failed");
    }
    this.camera.video.classList.toggle("mirrored", this.camera.mirrored);
    this.slot("camera").replaceChildren(this.camera.video);
    this.clock(0);
    this.filming(false);
    this.show("camera");
  }

  private async turn(): Promise<void> {
    otherFacing();
    await this.open();
  }

  private async start(): Promise<void> {
    const camera = this.camera;
    this.button("start").disabled = this.button("turn").disabled = true;
    for (let left = STEP_BACK_S; left > 0; left--) {
      this.slot("clock").textContent = String(left);
      this.say(`${left}`);
      await new Promise((go) => setTimeout(go, 1000));
      if (!camera || this.camera !== camera) return;
    }
    if (!camera) return;
    this.filming(true);
    this.say(gettext("Filming."));
    this.recording = film(camera.video.srcObject as MediaStream, (seconds) => this.clock(seconds));
    const clip = await this.recording.clip;
    const wanted = this.recording !== null;
    this.recording = null;
    if (wanted && clip) this.watch(clip);
  }

  private watch(clip: Blob): void {
    this.drop();
    this.clip = clip;
    this.key = newKey();
    const video = this.slot<HTMLVideoElement>("clip");
    video.src = URL.createObjectURL(clip);
    this.button("send").disabled = true;
    this.slot("watch-first").hidden = false;
    this.slot("problem").hidden = true;
    this.agreed().checked = false; // asked anew for each clip
    this.show("watch");
    void video.play().catch(() => undefined);
  }

  private watched(): void {
    this.button("send").disabled = false;
    this.slot("watch-first").hidden = true;
    this.say(gettext("That is the whole clip. Send is open now."));
  }

  private async send(): Promise<void> {
    if (!this.clip || this.button("send").disabled) return;
    if (!this.agreed().checked) return this.problem(gettext("Tick that you agree, so that the clip may be sent."));
    const { owner = "", care = "", send: to = "", back = "/" } = this.page.dataset;
    const text = (this.slot<HTMLFormElement>("form").elements.namedItem("text") as HTMLTextAreaElement).value;
    this.button("send").disabled = true;
    const written = { key: this.key, owner, care, to, text, file: { kind: "clip" as const, content: this.clip, agreed: true } };
    try {
      await (await openOutbox(owner)).put(await messageParcel(written, new Date()));
    } catch {
      this.button("send").disabled = false;
      return this.problem(gettext("This device has no room for the clip. Make some space, then press Send again."));
    }
    location.assign(back); // the page of messages sends it, and goes on trying
  }

  /** Back to the first step; what was filmed is gone. */
  private begin(trouble: Trouble | null = null): void {
    this.drop();
    const place = this.slot("trouble");
    place.hidden = trouble === null;
    place.textContent = trouble ? TROUBLE[trouble] : "";
    this.show("before");
  }

  private drop(): void {
    const recording = this.recording;
    this.recording = null;
    recording?.stop();
    this.camera?.close();
    this.camera = null;
    const video = this.slot<HTMLVideoElement>("clip");
    if (video.src) URL.revokeObjectURL(video.src);
    video.removeAttribute("src");
    this.clip = null;
  }

  private filming(yes: boolean): void {
    this.button("start").hidden = this.button("turn").hidden = yes;
    this.button("start").disabled = this.button("turn").disabled = false;
    this.button("stop").hidden = !yes;
    this.button("stop").disabled = true;
  }

  private clock(seconds: number): void {
    const whole = Math.floor(seconds);
    this.slot("clock").textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    this.slot("hint").textContent = whole < SHORTEST_S ? gettext("At least {seconds} seconds, at most a minute.", { seconds: SHORTEST_S }) : gettext("{seconds} seconds left.", { seconds: LONGEST_S - whole });
    if (seconds >= SHORTEST_S) this.button("stop").disabled = false;
  }

  private show(step: string): void {
    for (const part of this.page.querySelectorAll<HTMLElement>("[data-step]")) part.hidden = part.dataset["step"] !== step;
    this.page.querySelector<HTMLElement>(`[data-step="${step}"] h2`)?.focus();
  }

  private problem(words: string): void {
    this.slot("problem").hidden = false;
    this.slot("problem").textContent = words;
    this.agreed().focus();
  }

  private say(words: string): void {
    this.slot("said").textContent = words;
  }

  private agreed(): HTMLInputElement {
    return this.slot<HTMLFormElement>("form").elements.namedItem("agreed") as HTMLInputElement;
  }

  private button(value: string): HTMLButtonElement {
    const found = this.page.querySelector<HTMLButtonElement>(`button[value="${value}"]`);
    if (!found) throw new Error(`no button ${value}`);
    return found;
  }

  private slot<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.page.querySelector<T>(`[data-slot="${name}"]`);
    if (!found) throw new Error(`no slot ${name}`);
    return found;
  }

  private on(value: string, act: () => void): void {
    this.button(value).addEventListener("click", (event) => { if (value !== "send") event.preventDefault(); act(); });
  }
}

const page = document.querySelector<HTMLElement>("[data-film]");
if (page) new ClipPage(page);
