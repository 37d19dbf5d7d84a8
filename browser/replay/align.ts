// Two sets side by side: the other one is shown at the same point of the same repetition, however fast it was.

export interface Repetition { start_ms: number; peak_ms: number; end_ms: number }

type Knot = readonly [number, number];

/** Knots (time here, time there): start, far point and end of each repetition that both have. Before the first and after
 *  the last both run at their own pace. */
export function knots(here: readonly Repetition[], there: readonly Repetition[]): Knot[] {
  const found: Knot[] = [];
  for (let k = 0; k < Math.min(here.length, there.length); k++) {
    const [a, b] = [here[k], there[k]];
    if (!a || !b) continue;
    for (const part of ["start_ms", "peak_ms", "end_ms"] as const) {
      const last = found.at(-1);
      if (!last || (a[part] > last[0] && b[part] > last[1])) found.push([a[part], b[part]]);
    }
  }
  return found;
}

/** The moment there that belongs to `ms` here. */
export function aligned(ms: number, pairs: readonly Knot[]): number {
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last) return ms;
  if (ms <= first[0]) return first[1] + (ms - first[0]);
  if (ms >= last[0]) return last[1] + (ms - last[0]);
  const next = pairs.findIndex(([here]) => here > ms);
  const [[a, c], [b, d]] = [pairs[next - 1] ?? first, pairs[next] ?? last];
  return c + (ms - a) / (b - a) * (d - c);
}

/** The same the other way round. */
export function turnedRound(pairs: readonly Knot[]): Knot[] {
  return pairs.map(([here, there]) => [there, here] as const);
}
