// A voice to one moment: recorded, heard, thrown away or kept with the rest.
import { canRecord, LONGEST_VOICE_S, recordVoice, type VoiceRecording } from "../voice_recorder";

export class Spoken {
  voice: Blob | null = null;
  changed: () => void = () => undefined;
  private recording: VoiceRecording | null = null;

  constructor(private readonly form: HTMLElement) {
    if (!canRecord() || !navigator.mediaDevices) return;
    this.part("voice").hidden = false;
    this.button("record").addEventListener("click", () => void this.begin());
    this.button("stop-recording").addEventListener("click", () => this.recording?.stop());
    this.button("forget-voice").addEventListener("click", () => { this.take(null); this.changed(); this.button("record").focus(); });
    addEventListener("pagehide", () => this.recording?.stop());
  }

  get isRecording(): boolean { return this.recording !== null; }

  take(voice: Blob | null): void {
    const player = this.part<HTMLAudioElement>("voice-heard");
    if (player.src) URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    if (voice) player.src = URL.createObjectURL(voice);
    this.voice = voice;
    player.hidden = this.button("forget-voice").hidden = voice === null;
    this.button("record").textContent = voice ? "Record again" : "Record your voice";
    this.say("");
  }

  private async begin(): Promise<void> {
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: false });
    } catch (error) {
      const denied = error instanceof DOMException && error.name === "NotAllowedError";
      return this.say(denied ? "The microphone is switched off for this page. Allow it in the settings of your browser." : "No microphone could be opened.");
    }
    this.take(null);
    this.shows(true);
    this.recording = recordVoice(stream, (seconds) => this.say(`${Math.floor(seconds)} of ${LONGEST_VOICE_S} seconds`));
    const voice = await this.recording.voice;
    this.recording = null;
    this.shows(false);
    this.take(voice);
    if (!voice) this.say("Nothing was recorded. Please try once more.");
    this.changed();
  }

  private shows(recording: boolean): void {
    const [record, stop] = [this.button("record"), this.button("stop-recording")];
    record.hidden = recording;
    stop.hidden = !recording;
    (recording ? stop : record).focus();
  }

  private say(words: string): void { this.part("recording").textContent = words; }
  private button(name: string): HTMLButtonElement { return this.find<HTMLButtonElement>(`[data-do="${name}"]`); }
  private part<T extends HTMLElement = HTMLElement>(name: string): T { return this.find<T>(`[data-part="${name}"]`); }
  private find<T extends HTMLElement>(selector: string): T {
    const found = this.form.querySelector<T>(selector);
    if (!found) throw new Error(`clip: no ${selector}`);
    return found;
  }
}
