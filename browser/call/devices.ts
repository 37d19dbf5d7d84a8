// Camera, microphone and loudspeaker of a call: opened, looked at before, and changed in the middle of it.
import { CameraTrouble, type Facing, type Trouble } from "../camera";

export interface Wanted { camera: boolean; microphone: boolean; facing: Facing; cameraId: string; microphoneId: string }
export type Missing = "camera" | "microphone";

const BY_ERROR: Record<string, Trouble> = {
  NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none", NotReadableError: "busy", AbortError: "busy",
};

/** Each is asked for by itself, so that a missing camera does not take the voice away. What is missing is said beside. */
export async function open(wanted: Wanted): Promise<{ stream: MediaStream; missing: Map<Missing, Trouble> }> {
  const stream = new MediaStream();
  const missing = new Map<Missing, Trouble>();
  const want = async (which: Missing, constraints: MediaStreamConstraints): Promise<void> => {
    try {
      if (!navigator.mediaDevices?.getUserMedia) throw new CameraTrouble("unsupported");
      const found = await navigator.mediaDevices.getUserMedia(constraints);
      for (const track of found.getTracks()) stream.addTrack(track);
    } catch (error) {
      missing.set(which, error instanceof CameraTrouble ? error.why : BY_ERROR[(error as DOMException).name] ?? "failed");
    }
  };
  if (wanted.camera) {
    const which = wanted.cameraId ? { deviceId: { exact: wanted.cameraId } } : { facingMode: wanted.facing };
    await want("camera", { video: { ...which, width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 24, max: 30 } } });
  }
  if (wanted.microphone) {
    const which = wanted.microphoneId ? { deviceId: { exact: wanted.microphoneId } } : {};
    await want("microphone", { audio: { ...which, echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
  }
  return { stream, missing };
}

export async function listed(kind: MediaDeviceKind): Promise<MediaDeviceInfo[]> {
  const all = await navigator.mediaDevices?.enumerateDevices() ?? [];
  return all.filter((device) => device.kind === kind && device.deviceId !== "");
}

export function close(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** How loud the microphone hears, 0 to 1, some ten times a second, until the returned function is called. */
export function listen(stream: MediaStream, heard: (loud: number) => void): () => void {
  if (stream.getAudioTracks().length === 0 || !("AudioContext" in window)) return () => undefined;
  const audio = new AudioContext();
  const ear = new AnalyserNode(audio, { fftSize: 512 });
  new MediaStreamAudioSourceNode(audio, { mediaStream: stream }).connect(ear);
  const wave = new Float32Array(ear.fftSize);
  const timer = setInterval(() => {
    ear.getFloatTimeDomainData(wave);
    const power = wave.reduce((sum, value) => sum + value * value, 0) / wave.length;
    heard(Math.min(1, Math.sqrt(power) * 6)); // quiet speech has a root mean square of some .03, loud of .2
  }, 100);
  return () => { clearInterval(timer); if (audio.state !== "closed") void audio.close(); };
}

/** Two notes, so that somebody knows whether they will hear the other one. */
export function ring(): void {
  const audio = new AudioContext();
  [523, 659].forEach((hertz, index) => {
    const note = new OscillatorNode(audio, { frequency: hertz });
    const loud = new GainNode(audio, { gain: 0.15 });
    note.connect(loud).connect(audio.destination);
    note.start(audio.currentTime + index * 0.3);
    note.stop(audio.currentTime + index * 0.3 + 0.25);
  });
  setTimeout(() => void audio.close(), 1000);
}
