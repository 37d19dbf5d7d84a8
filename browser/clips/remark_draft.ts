// A remark that is being made stays in this browser until the server has it: words, drawing, voice, and its key.
import { openShelf } from "../shelf";
import type { Shape } from "./shapes";

export interface RemarkDraft { key: string; at: string; text: string; shapes: Shape[]; voice: string }

export class DraftShelf {
  constructor(private readonly owner: string, private readonly place: string) {}

  /** What was kept, unless it has arrived meanwhile under the key `taken`. */
  async read(taken: string): Promise<RemarkDraft | null> {
    const kept = JSON.parse((await (await openShelf()).get("about", this.name)) ?? "null") as RemarkDraft | null;
    if (!kept || kept.key !== taken) return kept;
    await this.forget();
    return null;
  }

  async keep(draft: RemarkDraft): Promise<void> {
    if (!draft.text && draft.shapes.length === 0 && !draft.voice) return this.forget();
    await (await openShelf()).put("about", JSON.stringify(draft), this.name);
  }

  async forget(): Promise<void> { await (await openShelf()).delete("about", this.name); }

  private get name(): string { return `draft:${this.owner}:${this.place}`; }
}

export function asText(voice: Blob | null): Promise<string> {
  if (!voice) return Promise.resolve("");
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(voice);
  });
}

/** The other way round; null for what is no voice. */
export function asVoice(text: string): Blob | null {
  const [head, data] = text.split(",");
  const type = /^data:(audio\/[\w.+-]+)/.exec(head ?? "")?.[1];
  return type && data ? new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type }) : null;
}
