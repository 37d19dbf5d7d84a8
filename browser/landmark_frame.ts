// One frame as it crosses every border: 201 numbers, the layout of unbrace.motion.landmarks.Frame.from_floats.
// [t_ms, width/height, persons (0 or 1), then 33 x (image x, image y, world x, world y, world z, visibility)]

export const POINTS = 33;
export const HEAD = 3;
export const PER_POINT = 6;
export const FLOATS = HEAD + POINTS * PER_POINT;

export interface ImagePoint { x: number; y: number; visibility: number }

export function hasPerson(values: Float64Array): boolean {
  return values[2] === 1;
}

export function imagePoint(values: Float64Array, index: number): ImagePoint {
  const at = HEAD + index * PER_POINT;
  return { x: values[at] ?? 0, y: values[at + 1] ?? 0, visibility: values[at + 5] ?? 0 };
}
