// Short soft tones, made here, so that someone who cannot see the screen or hear words still follows.
import type { Tone } from "./coach";
import { loudness, sounds, vibrates } from "./voice";

/** Notes in hertz, played one after the other. */
const NOTES: Record<Tone, number[]> = {
  rep: [660], partial: [440], tick: [520], go: [523, 784], done: [523, 659, 784], lost: [392, 330],
};
const NOTE_S = 0.13;
const LOUDEST = 0.18;

let context: AudioContext | null = null;

/** Browsers allow sound only after a touch: call this from the first button. */
export function wakeSound(): void {
  if ("AudioContext" in window) context ??= new AudioContext();
  void context?.resume();
}

export function tone(kind: Tone): void {
  if (!context || !sounds() || loudness() === 0 || context.state !== "running") return;
  NOTES[kind].forEach((hertz, index) => note(context as AudioContext, hertz, index * NOTE_S));
}

function note(audio: AudioContext, hertz: number, after: number): void {
  const from = audio.currentTime + after;
  const sound = new OscillatorNode(audio, { type: "sine", frequency: hertz });
  const loud = new GainNode(audio, { gain: 0 });
  loud.gain.setValueAtTime(0, from);
  loud.gain.linearRampToValueAtTime(LOUDEST * loudness(), from + 0.02);
  loud.gain.exponentialRampToValueAtTime(0.001, from + NOTE_S * 1.6);
  sound.connect(loud).connect(audio.destination);
  sound.start(from);
  sound.stop(from + NOTE_S * 1.7);
}

export function buzz(milliseconds: number): void {
  if (navigator.vibrate && vibrates()) navigator.vibrate(milliseconds);
}
