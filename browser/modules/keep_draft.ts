// An answer that is being written survives a closed tab; a snippet goes into it where the cursor stands.
// <form data-module="keep-draft" data-owner="…" data-place="…" data-taken="key of the newest message sent">
import { keepDraft } from "../draft";

export function keepAnswer(form: HTMLElement): void {
  const { owner, place, taken } = form.dataset;
  if (owner && place) void keepDraft(form as HTMLFormElement, owner, place, taken ?? "");
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-use]")) offer(button, form as HTMLFormElement);
}

function offer(button: HTMLButtonElement, form: HTMLFormElement): void {
  const text = form.elements.namedItem("text") as HTMLTextAreaElement;
  button.hidden = false;
  button.addEventListener("click", () => {
    const snippet = document.querySelector<HTMLElement>(`[data-snippet="${button.dataset["use"]}"]`)?.innerText ?? ""; // read now: folded away it has none
    text.setRangeText(snippet, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input"));
    text.focus();
  });
}
