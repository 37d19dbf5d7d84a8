// The half of the blur that computes: a picture in, the same picture with a soft room out, in a thread of its own.
import type { PoseLandmarker } from "@mediapipe/tasks-vision";
import { prepareLandmarker } from "../landmarker";
import type { BlurAnswer, BlurOrder } from "./blur";
import { cutOut, SOFT_ACROSS, soften } from "./blur_rules";

const worker = self as unknown as DedicatedWorkerGlobalScope;
/** The model looks at 256 points in a row whatever it is given; a larger picture only makes a larger mask to carry. */
const LOOKED_AT_ACROSS = 320;

const at_work = { look: painter(), cut: painter(), soft: painter(), sharp: painter() };
let landmarker: PoseLandmarker | null = null;

worker.onmessage = async ({ data }: MessageEvent<BlurOrder>) => {
  try {
    if (data.ask === "prepare") {
      ({ landmarker } = await prepareLandmarker(data, { outputSegmentationMasks: true }));
      say({ said: "ready" });
    } else {
      const picture = blurred(data.picture, data.at);
      data.picture.close();
      say({ said: "blurred", picture, run: data.run }, [picture]);
    }
  } catch (error) {
    say({ said: "failed", reason: String(error) }); // a picture whose person was not looked for must not go out
  }
};

function say(answer: BlurAnswer, transfer: Transferable[] = []): void {
  worker.postMessage(answer, transfer);
}

function blurred(picture: ImageBitmap, at: number): ImageBitmap {
  const { look, cut, soft, sharp } = at_work;
  const scaled = (across: number): [number, number] => [across, Math.max(1, Math.round((across * picture.height) / picture.width))];

  resize(look, ...scaled(Math.min(LOOKED_AT_ACROSS, picture.width)));
  look.drawImage(picture, 0, 0, look.canvas.width, look.canvas.height);
  find(look.canvas, at, (confidence, across, down) => {
    resize(cut, across, down);
    const mask = cut.createImageData(across, down);
    cutOut(confidence, mask.data);
    cut.putImageData(mask, 0, 0);
  });

  resize(soft, ...scaled(SOFT_ACROSS));
  soft.drawImage(picture, 0, 0, soft.canvas.width, soft.canvas.height);
  const room = soft.getImageData(0, 0, soft.canvas.width, soft.canvas.height);
  soften(room.data, room.width);
  soft.putImageData(room, 0, 0);

  resize(sharp, picture.width, picture.height);
  sharp.imageSmoothingQuality = "high";
  const over = (canvas: CanvasImageSource, how: GlobalCompositeOperation): void => {
    sharp.globalCompositeOperation = how;
    sharp.drawImage(canvas, 0, 0, picture.width, picture.height);
  };
  over(picture, "copy");
  over(cut.canvas, "destination-in");
  over(soft.canvas, "destination-over");
  return sharp.canvas.transferToImageBitmap();
}

function find(canvas: OffscreenCanvas, at: number, found: (confidence: Float32Array | null, across: number, down: number) => void): void {
  if (!landmarker) throw new Error("asked before it was ready");
  const picture = canvas.transferToImageBitmap();
  landmarker.detectForVideo(picture, at, ({ segmentationMasks }) => {
    const mask = segmentationMasks?.[0];
    if (mask) found(mask.getAsFloat32Array(), mask.width, mask.height);
    else found(null, 1, 1);
  });
  picture.close();
}

function painter(): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to paint on");
  return context;
}

function resize({ canvas }: OffscreenCanvasRenderingContext2D, across: number, down: number): void {
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
}
