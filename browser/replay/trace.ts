// Reads a movement as unbrace/motion/trace.py writes it, while it still comes in: the first two seconds can be shown
// before the last have arrived. The layout is told there; this is its inverse, and tests/parity holds the two together.

/** Numbers of a frame: the picture (66), the world (99), visibility (33), one after the other. */
const ROWS = [66, 99, 33] as const;
export const NUMBERS = 198;
const MAGIC = [0x55, 0x42, 0x54, 0x52, 0x41, 0x43, 0x45]; // "UBTRACE"
const VERSION = 1;
const HEADER = 8;
const CHUNK_HEADER = 10;
const MOST_FRAMES = 64;
const STEPS_PER_MS = 8;
const STEPS_PER_METRE = 256;
const STEPS_OF_VISIBILITY = 64;

export class NotWhole extends Error {}

/** All frames so far. Whole numbers in the steps of the format; `point` gives metres and shares. */
export class Frames {
  readonly times: number[] = [];
  readonly somebody: boolean[] = [];
  private readonly rows: Int16Array[] = [];

  get count(): number { return this.times.length; }
  /** Milliseconds from the first frame to the last that is here. */
  get lasts(): number { return this.count ? (this.times[this.count - 1] ?? 0) - (this.times[0] ?? 0) : 0; }

  add(time: number, row: Int16Array | null): void {
    this.times.push(time);
    this.somebody.push(row !== null);
    this.rows.push(row ?? NOBODY);
  }

  /** The 198 whole numbers of a frame; of a frame without anybody, null. */
  row(at: number): Int16Array | null { return this.somebody[at] ? this.rows[at] ?? null : null; }

  /** The last frame seen at or before `ms` from the first one. */
  at(ms: number): number {
    const wanted = ms + (this.times[0] ?? 0);
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.times[middle] ?? 0) <= wanted + 0.01) low = middle; else high = middle - 1;
    }
    return low;
  }

  /** When frame `at` was seen, from the first one. */
  since(at: number): number { return (this.times[at] ?? 0) - (this.times[0] ?? 0); }
}

const NOBODY = new Int16Array(0);

export interface Landmark { x: number; y: number; z: number; seen: number }

/** A landmark in metres: x to the right of the picture, y up, z towards the camera. The hips' middle is 0. */
export function landmark(row: Int16Array, index: number): Landmark {
  const at = ROWS[0] + 3 * index;
  return {
    x: (row[at] ?? 0) / STEPS_PER_METRE, y: -(row[at + 1] ?? 0) / STEPS_PER_METRE, z: -(row[at + 2] ?? 0) / STEPS_PER_METRE,
    seen: (row[ROWS[0] + ROWS[1] + index] ?? 0) / STEPS_OF_VISIBILITY,
  };
}

/** Takes bytes as they come, gives frames as soon as a chunk is whole. One `push` at a time. */
export class TraceReader {
  readonly frames = new Frames();
  whole = false;
  private waiting = new Uint8Array(0);
  private begun = false;
  private time = 0;
  private last = new Int16Array(NUMBERS);

  async push(bytes: Uint8Array): Promise<void> {
    const all = new Uint8Array(this.waiting.length + bytes.length);
    all.set(this.waiting);
    all.set(bytes, this.waiting.length);
    let at = this.begun ? 0 : this.begin(all);
    while (this.begun && all.length - at >= CHUNK_HEADER) {
      if (this.whole) throw new NotWhole("goes on");
      const head = new DataView(all.buffer, at);
      const [frames, widths, length, check] = [head.getUint8(0), head.getUint8(1), head.getUint32(2, true), head.getUint32(6, true)];
      if (frames > MOST_FRAMES) throw new NotWhole("corrupt");
      if (all.length - at - CHUNK_HEADER < length) break;
      const deflated = all.subarray(at + CHUNK_HEADER, at + CHUNK_HEADER + length);
      if (adler32(deflated) !== check) throw new NotWhole("corrupt");
      this.read(frames, widths, await inflate(deflated));
      at += CHUNK_HEADER + length;
    }
    this.waiting = all.slice(at);
  }

  /** Nothing more comes. Raises when the end of the trace has not. */
  end(): void {
    if (!this.whole || this.waiting.length) throw new NotWhole(this.whole ? "goes on" : "cut off");
  }

  private begin(all: Uint8Array): number {
    if (MAGIC.some((byte, i) => i < all.length && all[i] !== byte)) throw new NotWhole("not a trace");
    if (all.length < HEADER) return 0;
    if (all[MAGIC.length] !== VERSION) throw new NotWhole("other version");
    this.begun = true;
    return HEADER;
  }

  private read(frames: number, widths: number, content: Uint8Array): void {
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    if (frames === 0) {
      if (content.length !== 4 || view.getUint32(0, true) !== this.frames.count) throw new NotWhole("corrupt");
      this.whole = true;
      return;
    }
    const there = content.subarray(8, 8 + frames).reduce((sum, one) => sum + one, 0);
    const wide = ROWS.map((_, kind) => (widths >> kind) & 1 ? 2 : 1);
    const needed = 8 + 9 * frames + there * ROWS.reduce((sum, rows, kind) => sum + rows * (wide[kind] ?? 1), 0);
    if (content.length !== needed) throw new NotWhole("corrupt");
    const rows = this.rows(view, 8 + 9 * frames, wide, there);
    for (let k = 0, next = 0; k < frames; k++) {
      this.time += Number(view.getBigInt64(8 + frames + 8 * k, true));
      this.frames.add(this.time / STEPS_PER_MS, content[8 + k] ? rows[next++] ?? null : null);
    }
  }

  /** The frames with somebody in them, from the differences of each number. */
  private rows(view: DataView, at: number, wide: number[], there: number): Int16Array[] {
    const rows = Array.from({ length: there }, () => new Int16Array(NUMBERS));
    let number = 0;
    ROWS.forEach((many, kind) => {
      for (const until = number + many; number < until; number++) {
        let value = this.last[number] ?? 0;
        for (const row of rows) {
          value += wide[kind] === 2 ? view.getInt16(at, true) : view.getInt8(at);
          row[number] = value;
          at += wide[kind] ?? 1;
        }
      }
    });
    this.last = rows.at(-1) ?? this.last;
    return rows;
  }
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let at = 0; at < bytes.length;) {
    for (const until = Math.min(at + 3800, bytes.length); at < until; at++) b += a += bytes[at] ?? 0;
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

async function inflate(deflated: Uint8Array): Promise<Uint8Array> {
  try {
    const stream = new Blob([deflated as BlobPart]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new NotWhole("corrupt");
  }
}

/** Fetches a movement and calls `more` after each part that came in. */
export async function fetchTrace(address: string, more: (reader: TraceReader) => void): Promise<TraceReader> {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || !answer.body) throw new Error(`trace: ${answer.status}`);
  const [reader, stream] = [new TraceReader(), answer.body.getReader()];
  for (;;) {
    const { done, value } = await stream.read();
    if (done) break;
    for (let at = 0; at < value.length; at += PIECE) { // a large piece must not keep the first frames waiting
      const before = reader.frames.count;
      await reader.push(value.subarray(at, at + PIECE));
      if (reader.frames.count > before) more(reader);
    }
  }
  reader.end();
  more(reader);
  return reader;
}

const PIECE = 16_384;
