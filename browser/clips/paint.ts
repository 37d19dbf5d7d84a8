// Draws shapes into the picture's svg: each with a dark edge under it, so that it stands out from any picture.
import { degreesOf, type Point, type Shape, type Size } from "./shapes";

export interface Begun { points: Point[]; colour: string }

export function paint(svg: SVGSVGElement, size: Size, shapes: Shape[], begun: Begun | null = null, cross: Point | null = null): void {
  const thick = Math.max(size.width, size.height) / 200;
  const parts = shapes.flatMap((shape) => elementsOf(shape, size, thick));
  if (begun && begun.points.length > 0) parts.push(...begunOf(begun, cross, size, thick));
  if (cross) parts.push(...crossOf(cross, size, thick));
  svg.replaceChildren(...parts);
}

function elementsOf(shape: Shape, size: Size, thick: number): SVGElement[] {
  const at = shape.points.map(([x, y]): Point => [x * size.width, y * size.height]);
  const [first, second, third] = at;
  if (!first) return [];
  if (shape.kind === "text") return [words(shape.words ?? "", first, shape.colour, size, thick)];
  if (!second) return [];
  if (shape.kind === "angle" && third) {
    const label = `${degreesOf(shape.points, size)}° on the picture`;
    return [...lines([first, second, third], shape.colour, thick), arc(first, second, third, shape.colour, thick), words(label, [second[0] + 4 * thick, second[1] + 9 * thick], shape.colour, size, thick)];
  }
  const head = shape.kind === "arrow" ? headOf(first, second, 7 * thick).flatMap((wing) => lines([wing, second], shape.colour, thick)) : [];
  return [...lines([first, second], shape.colour, thick), ...head];
}

function headOf(from: Point, to: Point, long: number): Point[] {
  const direction = Math.atan2(to[1] - from[1], to[0] - from[0]);
  return [2.6, -2.6].map((turn) => [to[0] + long * Math.cos(direction + turn), to[1] + long * Math.sin(direction + turn)]);
}

function lines(points: Point[], colour: string, thick: number, begun = false): SVGElement[] {
  const d = `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
  return [
    part("path", { d, class: "clip-halo", "stroke-width": thick * 2.4 }),
    part("path", { d, class: `clip-line clip-${colour}${begun ? " clip-begun" : ""}`, "stroke-width": thick * 1.2 }),
  ];
}

function arc(first: Point, middle: Point, last: Point, colour: string, thick: number): SVGElement {
  const radius = 8 * thick;
  const on = (to: Point): Point => {
    const direction = Math.atan2(to[1] - middle[1], to[0] - middle[0]);
    return [middle[0] + radius * Math.cos(direction), middle[1] + radius * Math.sin(direction)];
  };
  const [from, to] = [on(first), on(last)];
  const turns = (from[0] - middle[0]) * (to[1] - middle[1]) - (from[1] - middle[1]) * (to[0] - middle[0]) > 0 ? 1 : 0;
  const d = `M${from[0].toFixed(1)} ${from[1].toFixed(1)}A${radius} ${radius} 0 0 ${turns} ${to[0].toFixed(1)} ${to[1].toFixed(1)}`;
  return part("path", { d, class: `clip-line clip-${colour}`, "stroke-width": thick });
}

function words(text: string, [x, y]: Point, colour: string, size: Size, thick: number): SVGElement {
  const high = 7 * thick;
  const place = { x: Math.min(size.width - high / 2, Math.max(high / 2, x)), y: Math.min(size.height - high / 3, Math.max(high, y)) };
  const anchor = place.x > size.width * 0.6 ? "end" : "start";
  const element = part("text", { ...place, "font-size": high, "stroke-width": thick * 1.4, "text-anchor": anchor, class: `clip-fill-${colour}` });
  element.textContent = text;
  return element;
}

function begunOf({ points, colour }: Begun, cross: Point | null, size: Size, thick: number): SVGElement[] {
  const at = [...points, ...(cross ? [cross] : [])].map(([x, y]): Point => [x * size.width, y * size.height]);
  const dots = points.map(([x, y]) => part("circle", { cx: x * size.width, cy: y * size.height, r: thick * 1.6, class: `clip-fill-${colour}` }));
  return [...(at.length > 1 ? lines(at, colour, thick, true) : []), ...dots];
}

function crossOf([x, y]: Point, { width, height }: Size, thick: number): SVGElement[] {
  const [cx, cy, long] = [x * width, y * height, 5 * thick];
  return [...lines([[cx - long, cy], [cx + long, cy]], "white", thick * 0.8), ...lines([[cx, cy - long], [cx, cy + long]], "white", thick * 0.8)];
}

function part(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
