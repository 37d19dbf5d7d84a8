// Stop 1, see: opens the camera and says plainly why it could not. Pixels never leave the device.

export type Trouble = "unsupported" | "unready" | "denied" | "none" | "busy" | "lost" | "failed";
export type Facing = "user" | "environment";

export class CameraTrouble extends Error {
  constructor(readonly why: Trouble) {
    super(`camera: ${why}`);
  }
}

/** A phone that locks or takes a call mutes the camera for a moment; only a longer silence counts as lost. */
const MUTED_FOR_MS = 2500;
const REMEMBERED = "unbrace-camera";

const BY_ERROR: Record<string, Trouble> = {
  NotAllowedError: "denied", SecurityError: "denied",
  NotFoundError: "none", OverconstrainedError: "none",
  NotReadableError: "busy", AbortError: "busy",
};

export interface Camera {
  readonly video: HTMLVideoElement;
  /** A person expects a mirror from the camera that faces them, and only there. */
  readonly mirrored: boolean;
  close(): void;
}

export function rememberedFacing(): Facing {
  return localStorage.getItem(REMEMBERED) === "environment" ? "environment" : "user";
}

export function otherFacing(): Facing {
  const next = rememberedFacing() === "user" ? "environment" : "user";
  localStorage.setItem(REMEMBERED, next);
  return next;
}

export async function openCamera(facing: Facing, onLost: () => void): Promise<Camera> {
  if (!canWatch()) throw new CameraTrouble("unsupported");
  return cameraOf(await ask(facing), facing, onLost);
}

/** A camera that is open already, such as a copy of a call's track: no second one is asked for. */
export async function cameraOf(stream: MediaStream, facing: Facing, onLost: () => void): Promise<Camera> {
  if (!canWatch()) throw new CameraTrouble("unsupported");
  const video = document.createElement("video");
  Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
  const stopListening = listenForLoss(stream, onLost);
  await video.play();
  return {
    video,
    mirrored: facesThePerson(stream, facing),
    close() {
      stopListening();
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    },
  };
}

function canWatch(): boolean {
  const parts = ["createImageBitmap", "OffscreenCanvas", "WebAssembly", "Worker"];
  return Boolean(navigator.mediaDevices?.getUserMedia) && parts.every((part) => part in window);
}

async function ask(facing: Facing): Promise<MediaStream> {
  // 640 x 480 is all the pose model uses; a phone held upright turns it to 480 x 640 by itself.
  const video = { facingMode: facing, width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    throw new CameraTrouble(BY_ERROR[(error as DOMException).name] ?? "failed");
  }
}

function facesThePerson(stream: MediaStream, asked: Facing): boolean {
  const facing = stream.getVideoTracks()[0]?.getSettings().facingMode;
  return (facing ?? asked) !== "environment";
}

function listenForLoss(stream: MediaStream, onLost: () => void): () => void {
  const track = stream.getVideoTracks()[0];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const muted = () => { waiting = setTimeout(onLost, MUTED_FOR_MS); };
  const unmuted = () => clearTimeout(waiting);
  track?.addEventListener("ended", onLost);
  track?.addEventListener("mute", muted);
  track?.addEventListener("unmute", unmuted);
  return () => {
    clearTimeout(waiting);
    track?.removeEventListener("ended", onLost);
    track?.removeEventListener("mute", muted);
    track?.removeEventListener("unmute", unmuted);
  };
}
