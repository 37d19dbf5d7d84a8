"""KERAAL: one healthy person, fifteen takes, seen by a camera (BlazePose) and by Vicon at the same time.

Nguyen et al., IJCNN 2024. No times are given: both span the same take. Left and right are swapped between the trackers
in part of the files, so sides are compared by size. The picture is taken as 960 x 544.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tests.bench.motion.beside import recordings
from unbrace.motion.landmarks import Frame

ASPECT, SECONDS = 960 / 544, 6.5
ARMS, SHOULDERS, HIPS = (2, 3), (7, 8), 13
UP = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class Take:
    """(N, 33, 3) BlazePose in the picture, (M, 17, 7) Vicon: mm and quaternion xyzw, z up."""

    name: str
    blazepose: Any
    vicon: Any

    def frames(self) -> Iterator[Frame]:
        """The picture's points. There are no world landmarks in this data: only measures of the picture may be read."""
        for k, points in enumerate(self.blazepose.tolist()):
            t_ms = 1000 * SECONDS * k / len(self.blazepose)
            if np.isfinite(points).all():
                image = tuple((x, y) for x, y, _ in points)
                yield Frame(t_ms, ASPECT, image, ((0.0, 0.0, 0.0),) * 33, (1.0,) * 33)

    def arm_swing(self, side: int) -> float:
        """How far an upper arm went from where it hung, degrees: its rigid body's turn against the first moment."""
        turns = self.vicon[:, ARMS[side], 3:]
        down = np.array([_turned(_times(q, _back(turns[0])), -UP) for q in turns])
        return float(np.nanmax(np.degrees(np.arccos(np.clip(down @ -UP, -1, 1)))))

    def trunk_tilt(self) -> float:
        """How far the line from hips to the middle of the shoulders tilted to a side, degrees."""
        places = self.vicon[:, :, :3]
        across = _unit(places[0, SHOULDERS[1]] - places[0, SHOULDERS[0]])
        trunk = places[:, list(SHOULDERS)].mean(axis=1) - places[:, HIPS]
        tilt = np.degrees(np.arctan2(trunk @ across, trunk[:, 2]))
        return float(np.nanmax(np.abs(tilt - tilt[0])))


def _unit(v: Any) -> Any:
    return v / np.linalg.norm(v)


def _back(q: Any) -> Any:
    return q * np.array([-1, -1, -1, 1])


def _times(a: Any, b: Any) -> Any:
    vector = a[3] * b[:3] + b[3] * a[:3] + np.cross(a[:3], b[:3])
    return np.array([*vector, a[3] * b[3] - np.dot(a[:3], b[:3])])


def _turned(q: Any, v: Any) -> Any:
    q = _unit(q)
    return v + 2 * np.cross(q[:3], np.cross(q[:3], v) + q[3] * v)


@cache
def takes() -> tuple[Take, ...]:
    """All fifteen. Raises `Absent`."""
    with np.load(recordings("motion/keraal") / "keraal_g3_p1.npz") as stored:
        names = sorted(name.removesuffix("_vicon") for name in stored.files if name.endswith("_vicon"))
        return tuple(Take(name, stored[f"{name}_blazepose"], stored[f"{name}_vicon"]) for name in names)
