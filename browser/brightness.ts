// How light the picture is, so that a dark room is called a dark room and not a bad movement.

/** Below this mean luminance (0 to 255) landmarks get unsteady; about a room lit by one far lamp. */
export const DARK = 45;
const EVERY = 12;

export class BrightnessMeter {
  private readonly context = new OffscreenCanvas(16, 12).getContext("2d", { willReadFrequently: true });
  private turn = 0;
  private last: number | null = null;

  /** Mean luminance 0 to 255, refreshed every twelfth picture; null before the first. */
  read(picture: ImageBitmap): number | null {
    if (this.turn++ % EVERY === 0 && this.context) {
      this.context.drawImage(picture, 0, 0, 16, 12);
      this.last = meanLuminance(this.context.getImageData(0, 0, 16, 12).data);
    }
    return this.last;
  }
}

/** Rec. 601 luma, the weights video itself uses. */
export function meanLuminance(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    sum += 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  }
  return sum / (pixels.length / 4);
}
