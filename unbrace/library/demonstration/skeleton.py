"""The figure's bones and a sample of its skin, as `setup/export_figure.py` wrote them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unbrace.library.demonstration.turns import Point, Turn, length, minus

FOLDER = Path(__file__).parents[2] / "content" / "figure"


@dataclass(frozen=True)
class Bone:
    """One bone: where its joint lies at rest, and the turn from rest to standing with hanging arms."""

    name: str
    parent: str | None
    at: Point
    neutral: Turn


@dataclass(frozen=True)
class SkinPoint:
    """A point of the skin at rest and the bones that carry it, with their shares."""

    at: Point
    carried: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Skeleton:
    """Bones from the pelvis outwards, each after its parent."""

    bones: tuple[Bone, ...]
    skin: tuple[SkinPoint, ...]

    def __getitem__(self, name: str) -> Bone:
        return next(bone for bone in self.bones if bone.name == name)

    def span(self, one: str, other: str) -> float:
        """The distance between two joints at rest, which no movement changes for neighbours."""
        return length(minus(self[one].at, self[other].at))


@cache
def skeleton() -> Skeleton:
    """The one figure there is."""
    data = json.loads((FOLDER / "skeleton.json").read_text("utf-8"))
    bones = tuple(Bone(b["name"], b["parent"], _point(b["at"]), _turn(b["neutral"])) for b in data["bones"])
    skin = []
    for row in data["skin"]:
        pairs = zip(row[3::2], row[4::2], strict=True)
        skin.append(SkinPoint(_point(row[:3]), tuple((bones[i].name, float(share)) for i, share in pairs)))
    return Skeleton(bones, tuple(skin))


def _point(values: list[float]) -> Point:
    return (float(values[0]), float(values[1]), float(values[2]))


def _turn(values: list[float]) -> Turn:
    size = sum(float(value) ** 2 for value in values) ** 0.5
    return (values[0] / size, values[1] / size, values[2] / size, values[3] / size)
