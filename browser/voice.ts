// Speaks, one line at a time, and only with voices that live on the device: others send the words to a company.

/** How the person likes to be coached, kept with them; `quiet` is for now and for this device. */
export interface Liking {
  speaks: boolean;
  /** In percent of what the device is set to. */
  volume: number;
  tones: boolean;
  vibrates: boolean;
}

const USUAL: Liking = { speaks: true, volume: 100, tones: true, vibrates: true };
let liking = USUAL;
let quiet = globalThis.localStorage?.getItem("unbrace-quiet") === "yes";

export function coachAs(wanted: Liking | undefined): void {
  liking = wanted ?? USUAL;
}

export const speaks = (): boolean => liking.speaks && !quiet;
export const sounds = (): boolean => liking.tones && !quiet;
export const vibrates = (): boolean => liking.vibrates && !quiet;
/** 0 to 1. */
export const loudness = (): number => liking.volume / 100;

export function isQuiet(): boolean {
  return quiet;
}

export function setQuiet(value: boolean): void {
  quiet = value;
  localStorage.setItem("unbrace-quiet", value ? "yes" : "no");
  if (value && "speechSynthesis" in window) speechSynthesis.cancel();
}

export function localVoice(language: string): SpeechSynthesisVoice | undefined {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
  return voices.find((voice) => voice.lang.toLowerCase().startsWith(language));
}

let important = false;

/** A `soft` line (a count) gives way to a cue; a cue replaces whatever is being said. */
export function say(text: string, language: string, soft = false): void {
  if (!speaks() || !("speechSynthesis" in window)) return;
  const voice = localVoice(language);
  if (!voice || (soft && important && speechSynthesis.speaking)) return;
  const line = new SpeechSynthesisUtterance(text);
  Object.assign(line, { voice, lang: voice.lang, volume: (soft ? 0.6 : 1) * loudness(), rate: soft ? 1.1 : 1 });
  important = !soft;
  line.onend = () => { important = false; };
  speechSynthesis.cancel();
  speechSynthesis.speak(line);
}
