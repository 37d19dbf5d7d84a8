// One soft tone a phase: it rises on the way in and falls on the way out. Made here, and only when somebody wants it.

let context: AudioContext | null = null;
let sounding: OscillatorNode | null = null;

const LOW_HZ = 196, HIGH_HZ = 294, LOUD = 0.07;

/** Browsers allow sound only after a touch: call this from the button. */
export function wakeBreathSound(): void {
  if (!("AudioContext" in window)) return;
  context ??= new AudioContext();
  void context.resume();
}

export function breathSound(phase: "in" | "out", seconds: number): void {
  if (!context) return;
  hush();
  const from = context.currentTime, until = from + seconds;
  const [begin, end] = phase === "in" ? [LOW_HZ, HIGH_HZ] : [HIGH_HZ, LOW_HZ];
  sounding = new OscillatorNode(context, { type: "sine", frequency: begin });
  sounding.frequency.linearRampToValueAtTime(end, until);
  const loud = new GainNode(context, { gain: 0 });
  loud.gain.setValueAtTime(0, from);
  loud.gain.linearRampToValueAtTime(LOUD, from + Math.min(0.5, seconds / 3));
  loud.gain.linearRampToValueAtTime(0, until);
  sounding.connect(loud).connect(context.destination);
  sounding.start(from);
  sounding.stop(until);
}

export function hush(): void {
  sounding?.stop();
  sounding = null;
}
