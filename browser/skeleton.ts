// Draws the picture and, on that same picture, the lines the camera found. Calm on purpose: no colours that judge.
import { hasPerson, imagePoint, type ImagePoint } from "./landmark_frame";
import type { Sight } from "./pose";

/** BlazePose point pairs: trunk, arms, legs, feet. No face: nobody needs lines across their face. */
const LINES: readonly (readonly [number, number])[] = [
  [11, 12], [11, 23], [12, 24], [23, 24], [11, 13], [13, 15], [12, 14], [14, 16],
  [23, 25], [25, 27], [24, 26], [26, 28], [27, 31], [28, 32],
];
const JOINTS = [11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28];
/** A point the model is not sure of is not drawn: a line through thin air would look like a mistake of the person. */
const CLEAR = 0.5;
const LINE = "rgb(255 255 255 / 82%)";
const JOINT = "#b9f0df";

export class Skeleton {
  private readonly context: CanvasRenderingContext2D | null;

  constructor(private readonly canvas: HTMLCanvasElement, mirrored: boolean) {
    this.context = canvas.getContext("2d", { alpha: false, desynchronized: true });
    canvas.classList.toggle("mirrored", mirrored);
  }

  draw({ picture, values }: Sight): void {
    if (!this.context) return;
    if (this.canvas.width !== picture.width || this.canvas.height !== picture.height) {
      Object.assign(this.canvas, { width: picture.width, height: picture.height });
      this.canvas.classList.toggle("upright", picture.height > picture.width);
    }
    this.context.drawImage(picture, 0, 0);
    if (hasPerson(values)) this.lines(this.context, (index) => imagePoint(values, index));
  }

  private lines(pen: CanvasRenderingContext2D, point: (index: number) => ImagePoint): void {
    const { width, height } = this.canvas;
    pen.lineWidth = Math.max(2, width / 160);
    pen.lineCap = "round";
    pen.strokeStyle = LINE;
    pen.beginPath();
    for (const [from, to] of LINES) {
      const [a, b] = [point(from), point(to)];
      if (a.visibility < CLEAR || b.visibility < CLEAR) continue;
      pen.moveTo(a.x * width, a.y * height);
      pen.lineTo(b.x * width, b.y * height);
    }
    pen.stroke();
    pen.fillStyle = JOINT;
    pen.beginPath();
    for (const index of JOINTS) {
      const { x, y, visibility } = point(index);
      if (visibility < CLEAR) continue;
      pen.moveTo(x * width, y * height);
      pen.arc(x * width, y * height, Math.max(3, width / 110), 0, Math.PI * 2);
    }
    pen.fill();
  }
}
