// A question from 0 to 10. 0 is an answer; nothing chosen is null, and null is never turned into 0.
import type { Score } from "./plan";

export function scoreOf(form: HTMLFormElement, name: string): Score | null {
  const value = new FormData(form).get(name);
  return typeof value === "string" && value !== "" ? (Number(value) as Score) : null;
}

/** Fills a select with "not asked" and 0 to 10. */
export function fillSelect(select: HTMLSelectElement, score: Score | null): void {
  const choices = ["", ...Array.from({ length: 11 }, (_, value) => String(value))];
  select.replaceChildren(...choices.map((value) => new Option(value === "" ? "–" : value, value)));
  select.value = score === null ? "" : String(score);
}

export function scoreFrom(select: HTMLSelectElement): Score | null {
  return select.value === "" ? null : (Number(select.value) as Score);
}
