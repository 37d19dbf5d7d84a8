// What `unbrace/library/demonstration` wrote, and where in it a moment lies. No drawing in here.

export interface Segment { name: "out" | "hold" | "back" | "rest"; seconds: number; from: number; to: number }

export interface End { bone?: string; at: [number, number, number] }

export interface Piece {
  shape: "box" | "rod" | "band" | "wall";
  tint: string;
  size?: [number, number, number];
  at?: [number, number, number];
  turn?: [number, number, number, number];
  bone?: string;
  ends?: End[];
}

export interface Film {
  version: number;
  seen_from: string;
  bounds: [[number, number, number], [number, number, number]];
  still: Record<string, [number, number, number, number]>;
  moving: string[];
  frames: { place: [number, number, number]; turns: number[] }[];
  segments: Segment[];
  start: number;
  end: number;
  pieces: Piece[];
}

/** The scale of the whole numbers in a film. */
export const SCALE = 10_000;

/** A moment between two frames: `share` of the way from `one` to `other`. */
export interface Moment { one: number; other: number; share: number; segment: Segment }

export function lasts(film: Film): number {
  return film.segments.reduce((sum, segment) => sum + segment.seconds, 0);
}

/** The moment after so many seconds; it begins anew when the repetition is over. */
export function momentAt(film: Film, seconds: number): Moment {
  let left = ((seconds % lasts(film)) + lasts(film)) % lasts(film);
  const closed = film.segments.every((segment) => segment.name === "out");
  for (const segment of film.segments) {
    if (left <= segment.seconds) return within(segment, left / segment.seconds, closed);
    left -= segment.seconds;
  }
  return within(film.segments[film.segments.length - 1] as Segment, 1, closed);
}

/** A frame by itself. */
export function stillAt(film: Film, frame: number): Moment {
  return { one: frame, other: frame, share: 0, segment: film.segments[0] as Segment };
}

function within(segment: Segment, progress: number, even: boolean): Moment {
  const eased = even ? progress : progress * progress * (3 - 2 * progress);
  const exact = segment.from + (segment.to - segment.from) * eased;
  const one = Math.floor(exact);
  return { one, other: Math.ceil(exact), share: exact - one, segment };
}
