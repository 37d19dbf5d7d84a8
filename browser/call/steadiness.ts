// Whether the way to the other person carries a picture. Sound goes first: a voice that breaks up is worse than no picture.

export interface Sample {
  /** Share of our packets that did not arrive, 0 to 1; null while nothing was reported. */
  readonly lost: number | null;
  /** What the browser thinks it could send, bits a second; null where it does not say. */
  readonly room: number | null;
}
export type Way = "carries" | "too-lossy" | "too-narrow";

/** Speech stays clear up to about a tenth of lost packets (Opus repairs them); a small picture needs about 150 kbit/s. */
export const MOST_LOST = 0.1;
export const LEAST_ROOM = 150_000;
export const BAD_FOR = 3; // samples in a row, two seconds apart: six seconds
export const GOOD_FOR = 10; // twenty seconds: a picture that comes and goes is worse than none
export const HELD_FOR = 30; // a picture that was back for less than a minute came back too soon: wait twice as long
export const LONGEST_REST = 80;

export class Steadiness {
  private bad = 0;
  private good = 0;
  private said: Way = "carries";
  private rests = GOOD_FOR;
  private held = HELD_FOR;

  /** The present judgement after one more sample. It changes slowly, and back more slowly still. */
  judge({ lost, room }: Sample): Way {
    const resting = this.said !== "carries";
    // Room is measured by what is sent: while the picture rests it looks narrow for ever, and only trying tells.
    const narrow = !resting && room !== null && room < LEAST_ROOM;
    const now: Way = lost !== null && lost > MOST_LOST ? "too-lossy" : narrow ? "too-narrow" : "carries";
    if (now === "carries") [this.good, this.bad] = [this.good + 1, 0];
    else [this.good, this.bad] = [0, this.bad + 1];
    if (resting && this.good >= this.rests) [this.said, this.held, this.good] = ["carries", 0, 0];
    else if (!resting) {
      this.held += 1;
      if (this.bad >= BAD_FOR) {
        this.rests = this.held < HELD_FOR ? Math.min(2 * this.rests, LONGEST_REST) : GOOD_FOR;
        this.said = now;
      }
    }
    return this.said;
  }
}

/** One sample out of the browser's own report on a connection. */
export function sampleOf(report: Iterable<Record<string, unknown>>): Sample {
  let lost: number | null = null;
  let room: number | null = null;
  for (const entry of report) {
    if (entry["type"] === "remote-inbound-rtp" && typeof entry["fractionLost"] === "number") lost = Math.max(lost ?? 0, entry["fractionLost"]);
    if (entry["type"] === "candidate-pair" && entry["nominated"] && typeof entry["availableOutgoingBitrate"] === "number") room = entry["availableOutgoingBitrate"];
  }
  return { lost, room };
}
