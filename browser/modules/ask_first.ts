// A button that cannot be undone asks once more: the first press changes its words, the second one does it.
// <button data-module="ask-first" data-ask="Really delete?">Delete</button>

const CALM_AGAIN_MS = 5000;

export function askFirst(element: HTMLElement): void {
  const words = element.textContent ?? "";
  let asked = false;
  element.addEventListener("click", (event) => {
    if (asked) return;
    event.preventDefault();
    asked = true;
    element.textContent = element.dataset["ask"] ?? "Press again to confirm";
    setTimeout(() => { asked = false; element.textContent = words; }, CALM_AGAIN_MS);
  });
}
