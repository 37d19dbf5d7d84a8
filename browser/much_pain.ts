// Which answers are so much that the kept session closes: from a height, or a rise above the usual pain. Decided by the
// server (clinic/check_ins/gate.py), which writes the bounds into the page and looks again for itself.

export interface Bounds {
  high: number;
  rise: number;
  /** The person's usual pain, 0 to 10; null where the page does not know it. */
  usual: number | null;
}

export function isMuch(pain: number | null, { high, rise, usual }: Bounds): boolean {
  return pain !== null && (pain >= high || (usual !== null && pain >= usual + rise));
}

/** A page that says nothing of it stops at any pain: it fails closed. */
export function boundsIn(page: DOMStringMap, form: DOMStringMap): Bounds {
  const number = (said: string | undefined): number | null => said ? Number(said) : null;
  return { high: number(page["high"]) ?? 0, rise: number(page["rise"]) ?? 0, usual: number(form["usual"]) };
}
