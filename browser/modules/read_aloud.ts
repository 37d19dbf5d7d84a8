// Reads a question and its answers, or how an exercise goes, to the person; only with a voice that lives on the device, and
// hidden where there is none. Whoever has switched reading aloud on hears it without pressing.
// <button data-module="read-aloud" hidden> … <form data-read>
import { localVoice } from "../voice";

export function readAloud(element: HTMLElement): void {
  withVoice(() => {
    element.hidden = false;
    element.addEventListener("click", () => readOut(document.querySelector<HTMLElement>("[data-read]")));
    if (wantsIt()) readOut(document.querySelector<HTMLElement>("[data-read]"));
  });
}

export const wantsIt = (): boolean => "readsAloud" in document.documentElement.dataset;

/** Some browsers know their voices only a moment after the page is there. */
export function withVoice(then: () => void): void {
  if (!("speechSynthesis" in globalThis)) return;
  let told = false;
  const look = (): void => {
    if (told || !localVoice(document.documentElement.lang)) return;
    told = true;
    then();
  };
  look();
  speechSynthesis.addEventListener?.("voiceschanged", look);
}

export function readOut(place: HTMLElement | null): void {
  const voice = localVoice(document.documentElement.lang);
  if (!voice || !place) return;
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(place.innerText.replace(/\n+/g, ". "));
  Object.assign(words, { voice, lang: voice.lang });
  speechSynthesis.speak(words);
}
