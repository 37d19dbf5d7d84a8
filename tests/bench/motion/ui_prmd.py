"""UI-PRMD: ten healthy people, ten movements, each ten times rightly and ten times acted wrongly; Kinect and Vicon.

Vakanski et al., Data 3(1):2, 2018. The Kinect's places were rebuilt by forward kinematics and are no absolute truth.
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

MARKERS = (
    "LFHD RFHD LBHD RBHD C7 T10 CLAV STRN RBAK LSHO LUPA LELB LFRM LWRA LWRB LFIN RSHO RUPA RELB RFRM RWRA RWRB RFIN "
    "LASI RASI LPSI RPSI LTHI LKNE LTIB LANK LHEE LTOE RTHI RKNE RTIB RANK RHEE RTOE"
).split()


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
        """As the engine wants them: from the front, or turned, as a camera at the person's side would see them."""
        places = np.full((len(self.kinect), KINECT2.joints, 3), np.nan)
        places[:, list(JOINTS.values())] = self.kinect[:, list(JOINTS)]
        centre = places[0, 0]
        x, y, z = np.moveaxis(places - centre, -1, 0)
        # this copy: x to the person's left, y up, z towards the camera they face; the SDK: x the other way, z away
        seen = np.stack((z, y, AWAY_M - x) if turned else (-x, y, AWAY_M - z), axis=-1)
        for k, joints in enumerate(seen.tolist()):
            yield KINECT2.frame(1000 * k / FPS, joints, (1.0,) * KINECT2.joints)

    def marker(self, name: str) -> Any:
        """(M, 3) metres, z up; NaN where Vicon lost it."""
        where = self.vicon[:, MARKERS.index(name)].astype(float)
        where[(where == 0).all(axis=1)] = np.nan
        return where


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
