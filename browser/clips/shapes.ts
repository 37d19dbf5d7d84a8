// What can be drawn on a picture of a clip. Points are shares of the picture, so a drawing fits at any size.
export type Kind = "line" | "arrow" | "angle" | "text";
export type Point = readonly [number, number];
export interface Shape { kind: Kind; colour: string; points: Point[]; words?: string }
export interface Size { width: number; height: number }
export interface Moment { key: string; at: number; shapes: Shape[] }

export const NEEDS: Record<Kind, number> = { line: 2, arrow: 2, angle: 3, text: 1 };

/** The angle at the middle point, in whole degrees, as it looks on a picture of this size; not measured from a body. */
export function degreesOf([a, b, c]: Point[], { width, height }: Size): number {
  if (!a || !b || !c) return 0;
  const direction = (to: Point): number => Math.atan2((to[1] - b[1]) * height, (to[0] - b[0]) * width);
  const turned = (Math.abs(direction(a) - direction(c)) * 180 / Math.PI) % 360;
  return Math.round(Math.min(turned, 360 - turned));
}

export function clockWords(ms: number): string {
  const seconds = Math.floor(ms / 1000 + 1e-6);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
