// The stick figure of one moment, drawn in three dimensions on a plain canvas: no graphics processor is needed, so it
// looks the same everywhere. What the camera did not see well is pale and dashed: it is the pose model's guess.
import { landmark, type Landmark } from "./trace";

export interface Point { x: number; y: number; z: number; seen: number }
export interface Pen {
  ink: string; left: string; right: string; floor: string; mark: string; ground: string;
}
export interface Place { azimuth: number; height: number }
export interface Body { points: Map<string, Point> }

/** Names that comments use; the landmark, or the two it lies between. */
const NAMED: Record<string, readonly number[]> = {
  nose: [0], head: [7, 8], left_shoulder: [11], right_shoulder: [12], left_elbow: [13], right_elbow: [14], left_wrist: [15],
  right_wrist: [16], left_hip: [23], right_hip: [24], left_knee: [25], right_knee: [26], left_ankle: [27], right_ankle: [28],
  left_heel: [29], right_heel: [30], left_toe: [31], right_toe: [32], neck: [11, 12], hips: [23, 24], back: [11, 12, 23, 24],
};
type Side = "left" | "right" | "ink";
const LIMBS: readonly (readonly [string, string, Side])[] = [
  ["neck", "hips", "ink"], ["neck", "head", "ink"], ["left_shoulder", "right_shoulder", "ink"], ["left_hip", "right_hip", "ink"],
  ...(["left", "right"] as const).flatMap((side) => [
    [`${side}_shoulder`, `${side}_elbow`, side], [`${side}_elbow`, `${side}_wrist`, side], [`${side}_hip`, `${side}_knee`, side],
    [`${side}_knee`, `${side}_ankle`, side], [`${side}_ankle`, `${side}_toe`, side], [`${side}_heel`, `${side}_ankle`, side],
  ] as const),
];
const JOINTS = Object.keys(NAMED).filter((name) => /shoulder|elbow|wrist|hip$|knee|ankle/.test(name));
const STANDS: Record<string, readonly number[]> = { feet: [27, 28], knees: [25, 26], hips: [23, 24], shoulders: [11, 12] };
const OPENING = 26 * Math.PI / 180;
const HEAD_M = 0.105;
/** Below this the pose model guesses; at `CLEAR` it is sure (the engine's own limits for using both sides lie here). */
const GUESSED = 0.5;
const CLEAR = 0.8;
const PALEST = 0.22;

/** How strongly something is drawn that was seen this well. */
export function strength(seen: number): number {
  return Math.max(PALEST, Math.min(1, PALEST + (1 - PALEST) * (seen - 0.2) / (CLEAR - 0.2)));
}

/** The body on the floor: its lowest clear point stands on 0, and what the exercise keeps in place stays in the middle. */
export function bodyOf(row: Int16Array, stays: string): Body {
  const marks = Array.from({ length: 33 }, (_, index) => landmark(row, index));
  const clear = marks.filter((mark, index) => index > 10 && mark.seen >= GUESSED);
  const floor = Math.min(...(clear.length ? clear : marks).map((mark) => mark.y));
  const stand = middle(marks, STANDS[stays] ?? STANDS["feet"] ?? []);
  const points = new Map(Object.entries(NAMED).map(([name, indices]) => {
    const point = middle(marks, indices);
    return [name, { x: point.x - stand.x, y: point.y - floor, z: point.z - stand.z, seen: point.seen }];
  }));
  return { points };
}

function middle(marks: readonly Landmark[], indices: readonly number[]): Point {
  const sum = { x: 0, y: 0, z: 0, seen: 1 };
  for (const index of indices) {
    const mark = marks[index];
    if (!mark) continue;
    for (const axis of ["x", "y", "z"] as const) sum[axis] += mark[axis] / indices.length;
    sum.seen = Math.min(sum.seen, mark.seen);
  }
  return sum;
}

/** How much room bodies take: the highest point, and the furthest from the middle. */
export class Room {
  high = 1;
  wide = 0.4;

  hold(body: Body): void {
    for (const { x, y, z, seen } of body.points.values()) {
      if (seen < GUESSED) continue;
      this.high = Math.max(this.high, Math.min(2.4, y + 0.12));
      this.wide = Math.max(this.wide, Math.min(1.6, Math.hypot(x, z)));
    }
  }
}

/** From metres to the picture: x and y in pixels, the pixels of a metre there, and how far away. */
export function lens(place: Place, room: Room, width: number, height: number) {
  const [turn, tilt] = [place.azimuth * Math.PI / 180, place.height * Math.PI / 180];
  const half = Math.tan(OPENING / 2);
  const far = Math.max(room.high / 2 * 1.16 / half, room.wide * 1.12 / (half * Math.min(1.4, width / height))) + room.wide * 0.4;
  const [sin, cos, up, along] = [Math.sin(turn), Math.cos(turn), Math.sin(tilt), Math.cos(tilt)];
  const scale = height / 2 / half;
  return ({ x, y, z }: { x: number; y: number; z: number }) => {
    const [right, forth, tall] = [x * cos - z * sin, x * sin + z * cos, y - room.high / 2];
    const away = Math.max(0.2, far - (forth * along + tall * up));
    const size = scale / away;
    return { x: width / 2 + right * size, y: height / 2 - (tall * along - forth * up) * size, size, away };
  };
}

export function drawFigure(pen: CanvasRenderingContext2D, colours: Pen, body: Body | null, place: Place, room: Room,
  size: { width: number; height: number }, marked = ""): void {
  pen.clearRect(0, 0, size.width, size.height);
  const see = lens(place, room, size.width, size.height);
  drawFloor(pen, colours, see, room);
  if (!body) return;
  drawShadow(pen, colours, see, body);
  const point = (name: string): Point => body.points.get(name) ?? { x: 0, y: 0, z: 0, seen: 0 };
  const trunk = ["left_shoulder", "right_shoulder", "right_hip", "left_hip"].map(point);
  pen.globalAlpha = 0.13 * strength(Math.min(...trunk.map(({ seen }) => seen)));
  pen.fillStyle = colours.ink;
  pen.beginPath();
  trunk.map(see).forEach(({ x, y }) => pen.lineTo(x, y));
  pen.fill();
  const limbs = LIMBS.map(([from, to, side]) => ({ a: point(from), b: point(to), side, from, to }));
  const depth = (limb: { a: Point; b: Point }): number => see(limb.a).away + see(limb.b).away;
  pen.lineCap = "round";
  for (const limb of limbs.sort((one, other) => depth(other) - depth(one))) drawLimb(pen, colours, see, limb);
  drawJoints(pen, colours, see, point);
  drawHead(pen, colours, see, point("head"));
  if (marked && body.points.has(marked)) drawMark(pen, colours, see(point(marked)));
  pen.globalAlpha = 1;
}

type See = ReturnType<typeof lens>;

function drawLimb(pen: CanvasRenderingContext2D, colours: Pen, see: See, { a, b, side }: { a: Point; b: Point; side: Side }): void {
  const [from, to, seen] = [see(a), see(b), Math.min(a.seen, b.seen)];
  pen.globalAlpha = strength(seen);
  pen.strokeStyle = colours[side];
  pen.lineWidth = Math.max(2, (from.size + to.size) / 2 * (side === "ink" ? 0.032 : 0.04));
  pen.setLineDash(seen < GUESSED ? [pen.lineWidth * 0.9, pen.lineWidth * 1.7] : []);
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x, to.y);
  pen.stroke();
  pen.setLineDash([]);
}

function drawJoints(pen: CanvasRenderingContext2D, colours: Pen, see: See, point: (name: string) => Point): void {
  for (const name of JOINTS) {
    const joint = point(name);
    const { x, y, size } = see(joint);
    pen.globalAlpha = strength(joint.seen);
    pen.fillStyle = joint.seen < GUESSED ? colours.ground : name.startsWith("left") ? colours.left : colours.right;
    pen.strokeStyle = joint.seen < GUESSED ? colours.ink : colours.ground;
    pen.lineWidth = Math.max(1, size * 0.008);
    pen.beginPath();
    pen.arc(x, y, Math.max(2.5, size * 0.03), 0, 7);
    pen.fill();
    pen.stroke();
  }
}

function drawHead(pen: CanvasRenderingContext2D, colours: Pen, see: See, head: Point): void {
  const { x, y, size } = see(head);
  pen.globalAlpha = strength(head.seen);
  pen.fillStyle = colours.ground;
  pen.strokeStyle = colours.ink;
  pen.lineWidth = Math.max(2, size * 0.028);
  pen.beginPath();
  pen.arc(x, y, size * HEAD_M, 0, 7);
  pen.fill();
  pen.stroke();
}

function drawMark(pen: CanvasRenderingContext2D, colours: Pen, { x, y, size }: { x: number; y: number; size: number }): void {
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.mark;
  pen.lineWidth = Math.max(2.5, size * 0.02);
  pen.beginPath();
  pen.arc(x, y, Math.max(10, size * 0.1), 0, 7);
  pen.stroke();
}

const TILE_M = 0.5;

function drawFloor(pen: CanvasRenderingContext2D, colours: Pen, see: See, room: Room): void {
  const far = Math.ceil((room.wide + 0.4) / TILE_M) * TILE_M;
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.floor;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let at = -far; at <= far + 0.01; at += TILE_M) {
    for (const [from, to] of [[{ x: at, y: 0, z: -far }, { x: at, y: 0, z: far }], [{ x: -far, y: 0, z: at }, { x: far, y: 0, z: at }]] as const) {
      const [a, b] = [see(from), see(to)];
      pen.moveTo(a.x, a.y);
      pen.lineTo(b.x, b.y);
    }
  }
  pen.stroke();
}

function drawShadow(pen: CanvasRenderingContext2D, colours: Pen, see: See, body: Body): void {
  pen.globalAlpha = 0.1;
  pen.strokeStyle = colours.ink;
  pen.lineCap = "round";
  for (const [from, to] of LIMBS) {
    const [a, b] = [body.points.get(from), body.points.get(to)];
    if (!a || !b) continue;
    const [one, other] = [see({ ...a, y: 0 }), see({ ...b, y: 0 })];
    pen.lineWidth = one.size * 0.05;
    pen.beginPath();
    pen.moveTo(one.x, one.y);
    pen.lineTo(other.x, other.y);
    pen.stroke();
  }
}
