// What somebody is writing stays in this browser until it has been sent, with the key under which it will be sent.
import { openShelf } from "./shelf";

interface Draft { key: string; text: string }

/** Binds the text and the hidden key of a form to the draft of this person and place. Gives how to forget it. */
export async function keepDraft(form: HTMLFormElement, owner: string, place: string, taken: string): Promise<() => Promise<void>> {
  const shelf = await openShelf();
  const name = `draft:${owner}:${place}`;
  const text = form.elements.namedItem("text") as HTMLTextAreaElement;
  const key = form.elements.namedItem("key") as HTMLInputElement;
  const forget = (): Promise<void> => shelf.delete("about", name);
  const kept = JSON.parse((await shelf.get("about", name)) ?? "null") as Draft | null;
  if (kept && kept.key === taken) await forget(); // it arrived, though this page never heard the yes
  else if (kept && text.value === "") [text.value, key.value] = [kept.text, kept.key];
  text.addEventListener("input", () => {
    const draft: Draft = { key: key.value, text: text.value };
    void (draft.text ? shelf.put("about", JSON.stringify(draft), name) : forget());
  });
  return forget;
}
