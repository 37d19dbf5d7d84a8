// Which of two models finds the body: `lite` is quick, `full` keeps crossed and covered legs apart better but computes longer.
// The device says which it can carry, by how long a look took the last time; the person may choose for themselves.

export type Model = "lite" | "full";
export type Choice = "auto" | Model;

const CHOSEN = "unbrace-model";
const TOOK = "unbrace-look-ms";

/** Of the 33 ms between two pictures, `full` takes about twice what `lite` does and the drawing needs the rest: up to here
 * there is room for it. */
export const QUICK_MS: Readonly<Record<Model, number>> = { lite: 10, full: 22 };

interface Took { model: Model; ms: number }

export function chosenModel(): Choice {
  const kept = localStorage.getItem(CHOSEN);
  return kept === "lite" || kept === "full" ? kept : "auto";
}

export function chooseModel(choice: Choice): void {
  if (choice === "auto") localStorage.removeItem(CHOSEN);
  else localStorage.setItem(CHOSEN, choice);
}

/** The model of the next session. Nothing measured: the quick one, which is also the one that works without a network. */
export function modelToUse(choice: Choice = chosenModel(), took: Took | null = lastLook()): Model {
  if (choice !== "auto") return choice;
  return took !== null && took.ms <= QUICK_MS[took.model] ? "full" : "lite";
}

export function rememberLook(model: Model, ms: number): void {
  localStorage.setItem(TOOK, JSON.stringify({ model, ms: Math.round(ms) } satisfies Took));
}

export function lastLook(): Took | null {
  try {
    const kept = JSON.parse(localStorage.getItem(TOOK) ?? "null") as Partial<Took> | null;
    const known = (kept?.model === "lite" || kept?.model === "full") && typeof kept.ms === "number";
    return known ? (kept as Took) : null;
  } catch {
    return null;
  }
}
