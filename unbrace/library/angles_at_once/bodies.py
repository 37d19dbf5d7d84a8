"""`motion.body` for many pictures at once: where every point of every picture is, and in which it is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unbrace.library.angles_at_once import geometry as g
from unbrace.library.angles_at_once.geometry import Array
from unbrace.library.recordings import Recording
from unbrace.motion.body import HIPS, SHOULDERS, VISIBLE


@dataclass(frozen=True, slots=True)
class Bodies:
    """One body for each picture in which somebody was found: `picture` (33, 2, N) in picture heights, `world`
    (33, 3, N), `seen` (33, N)."""

    picture: Array
    world: Array
    seen: Array

    @classmethod
    def of(cls, recording: Recording) -> tuple[Bodies, Array]:
        """The bodies, and which of the recording's pictures they are from (N true or false).

        A picture with a number in it that is none shows nobody, as it does to `Recording.frames` and `Frame.problem`.
        """
        image = recording.image[:, :, :2]
        there = ~np.isnan(recording.image).any(axis=(1, 2))
        for part in (image, recording.world):
            there &= np.isfinite(part).all(axis=(1, 2))
        there &= np.isfinite(recording.visibility).all(axis=1)
        picture = image[there] * (recording.aspect, 1.0)
        by_point = [part.transpose(1, 2, 0).copy() for part in (picture, recording.world[there])]
        return cls(by_point[0], by_point[1], recording.visibility[there].T.copy()), there

    def flat(self, *points: int) -> Array:
        """Where in the picture: a point, or the middle of several."""
        return _middle(self.picture, points)

    def deep(self, *points: int) -> Array:
        """Where in the world: a point, or the middle of several."""
        return _middle(self.world, points)

    def sees(self, *points: int) -> Array:
        """In which pictures every one of these points is visible enough to be used."""
        seen: Array = np.all(self.seen[list(points)] >= VISIBLE, axis=0)
        return seen


def _middle(where: Array, points: tuple[int, ...]) -> Array:
    middle: Array = where[list(points)].sum(axis=0) / len(points)
    return middle


def left_axis(bodies: Bodies) -> Array:
    """The way to the person's own left, in the world: hip line and shoulder line together."""
    hips, shoulders = (bodies.world[left] - bodies.world[right] for left, right in (HIPS, SHOULDERS))
    axis: Array = hips + shoulders
    return axis


def shoulder_width(bodies: Bodies) -> Array:
    """Shoulder width over trunk length in the picture, NaN where there is no trunk: tells the view."""
    left, right = (bodies.picture[shoulder] for shoulder in SHOULDERS)
    return g.quotient(g.length(left - right), g.length(bodies.flat(*HIPS) - bodies.flat(*SHOULDERS)))
