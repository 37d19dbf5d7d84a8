// Films what the camera sees, small and without sound, and keeps it in memory. Nothing is sent from here.

export const SHORTEST_S = 10;
export const LONGEST_S = 60;
const BITS_PER_SECOND = 1_000_000; // a minute is about 7 MB
const KINDS = ["video/webm;codecs=vp8", "video/mp4;codecs=avc1.42E01E", "video/webm", "video/mp4"];

export interface Recording {
  stop(): void;
  /** The clip; null when nothing usable was filmed. */
  readonly clip: Promise<Blob | null>;
}

export function canFilm(): boolean {
  return typeof MediaRecorder === "function" && KINDS.some((kind) => MediaRecorder.isTypeSupported(kind));
}

/** Begins at once; `tick` is told the seconds so far. It stops by itself after a minute. */
export function film(stream: MediaStream, tick: (seconds: number) => void): Recording {
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
  const parts: Blob[] = [];
  const began = performance.now();
  const stop = (): void => { if (recorder.state !== "inactive") recorder.stop(); };
  const watch = setInterval(() => {
    const seconds = (performance.now() - began) / 1000;
    tick(Math.min(seconds, LONGEST_S));
    if (seconds >= LONGEST_S) stop();
  }, 250);
  recorder.addEventListener("dataavailable", ({ data }) => { if (data.size > 0) parts.push(data); });
  const clip = new Promise<Blob | null>((resolve) => {
    const end = (): void => {
      clearInterval(watch);
      resolve(parts.length > 0 ? new Blob(parts, { type: mimeType.split(";")[0] ?? "" }) : null);
    };
    recorder.addEventListener("stop", end);
    recorder.addEventListener("error", end);
  });
  recorder.start(1000);
  return { stop, clip };
}
