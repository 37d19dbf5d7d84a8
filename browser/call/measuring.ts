// Measure together: the person's device measures, the therapist's page shows and drives.
import type { Facing } from "../camera";
import { MeasuringHere } from "./measuring_here";
import { MeasuringThere } from "./measuring_there";

/** What the page of the call lends: its open camera, and the switch for the picture that goes to the other side. */
export interface Host {
  track(): MediaStreamTrack | null;
  facing(): Facing;
  rest(off: boolean): void;
}

export interface Measuring {
  /** The channel to the other's main device, as often as anything changes; null while there is none. */
  meet(channel: RTCDataChannel | null): void;
  leave(): void;
}

/** Either side, or none: a second camera measures nothing. */
export function measuringFor(page: HTMLElement, host: Host): Measuring | null {
  const part = page.querySelector<HTMLElement>("[data-measuring]");
  if (!part) return null;
  return page.dataset["role"] === "therapist" ? new MeasuringThere(part) : new MeasuringHere(part, page.dataset["other"] ?? "", host);
}
