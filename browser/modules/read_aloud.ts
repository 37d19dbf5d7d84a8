// A button that reads the question and its answers to the person; hidden where the browser cannot speak.
// <button data-module="read-aloud" hidden> … <form data-read>
export function readAloud(element: HTMLElement): void {
  if (!("speechSynthesis" in globalThis)) return;
  element.hidden = false;
  element.addEventListener("click", () => {
    speechSynthesis.cancel();
    const text = document.querySelector<HTMLElement>("[data-read]")?.innerText ?? "";
    const words = new SpeechSynthesisUtterance(text.replace(/\n+/g, ". "));
    words.lang = document.documentElement.lang;
    speechSynthesis.speak(words);
  });
}
