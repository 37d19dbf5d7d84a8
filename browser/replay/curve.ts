// The angle over time under the figure, with everything the engine marked in it, and the line of the present moment.
// Drawn as it is measured: a gap where nothing was judged, never a nought.
import { aligned, type Repetition } from "./align";

export interface Rep extends Repetition {
  number: number; full: boolean; side: string; range_deg: number | null; error_deg: number | null; faults: string[];
}
export interface Counts { full: number; partial: number }
export interface Curve { times_ms: number[]; angle: (number | null)[]; signal: (number | null)[]; counts: Counts }
export interface Around {
  lasts_ms: number; unit: string; reps: Rep[]; lost: { start_ms: number; end_ms: number; reason: string }[];
  baseline: [number, number] | null; target: number | null; band: number | null; moments: number[];
}
/** The set beside this one: its curve, and where its moments lie here. */
export interface Beside { curve: Curve; pairs: (readonly [number, number])[] }

export const TOP = 30;
export const BOTTOM = 172;
export const HEIGHT = 206;
const PER_SECOND = 16;
const EDGE = 10;

/** Lowest and highest value drawn, in whole tens; at least 40 apart, so that noise does not look like news. */
export function scaleOf(values: readonly (number | null)[], around: Pick<Around, "baseline" | "target" | "band">): [number, number] {
  const band = around.band ?? 0;
  const there = values.filter((value): value is number => value !== null);
  const all = [0, ...there.map((value) => value - band), ...there.map((value) => value + band), ...around.baseline ?? [], around.target ?? 0];
  const [low, high] = [Math.floor(Math.min(...all) / 10) * 10, Math.ceil(Math.max(...all) / 10) * 10];
  return [low, Math.max(high, low + 40)];
}

/** Wide enough to tell repetitions apart; what does not fit is scrolled to. */
export function widthOf(lasts_ms: number, room: number): number {
  return Math.max(room, Math.round(lasts_ms / 1000 * PER_SECOND) + 2 * EDGE);
}

/** From milliseconds and values to the drawing, and back. */
export function axes(lasts_ms: number, width: number, [low, high]: [number, number]) {
  const inner = width - 2 * EDGE;
  return {
    x: (ms: number) => EDGE + ms / Math.max(1, lasts_ms) * inner,
    y: (value: number) => BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP),
    ms: (x: number) => Math.max(0, Math.min(lasts_ms, (x - EDGE) / inner * lasts_ms)),
  };
}
type Axes = ReturnType<typeof axes>;

/** One stroke for every run of readings, a move after every gap. */
export function stroke(times: readonly number[], values: readonly (number | null)[], { x, y }: Axes): string {
  let [path, drawing] = ["", false];
  values.forEach((value, i) => {
    if (value !== null) path += `${drawing ? "L" : "M"}${x(times[i] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`;
    drawing = value !== null;
  });
  return path;
}

/** The error band as one surface for every run: out along its upper edge, back along its lower one. */
export function ribbon(times: readonly number[], values: readonly (number | null)[], band: number, { x, y }: Axes): string {
  const runs: [number, number][][] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    if (i === 0 || values[i - 1] === null) runs.push([]);
    runs.at(-1)?.push([times[i] ?? 0, value]);
  });
  const edge = (run: [number, number][], by: number): string => run.map(([t, v]) => `${x(t).toFixed(1)} ${y(v + by).toFixed(1)}`).join("L");
  return runs.map((run) => `M${edge(run, band)}L${edge([...run].reverse(), -band)}Z`).join("");
}

const SVG = "http://www.w3.org/2000/svg";

function add(parent: Element, name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text) element.textContent = text;
  parent.append(element);
  return element;
}

/** Draws into `svg` (the moving part) and `ruler` (the numbers at its left, which stay). Gives the axes for the playhead. */
export function drawCurve(svg: SVGSVGElement, ruler: SVGSVGElement, room: number, values: (number | null)[], curve: Curve, around: Around, beside: Beside | null): Axes {
  const other = beside ? { times: beside.curve.times_ms.map((ms) => aligned(ms, beside.pairs)), values: beside.curve.angle.some((v) => v !== null) ? beside.curve.angle : beside.curve.signal } : null;
  const inside = (other?.times ?? []).map((ms) => ms >= 0 && ms <= around.lasts_ms);
  const others = (other?.values ?? []).map((value, i) => inside[i] ? value : null);
  const [width, scale] = [widthOf(around.lasts_ms, room), scaleOf([...values, ...others], around)];
  const at = axes(around.lasts_ms, width, scale);
  svg.replaceChildren();
  ruler.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(HEIGHT));
  drawGrid(svg, ruler, at, width, scale, around);
  if (around.baseline) {
    const [low, high] = around.baseline;
    const tall = Math.max(3, at.y(low) - at.y(high));
    add(svg, "rect", { class: "replay-baseline", x: EDGE, width: width - 2 * EDGE, y: (at.y(low) + at.y(high)) / 2 - tall / 2, height: tall });
  }
  if (around.target !== null) add(svg, "line", { class: "replay-target", x1: EDGE, x2: width - EDGE, y1: at.y(around.target), y2: at.y(around.target) });
  for (const lost of around.lost) {
    const gap = add(svg, "rect", { class: "replay-lost", x: at.x(lost.start_ms), width: Math.max(2, at.x(lost.end_ms) - at.x(lost.start_ms)), y: TOP, height: BOTTOM - TOP });
    add(gap, "title", {}, `Not seen: ${lost.reason}`);
  }
  drawReps(svg, at, around.reps);
  if (around.band) add(svg, "path", { class: "replay-band", d: ribbon(curve.times_ms, values, around.band, at) });
  if (other) add(svg, "path", { class: "replay-beside", d: stroke(other.times, others, at) });
  add(svg, "path", { class: "replay-line", d: stroke(curve.times_ms, values, at) });
  drawPeaks(svg, at, around.reps);
  for (const ms of around.moments) add(svg, "path", { class: "replay-flag", d: `M${at.x(ms)} ${BOTTOM}V${TOP - 24}l11 5l-11 5` });
  add(svg, "line", { class: "replay-head", x1: 0, x2: 0, y1: TOP - 24, y2: BOTTOM + 4, "data-part": "head" });
  return at;
}

function drawGrid(svg: Element, ruler: Element, at: Axes, width: number, [low, high]: [number, number], { lasts_ms, unit }: Around): void {
  const step = high - low > 120 ? 40 : high - low > 60 ? 20 : 10;
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    add(svg, "line", { class: value === 0 ? "replay-zero" : "replay-grid", x1: EDGE, x2: width - EDGE, y1: at.y(value), y2: at.y(value) });
    add(ruler, "text", { x: 38, y: at.y(value) + 4, "text-anchor": "end" }, `${value}${unit}`);
  }
  const every = lasts_ms * (1 / 1000) / (width / 90) > 10 ? 30 : lasts_ms / 1000 / (width / 90) > 5 ? 10 : 5;
  for (let s = 0; s * 1000 <= lasts_ms; s += every) add(svg, "text", { x: at.x(s * 1000), y: HEIGHT - 4, "text-anchor": s ? "middle" : "start" }, clockWords(s * 1000));
}

function drawReps(svg: Element, at: Axes, reps: readonly Rep[]): void {
  for (const rep of reps) {
    const [x, wide] = [at.x(rep.start_ms), Math.max(2, at.x(rep.end_ms) - at.x(rep.start_ms))];
    add(svg, "rect", { class: rep.full ? "replay-rep" : "replay-rep replay-partly", x, width: wide, y: TOP, height: BOTTOM - TOP, rx: 3 });
    add(svg, "text", { class: "replay-number", x: x + wide / 2, y: TOP - 8, "text-anchor": "middle" }, String(rep.number));
  }
}

function drawPeaks(svg: Element, at: Axes, reps: readonly Rep[]): void {
  for (const rep of reps) {
    const x = at.x(rep.peak_ms);
    if (rep.range_deg !== null) {
      const dot = add(svg, "circle", { class: rep.full ? "replay-full" : "replay-partial", cx: x, cy: at.y(rep.range_deg), r: 5 });
      add(dot, "title", {}, repWords(rep));
    }
    if (!rep.faults.length) continue;
    const mark = add(svg, "path", { class: "replay-fault", d: `M${x} ${BOTTOM + 4}l6 10h-12z` });
    add(mark, "title", {}, rep.faults.join(", "));
  }
}

/** "Repetition 3, full, 82° ± 7°, knees moving in". */
export function repWords(rep: Rep): string {
  const range = rep.range_deg === null ? "range not measured" : `${Math.round(rep.range_deg)}°${rep.error_deg === null ? "" : ` ± ${Math.round(rep.error_deg)}°`}`;
  return [`Repetition ${rep.number}`, rep.full ? "full" : "partial", range, ...rep.faults.map((fault) => fault.toLowerCase())].join(", ");
}

/** What to say when the engine of today counts otherwise than the one of that day; nothing when it counts the same. */
export function countedAnew(then: Counts, now: Counts): string {
  if (then.full === now.full && then.partial === now.partial) return "";
  const words = ({ full, partial }: Counts): string => `${full} full and ${partial} partial`;
  return `The curve was measured anew, which comes to ${words(now)}. Marked and listed is what was counted that day: ${words(then)}.`;
}

/** "1:04" for what people read beside a drawing. */
export function clockWords(ms: number): string {
  const s = Math.floor(ms / 1000 + 1e-6);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}
