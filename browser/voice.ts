// Speaks, one line at a time, and only with voices that live on the device: others send the words to a company.

let quiet = localStorage.getItem("unbrace-quiet") === "yes";

export function isQuiet(): boolean {
  return quiet;
}

export function setQuiet(value: boolean): void {
  quiet = value;
  localStorage.setItem("unbrace-quiet", value ? "yes" : "no");
  if (value && "speechSynthesis" in window) speechSynthesis.cancel();
}

function localVoice(language: string): SpeechSynthesisVoice | undefined {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
  return voices.find((voice) => voice.lang.toLowerCase().startsWith(language));
}

let important = false;

/** A `soft` line (a count) gives way to a cue; a cue replaces whatever is being said. */
export function say(text: string, language: string, soft = false): void {
  if (quiet || !("speechSynthesis" in window)) return;
  const voice = localVoice(language);
  if (!voice || (soft && important && speechSynthesis.speaking)) return;
  const line = new SpeechSynthesisUtterance(text);
  Object.assign(line, { voice, lang: voice.lang, volume: soft ? 0.6 : 1, rate: soft ? 1.1 : 1 });
  important = !soft;
  line.onend = () => { important = false; };
  speechSynthesis.cancel();
  speechSynthesis.speak(line);
}
