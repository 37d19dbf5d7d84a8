// What is shown sharp, how soft the rest becomes, and when a device is too slow for it. Nothing here needs a browser.

/** A doubtful point belongs to the room: below the first it is soft altogether, above the second it is shown. Our own judgement,
 * looked at in pictures: the model says less than 0.5 for hair and hands at the edge as often as for the wall behind. */
export const ROOM_UP_TO = 0.5;
export const PERSON_FROM = 0.8;

/** The room keeps this many points in a row, so that no writing and no face on a photograph can be told any more. */
export const SOFT_ACROSS = 64;
const REACH = 3; // points to each side, gone over twice: some tenth of the picture's width

/** A person is shown five times a second or not blurred at all: below that movement falls apart into single pictures. */
export const SLOWEST_MS = 200;
export const SETTLES_AFTER = 5; // pictures: the first ones wait for memory and for compiling
export const JUDGED_OVER = 20;

/** How much of the sharp picture is seen at each point, 0 to 255, in every fourth place of `pixels` (RGBA). `confidence`: that it
 * is the person, 0 to 1; null where nobody was found, and then all of it is the room. */
export function cutOut(confidence: ArrayLike<number> | null, pixels: Uint8ClampedArray): void {
  for (let point = 0; point * 4 < pixels.length; point++) {
    const sure = confidence?.[point] ?? 0;
    pixels[point * 4 + 3] = 255 * Math.min(1, Math.max(0, (sure - ROOM_UP_TO) / (PERSON_FROM - ROOM_UP_TO)));
  }
}

/** Each point of `pixels` (RGBA, `across` points a row) becomes the mean of those around it; what lies outside counts as the edge. */
export function soften(pixels: Uint8ClampedArray, across: number): void {
  const down = pixels.length / 4 / across;
  for (let time = 0; time < 2; time++) {
    for (let row = 0; row < down; row++) run(pixels, row * across, 1, across);
    for (let column = 0; column < across; column++) run(pixels, column, across, down);
  }
}

function run(pixels: Uint8ClampedArray, from: number, step: number, count: number): void {
  for (let colour = 0; colour < 3; colour++) {
    const line = Array.from({ length: count }, (_, at) => pixels[(from + at * step) * 4 + colour] ?? 0);
    const value = (at: number): number => line[Math.min(count - 1, Math.max(0, at))] ?? 0;
    let sum = 0;
    for (let at = -REACH; at <= REACH; at++) sum += value(at);
    for (let at = 0; at < count; at++) {
      pixels[(from + at * step) * 4 + colour] = sum / (2 * REACH + 1);
      sum += value(at + REACH + 1) - value(at - REACH);
    }
  }
}

/** Whether this device keeps up, judged by the middle one of its last pictures: one that stumbles is not slow. */
export class Pace {
  private seen = 0;
  private readonly last: number[] = [];

  /** `took`: milliseconds from the camera's picture to the blurred one. True once it is too slow. */
  tooSlow(took: number): boolean {
    if (++this.seen <= SETTLES_AFTER) return false;
    this.last.push(took);
    if (this.last.length < JUDGED_OVER) return false;
    if (this.last.length > JUDGED_OVER) this.last.shift();
    return ([...this.last].sort((one, other) => one - other)[JUDGED_OVER / 2] ?? 0) > SLOWEST_MS;
  }
}
