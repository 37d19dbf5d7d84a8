// Reads the one figure.glb there is, and bends it. The file's layout is ours (setup/export_figure.py), so a general
// reader of the format, four times as large, is not needed.
import {
  Bone, BufferAttribute, BufferGeometry, InterleavedBuffer, InterleavedBufferAttribute, Matrix4, MeshStandardMaterial,
  Quaternion, Skeleton, SkinnedMesh, Sphere, Vector3,
} from "three";
import { type Film, type Moment, SCALE } from "./film";

interface Gltf {
  nodes: { name: string; translation?: [number, number, number]; children?: number[] }[];
  skins: { joints: number[]; inverseBindMatrices: number }[];
  meshes: { primitives: { attributes: Record<string, number>; indices: number }[] }[];
  accessors: { bufferView: number; componentType: number; count: number; type: string; normalized?: boolean }[];
  bufferViews: { byteOffset: number; byteLength: number; byteStride?: number }[];
}

const ARRAYS = { 5120: Int8Array, 5121: Uint8Array, 5122: Int16Array, 5123: Uint16Array, 5126: Float32Array };
const PARTS: Record<string, number> = { SCALAR: 1, VEC3: 3, VEC4: 4, MAT4: 16 };

export interface Figure { mesh: SkinnedMesh; bones: Map<string, Bone>; root: Bone }

export async function loadFigure(address: string): Promise<Figure> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`figure: ${answer.status}`);
  return readFigure(await answer.arrayBuffer());
}

export function readFigure(file: ArrayBuffer): Figure {
  const view = new DataView(file);
  const long = view.getUint32(12, true);
  const gltf = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 20, long))) as Gltf;
  const block = file.slice(20 + long + 8);
  const primitive = gltf.meshes[0]?.primitives[0];
  const skin = gltf.skins[0];
  if (!primitive || !skin) throw new Error("figure: no mesh");
  const geometry = new BufferGeometry();
  const names: Record<string, string> = {
    POSITION: "position", NORMAL: "normal", COLOR_0: "color", JOINTS_0: "skinIndex", WEIGHTS_0: "skinWeight",
  };
  for (const [name, index] of Object.entries(primitive.attributes)) geometry.setAttribute(names[name] ?? name, attribute(gltf, block, index));
  geometry.setIndex(attribute(gltf, block, primitive.indices) as BufferAttribute);
  geometry.boundingSphere = new Sphere(new Vector3(), 10); // always in the picture
  const bones = gltf.nodes.slice(0, skin.joints.length).map((node) => {
    const bone = new Bone();
    bone.name = node.name;
    bone.position.fromArray(node.translation ?? [0, 0, 0]);
    return bone;
  });
  gltf.nodes.forEach((node, i) => node.children?.forEach((child) => bones[i]?.add(bones[child] as Bone)));
  const inverse = attribute(gltf, block, skin.inverseBindMatrices) as BufferAttribute;
  const binds = bones.map((_, i) => new Matrix4().fromArray(inverse.array, i * 16));
  const mesh = new SkinnedMesh(geometry, new MeshStandardMaterial({ vertexColors: true, roughness: 0.85, metalness: 0 }));
  mesh.bind(new Skeleton(bones, binds), new Matrix4());
  mesh.castShadow = mesh.receiveShadow = true;
  mesh.frustumCulled = false;
  return { mesh, bones: new Map(bones.map((bone) => [bone.name, bone])), root: bones[0] as Bone };
}

function attribute(gltf: Gltf, block: ArrayBuffer, index: number): BufferAttribute | InterleavedBufferAttribute {
  const accessor = gltf.accessors[index];
  const view = accessor && gltf.bufferViews[accessor.bufferView];
  const Kind = ARRAYS[accessor?.componentType as keyof typeof ARRAYS];
  if (!accessor || !view || !Kind) throw new Error("figure: not readable");
  const size = Kind.BYTES_PER_ELEMENT;
  const values = new Kind(block, view.byteOffset, view.byteLength / size);
  const parts = PARTS[accessor.type] ?? 1;
  if (!view.byteStride) return new BufferAttribute(values, parts, accessor.normalized ?? false);
  return new InterleavedBufferAttribute(new InterleavedBuffer(values, view.byteStride / size), parts, 0, accessor.normalized ?? false);
}

const one = new Quaternion();
const other = new Quaternion();

export function bend(figure: Figure, film: Film, moment: Moment): void {
  for (const [name, turn] of Object.entries(film.still)) figure.bones.get(name)?.quaternion.fromArray(turn).normalize();
  const [a, b] = [film.frames[moment.one], film.frames[moment.other]];
  if (!a || !b) return;
  film.moving.forEach((name, i) => {
    one.fromArray(a.turns, i * 4).normalize();
    other.fromArray(b.turns, i * 4).normalize();
    figure.bones.get(name)?.quaternion.slerpQuaternions(one, other, moment.share);
  });
  figure.root.position.fromArray(a.place).lerp(new Vector3().fromArray(b.place), moment.share).divideScalar(SCALE);
}
