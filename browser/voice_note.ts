// The page where a voice note is recorded: microphone, at most a minute, hearing it, and only then Send.
import { gettext } from "./gettext";
import { keepForOfflineHere } from "./keep_page";
import { newKey } from "./new_key";
import { openOutbox } from "./outbox";
import { deliver } from "./delivery";
import { canRecord, LONGEST_VOICE_S, recordVoice, type VoiceRecording } from "./voice_recorder";
import { voiceParcel } from "./voice_parcel";

const TROUBLE = {
  unsupported: gettext("This browser cannot record. Try a newer one, or write a note in the diary."),
  denied: gettext("The microphone is switched off for this page. Allow it in the settings of your browser, then try again."),
  none: gettext("No microphone was found. You can write a note in the diary."),
  failed: gettext("The microphone did not start. Please try once more, or write a note in the diary."),
  silent: gettext("Nothing was recorded. Please try once more."),
} as const;
const ON_DEVICE = gettext("Kept on this device. It is sent as soon as there is a network; nothing more to do.");
const SENT = gettext("Sent. You find it in your diary.");

class VoicePage {
  private recording: VoiceRecording | null = null;
  private voice: Blob | null = null;
  private key = newKey();

  constructor(private readonly page: HTMLElement) {
    this.on("start", () => void this.start());
    this.on("stop", () => this.recording?.stop());
    this.on("leave", () => this.begin());
    this.on("again", () => void this.start());
    this.on("discard", () => this.begin());
    this.on("send", () => void this.send());
    addEventListener("pagehide", () => this.drop());
    page.hidden = false;
    keepForOfflineHere();
  }

  private async start(): Promise<void> {
    this.drop();
    if (!canRecord() || !navigator.mediaDevices) return this.begin("unsupported");
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: false });
    } catch (error) {
      return this.begin(whyNot(error));
    }
    this.clock(0);
    this.show("recording");
    const recording = recordVoice(stream, (seconds) => this.clock(seconds));
    this.recording = recording;
    const voice = await recording.voice;
    if (this.recording !== recording) return; // thrown away meanwhile
    this.recording = null;
    if (voice) this.listen(voice);
    else this.begin("silent");
  }

  private listen(voice: Blob): void {
    this.voice = voice;
    this.key = newKey();
    this.slot<HTMLAudioElement>("voice").src = URL.createObjectURL(voice);
    this.slot("problem").hidden = true;
    this.show("listen");
  }

  private async send(): Promise<void> {
    if (!this.voice) return;
    const { owner = "", care = "", send: to = "", back = "/" } = this.page.dataset;
    const outbox = await openOutbox(owner);
    try {
      await outbox.put(await voiceParcel({ key: this.key, owner, care, to, voice: this.voice }, new Date()));
    } catch {
      this.slot("problem").hidden = false;
      this.slot("problem").textContent = gettext("This device has no room for it. Make some space, then press Send again.");
      return;
    }
    const key = this.key;
    this.begin();
    deliver(outbox, ({ waiting, refused }) => {
      const no = refused.find((parcel) => parcel.key === key);
      if (no) return this.say(no.sentence ?? "", true);
      const mine = waiting.find((parcel) => parcel.key === key);
      if (mine) return this.say(mine.sentence ?? ON_DEVICE);
      this.say(SENT);
      location.assign(back);
    });
  }

  /** Back to the first step; what was recorded and not sent is gone. */
  private begin(trouble: keyof typeof TROUBLE | null = null): void {
    this.drop();
    this.slot("trouble").hidden = trouble === null;
    this.slot("trouble").textContent = trouble ? TROUBLE[trouble] : "";
    this.show("before");
  }

  private drop(): void {
    const { recording } = this;
    this.recording = null;
    recording?.stop();
    const player = this.slot<HTMLAudioElement>("voice");
    if (player.src) URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    this.voice = null;
  }

  private clock(seconds: number): void {
    const whole = Math.floor(seconds);
    this.slot("clock").textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    this.slot("left").textContent = gettext("{seconds} seconds left.", { seconds: LONGEST_VOICE_S - whole });
  }

  private show(step: string): void {
    for (const part of this.page.querySelectorAll<HTMLElement>("[data-step]")) part.hidden = part.dataset["step"] !== step;
    this.page.querySelector<HTMLElement>(`[data-step="${step}"] h2`)?.focus();
    this.slot("announce").textContent = step === "recording" ? gettext("Recording.") : "";
  }

  private say(words: string, problem = false): void {
    const said = this.slot("said");
    if (said.textContent === words) return; // the same words every few seconds would be read out each time
    said.hidden = false;
    said.className = problem ? "banner banner-clay" : "banner";
    said.textContent = words;
  }

  private slot<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.page.querySelector<T>(`[data-slot="${name}"]`);
    if (!found) throw new Error(`no slot ${name}`);
    return found;
  }

  private on(value: string, act: () => void): void {
    const found = this.page.querySelector<HTMLButtonElement>(`button[value="${value}"]`);
    if (!found) throw new Error(`no button ${value}`);
    found.addEventListener("click", (event) => { event.preventDefault(); act(); });
  }
}

function whyNot(error: unknown): keyof typeof TROUBLE {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" ? "none" : "failed";
}

const page = document.querySelector<HTMLElement>("[data-voice]");
if (page) new VoicePage(page);
