"""KIMORE: people doing five exercises before a Kinect v2, their repetitions marked by hand.

Capecci et al., IEEE TNSRE 27(7), 2019; repetition marks by the authors of EGCN, IJCAI 2022. Clinical data: read here,
never shipped. There are no times in it: 30 frames a second are assumed.
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
from unbrace.library.skeletons.steadied import steadied
from unbrace.motion.landmarks import Frame
from unbrace.motion.movement import Movement

FPS = 30
GROUPS = {"E": "experts", "N": "controls", "B": "back pain", "P": "Parkinson", "S": "stroke"}


@dataclass(frozen=True)
class Marked:
    """One recording: (N, 25, 3) metres, and the marked repetitions as (first frame, frame after the last)."""

    subject: str
    exercise: int
    places: Any
    spans: tuple[tuple[int, int], ...]

    @property
    def group(self) -> str:
        return GROUPS[self.subject[0]]

    def frames(self) -> Iterator[Frame]:
        """As the engine wants them, by the adapter that `unbrace analyse --skeleton kinect2` uses."""
        for k, joints in enumerate(self.places.tolist()):
            yield KINECT2.frame(1000 * k / FPS, joints, (1.0,) * KINECT2.joints)

    def steadied(self, movement: Movement) -> Iterator[Frame]:
        """The same with the feet held, as that command holds them."""
        return steadied(self.frames(), KINECT2, movement)


@cache
def _everything(folder: Path) -> Any:
    deltas = np.load(folder / "kimore_position.npz")["dpos_halfmm"]
    return np.cumsum(deltas.T.astype(np.int32), axis=0).reshape(-1, 25, 3)


@cache
def _every_second(exercise: int) -> frozenset[str]:
    with (recordings("motion/kimore") / "recordings.csv").open() as file:
        those_with = {
            row["subject"] for row in csv.DictReader(file) if row["exercise"] in ("5", str(exercise))
        }
    groups = [sorted(subject for subject in those_with if subject[0] == group) for group in GROUPS]
    return frozenset(subject for those in groups for subject in those[::2])


def looked_at(recording: Marked) -> bool:
    """Whether rules were chosen on this one: every second person of a group, by name, of those with a recording of this
    exercise or of squats. Nearly the same people for each exercise, and exactly the recordings that were looked at."""
    return recording.subject in _every_second(recording.exercise)


def marked(exercise: int) -> Iterator[Marked]:
    """Every recording of one exercise. Raises `Absent`."""
    folder = recordings("motion/kimore")
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    with (folder / "reps.csv").open() as file:
        for row in csv.DictReader(file):
            where = spans.setdefault((row["subject"], row["exercise"]), [])
            where.append((int(row["start_frame"]), int(row["end_frame_excl"])))
    with (folder / "recordings.csv").open() as file:
        for row in csv.DictReader(file):
            if row["exercise"] == str(exercise):
                begin, length = int(row["offset"]), int(row["n_frames"])
                places = _everything(folder)[begin : begin + length] * 0.0005
                kept = tuple(sorted(spans.get((row["subject"], row["exercise"]), [])))
                yield Marked(row["subject"], exercise, places, kept)
