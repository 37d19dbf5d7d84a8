// Chair, mat, wall, band, weights: plain shapes that stand still, follow a bone, or span two points.
import {
  BoxGeometry, CapsuleGeometry, CatmullRomCurve3, CylinderGeometry, DoubleSide, FrontSide, Mesh, MeshStandardMaterial, type Object3D,
  PlaneGeometry, Quaternion, TubeGeometry, Vector3,
} from "three";
import type { End, Film, Piece } from "./film";
import type { Figure } from "./figure";

const TINTS: Record<string, number> = {
  mat: 0x8fb3a8, wood: 0xb98e5f, seat: 0xc9b79a, wall: 0xe6ddcc, band: 0xc8643c, metal: 0x8b9291, weight: 0x4b5654,
  bag: 0x6f8a7f, box: 0xc79a63, towel: 0xe9e2d2, pillow: 0xd9cfe0,
};

export interface Pieces { objects: Object3D[]; follow(): void }

export function makePieces(film: Film, figure: Figure, parent: Object3D): Pieces {
  const follows: (() => void)[] = [];
  const objects = film.pieces.map((piece) => {
    const mesh = new Mesh(shape(piece), material(piece));
    mesh.castShadow = piece.shape !== "wall" && piece.tint !== "mat";
    mesh.receiveShadow = true;
    if (piece.at) mesh.position.fromArray(piece.at);
    if (piece.turn) mesh.quaternion.fromArray(piece.turn).normalize();
    const bone = piece.bone ? figure.bones.get(piece.bone) : undefined;
    (bone ?? parent).add(mesh);
    if (piece.ends) follows.push(() => span(mesh, piece, piece.ends as End[], figure, parent));
    return mesh;
  });
  return { objects, follow: () => follows.forEach((follow) => follow()) };
}

function shape(piece: Piece) {
  const [x, y, z] = piece.size ?? [0.01, 0.01, 0.01];
  if (piece.shape === "rod") return x > 0.05 ? new CylinderGeometry(x / 2, x / 2, y, 24) : new CapsuleGeometry(x / 2, y, 4, 10);
  if (piece.shape === "wall") return new PlaneGeometry(x, y);
  return new BoxGeometry(x, y, z);
}

function material(piece: Piece): MeshStandardMaterial {
  const wall = piece.shape === "wall";
  return new MeshStandardMaterial({
    color: TINTS[piece.tint] ?? TINTS["wood"] as number, roughness: 0.9, metalness: 0,
    side: piece.shape === "band" ? DoubleSide : FrontSide, transparent: wall, opacity: wall ? 0.6 : 1,
  });
}

function pointOf(end: End, figure: Figure, parent: Object3D): Vector3 {
  const point = new Vector3().fromArray(end.at);
  const bone = end.bone ? figure.bones.get(end.bone) : undefined;
  return bone ? parent.worldToLocal(bone.localToWorld(point)) : point;
}

const ALONG_Y = new Vector3(0, 1, 0);
const ALONG_X = new Vector3(1, 0, 0);

function span(mesh: Mesh, piece: Piece, ends: End[], figure: Figure, parent: Object3D): void {
  const points = ends.map((end) => pointOf(end, figure, parent));
  if (points.length === 1) { // hangs: upright, whatever the hand does
    mesh.position.fromArray(piece.at ?? [0, 0, 0]).add(points[0] as Vector3);
    return;
  }
  const [first, last] = [points[0] as Vector3, points[points.length - 1] as Vector3];
  if (piece.shape === "band") {
    mesh.geometry.dispose();
    const curve = new CatmullRomCurve3(points, false, "catmullrom", points.length > 4 ? 0.3 : 0);
    mesh.geometry = new TubeGeometry(curve, points.length * 8, 0.009, 6, false);
    return;
  }
  mesh.position.copy(first).add(last).multiplyScalar(0.5);
  const way = last.clone().sub(first).normalize();
  mesh.quaternion.copy(new Quaternion().setFromUnitVectors(piece.shape === "rod" ? ALONG_Y : ALONG_X, piece.shape === "rod" ? way : way.negate()));
}
