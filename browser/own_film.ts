// The page where a therapist adds a film to an own exercise: filmed here or chosen, and watched before it is kept.
// The form goes to the server as any form does; what was filmed stands in its file field like a chosen file.
import { type Camera, CameraTrouble, openCamera, otherFacing, rememberedFacing, type Trouble } from "./camera";
import { canFilm, film, LONGEST_S, type Recording } from "./recorder";

const STEP_BACK_S = 5;
const SHORTEST_S = 3;
const MOST_BYTES = 60_000_000;
const TROUBLE: Record<Trouble, string> = {
  unsupported: "This browser cannot film. Choose a film from your files instead.",
  unready: "The camera is not ready yet. Please try once more.",
  denied: "The camera is switched off for this page. Allow it in the settings of your browser, then try again.",
  none: "No camera was found. Choose a film from your files instead.",
  busy: "Another app is using the camera. Close it, then try again.",
  lost: "The camera stopped. Please start again.",
  failed: "The camera did not start. Please try once more, or choose a film from your files.",
};

/** What is wrong with a chosen film, as far as the device can tell; "" for nothing. The server looks again. */
export function doubt(bytes: number, seconds: number): string {
  if (bytes > MOST_BYTES) return "This film is larger than 60 MB. Film it here: it is made small on this device.";
  if (!Number.isFinite(seconds)) return "";
  if (seconds < SHORTEST_S - 0.5) return "This film is shorter than 3 seconds. Please film the whole movement.";
  return seconds > LONGEST_S + 1.5 ? "This film is longer than a minute. Please film one movement at a time." : "";
}

class OwnFilmForm {
  private camera: Camera | null = null;
  private recording: Recording | null = null;
  private filmed = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.part("camera-room").hidden = false;
    this.on("open", () => void this.open());
    this.on("turn", () => { otherFacing(); void this.open(); });
    this.on("leave", () => this.close());
    this.on("start", () => void this.start());
    this.on("stop", () => this.recording?.stop());
    this.on("discard", () => { this.file().value = ""; this.watch(); this.file().focus(); });
    this.file().addEventListener("change", () => { this.filmed = 0; this.watch(); });
    this.video().addEventListener("loadedmetadata", () => this.judge());
    this.video().addEventListener("error", () => { if (this.video().src) this.length("This browser cannot play it. It may be kept all the same: it is made anew."); });
    addEventListener("pagehide", () => this.close());
    this.watch();
  }

  private async open(): Promise<void> {
    this.close();
    try {
      if (!canFilm()) throw new CameraTrouble("unsupported");
      this.camera = await openCamera(rememberedFacing(), () => this.close("lost"));
    } catch (trouble) {
      return this.close(trouble instanceof CameraTrouble ? trouble.why : "failed");
    }
    this.camera.video.classList.toggle("mirrored", this.camera.mirrored);
    this.part("picture").replaceChildren(this.camera.video);
    this.part("camera").hidden = false;
    this.button("open").hidden = true;
    this.filming(false);
    this.button("start").focus();
  }

  private async start(): Promise<void> {
    const camera = this.camera;
    this.button("start").disabled = this.button("turn").disabled = true;
    for (let left = STEP_BACK_S; left > 0; left--) {
      this.part("clock").textContent = String(left);
      this.say(String(left));
      await new Promise((go) => setTimeout(go, 1000));
      if (!camera || this.camera !== camera) return;
    }
    if (!camera) return;
    this.filming(true);
    this.button("stop").focus();
    this.say("Filming.");
    const recording = film(camera.video.srcObject as MediaStream, (seconds) => { this.filmed = seconds; this.part("clock").textContent = `0:${String(Math.floor(seconds)).padStart(2, "0")}`; });
    this.recording = recording;
    const clip = await recording.clip;
    if (this.recording !== recording) return; // the camera was closed: thrown away
    this.recording = null;
    this.close();
    if (clip) this.take(clip);
  }

  /** Into the field, as if it had been chosen. */
  private take(clip: Blob): void {
    const files = new DataTransfer();
    files.items.add(new File([clip], "film", { type: clip.type }));
    this.file().files = files.files;
    this.watch();
    this.say("Filmed. Watch it, then keep it.");
    this.video().focus();
  }

  private watch(): void {
    const [video, chosen] = [this.video(), this.file().files?.[0]];
    if (video.src) URL.revokeObjectURL(video.src);
    video.removeAttribute("src");
    this.part("preview").hidden = !chosen;
    this.length("");
    if (chosen) video.src = URL.createObjectURL(chosen);
    this.file().setCustomValidity("");
  }

  /** What a recorder writes tells no length: then the clock of the filming does. */
  private judge(): void {
    const seconds = Number.isFinite(this.video().duration) ? this.video().duration : this.filmed || Infinity;
    const wrong = doubt(this.file().files?.[0]?.size ?? 0, seconds);
    this.file().setCustomValidity(wrong);
    this.length(wrong || (Number.isFinite(seconds) ? `${Math.round(seconds)} seconds.` : ""));
  }

  private close(trouble: Trouble | null = null): void {
    const recording = this.recording;
    this.recording = null;
    recording?.stop();
    this.camera?.close();
    this.camera = null;
    this.part("camera").hidden = true;
    this.button("open").hidden = false;
    this.part("trouble").hidden = trouble === null;
    this.part("trouble").textContent = trouble ? TROUBLE[trouble] : "";
  }

  private filming(yes: boolean): void {
    this.button("start").hidden = this.button("turn").hidden = yes;
    this.button("start").disabled = this.button("turn").disabled = false;
    this.button("stop").hidden = !yes;
  }

  private length(words: string): void { this.part("length").textContent = words; }
  private say(words: string): void { this.part("said").textContent = words; }
  private file(): HTMLInputElement { return this.form.elements.namedItem("film") as HTMLInputElement; }
  private video(): HTMLVideoElement { return this.part<HTMLVideoElement>("watched"); }
  private on(name: string, act: () => void): void { this.button(name).addEventListener("click", act); }
  private button(name: string): HTMLButtonElement { return this.find<HTMLButtonElement>(`[data-do="${name}"]`); }
  private part<T extends HTMLElement = HTMLElement>(name: string): T { return this.find<T>(`[data-part="${name}"]`); }
  private find<T extends HTMLElement>(selector: string): T {
    const found = this.form.querySelector<T>(selector);
    if (!found) throw new Error(`own film: no ${selector}`);
    return found;
  }
}

const form = document.querySelector<HTMLFormElement>("form[data-own-film]");
if (form) new OwnFilmForm(form);
