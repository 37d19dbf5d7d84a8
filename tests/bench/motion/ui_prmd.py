"""UI-PRMD: ten healthy people, ten movements, each ten times rightly and ten times acted wrongly; Kinect and Vicon.

Vakanski et al., Data 3(1):2, 2018. The Kinect's places were rebuilt by forward kinematics and are no absolute truth:
the knees bend by 165 degrees while the hips go down by half a metre.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.motion.beside import recordings
from unbrace.library.skeletons.kinect2 import KINECT2
from unbrace.motion.landmarks import Frame

FPS, VICON_FPS = 30, 100 / 3
AWAY_M = 2.5

JOINTS = {
    0: 0, 1: 1, 3: 2, 4: 3, 7: 4, 8: 5, 9: 6, 11: 8, 12: 9, 13: 10, 14: 12, 15: 13, 16: 14, 17: 15,
    18: 16, 19: 17, 20: 18, 21: 19, 2: 20,
}  # fmt: skip
"""This copy's 22 joints in the Kinect SDK's order. Its hand is the SDK's wrist."""

AS_JOINTS = {
    4: ("LSHO",), 5: ("LELB",), 6: ("LWRA", "LWRB"), 8: ("RSHO",), 9: ("RELB",), 10: ("RWRA", "RWRB"),
    12: ("LASI", "LPSI"), 13: ("LKNE",), 14: ("LANK",), 15: ("LTOE",),
    16: ("RASI", "RPSI"), 17: ("RKNE",), 18: ("RANK",), 19: ("RTOE",),
}  # fmt: skip
"""Vicon's markers as the Kinect SDK's joints. They lie on the skin, and the hip's on the pelvis."""

IN_ORDER = (
    "LFHD RFHD LBHD RBHD C7 T10 CLAV STRN RBAK LSHO LUPA LELB LFRM LWRA LWRB LFIN RSHO RUPA RELB RFRM RWRA RWRB RFIN "
    "LASI RASI LPSI RPSI LTHI LKNE LTIB LANK LHEE LTOE RTHI RKNE RTIB RANK RHEE RTOE"
)


@dataclass(frozen=True)
class Episode:
    """One repetition: (N, 22, 3) metres by the Kinect, (M, 39, 3) metres by Vicon or None."""

    movement: str
    subject: str
    repetition: int
    correct: bool
    kinect: Any
    vicon: Any

    def frames(self, turned: bool = False) -> Iterator[Frame]:
        """The Kinect's, from the front, or turned, as a camera at the person's left would see them."""
        places = np.full((len(self.kinect), KINECT2.joints, 3), np.nan)
        places[:, list(JOINTS.values())] = self.kinect[:, list(JOINTS)]
        return _seen(places - places[0, 0], FPS, turned)  # x to the person's left, y up, z forward

    def frames_by_vicon(self, turned: bool = False) -> Iterator[Frame]:
        """The same of the markers, so that nothing but the engine's own geometry can be off."""
        places = np.full((len(self.vicon), KINECT2.joints, 3), np.nan)
        for joint, names in AS_JOINTS.items():
            places[:, joint] = np.mean([self.marker(name) for name in names], axis=0)
        left = np.nanmedian(self.marker("LASI") - self.marker("RASI"), axis=0)
        left = np.array([left[0], left[1], 0]) / np.hypot(left[0], left[1])
        up = np.array([0.0, 0.0, 1.0])
        own = np.stack([left, up, np.cross(left, up)], axis=1)
        return _seen((places - np.nanmedian(places[:, 12], axis=0)) @ own, VICON_FPS, turned)

    def marker(self, name: str) -> Any:
        """(M, 3) metres, z up; NaN where Vicon lost it."""
        where = self.vicon[:, IN_ORDER.split().index(name)].astype(float)
        where[(where == 0).all(axis=1)] = np.nan
        return where


def _seen(places: Any, fps: float, turned: bool) -> Iterator[Frame]:
    """Places to the person's left, up and forward, as the Kinect SDK would give them, x to the sensor's left."""
    left, up, forward = np.moveaxis(places, -1, 0)
    joints = np.stack((forward, up, AWAY_M - left) if turned else (-left, up, AWAY_M - forward), axis=-1)
    for k, moment in enumerate(joints.tolist()):
        yield KINECT2.frame(1000 * k / fps, moment, (1.0,) * KINECT2.joints)


@cache
def _places(path: Path, points: int) -> Any:
    deltas = np.load(path)["dpos_mm"]
    return np.cumsum(deltas.T.astype(np.int32), axis=0).reshape(-1, points, 3).astype(np.float32) * 0.001


def episodes() -> Iterator[Episode]:
    """All 2,000. Raises `Absent`."""
    folder = recordings("motion/ui_prmd")
    kinect, vicon = _places(folder / "ui_prmd_kinect.npz", 22), _places(folder / "ui_prmd_vicon.npz", 39)
    with (folder / "episodes.csv").open() as file:
        for row in csv.DictReader(file):
            begin, length = int(row["kinect_offset"]), int(row["kinect_frames"])
            other, count = int(row["vicon_offset"]), int(row["vicon_frames"])
            yield Episode(
                row["movement"],
                row["subject"],
                int(row["repetition"]),
                row["correct"] == "1",
                kinect[begin : begin + length],
                vicon[other : other + count] if other >= 0 else None,
            )
