// Records a voice, small, and keeps it in memory. Nothing is sent from here.

export const LONGEST_VOICE_S = 60;
const BITS_PER_SECOND = 48_000; // a minute is about 400 kB
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/webm"];

export interface VoiceRecording {
  stop(): void;
  /** The voice; null when nothing was heard. */
  readonly voice: Promise<Blob | null>;
}

export function canRecord(): boolean {
  return typeof MediaRecorder === "function" && KINDS.some((kind) => MediaRecorder.isTypeSupported(kind));
}

/** Begins at once; `tick` is told the seconds so far. It stops by itself after a minute, and lets the microphone go. */
export function recordVoice(stream: MediaStream, tick: (seconds: number) => void): VoiceRecording {
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  const parts: Blob[] = [];
  const began = performance.now();
  const stop = (): void => { if (recorder.state !== "inactive") recorder.stop(); };
  const watch = setInterval(() => {
    const seconds = (performance.now() - began) / 1000;
    tick(Math.min(seconds, LONGEST_VOICE_S));
    if (seconds >= LONGEST_VOICE_S) stop();
  }, 250);
  recorder.addEventListener("dataavailable", ({ data }) => { if (data.size > 0) parts.push(data); });
  const voice = new Promise<Blob | null>((resolve) => {
    const end = (): void => {
      clearInterval(watch);
      for (const track of stream.getTracks()) track.stop();
      resolve(parts.length > 0 ? new Blob(parts, { type: mimeType.split(";")[0] ?? "" }) : null);
    };
    recorder.addEventListener("stop", end);
    recorder.addEventListener("error", end);
  });
  recorder.start(1000);
  return { stop, voice };
}
