"""A frame with a person in it, and the few things every measure asks of it: where a point is, whether it is seen."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

from unbrace.motion import geometry as g
from unbrace.motion.landmarks import Frame, Landmark, Point2, Point3

Pair: TypeAlias = tuple[float | None, float | None]
"""The person's own left and right, None where not seen."""

LEFT, RIGHT = 0, 1

VISIBLE = 0.5
"""Below this the pose model itself doubts the point. The protocol asks 0.6 of a whole capture; side-on, the far leg
of a perfectly seen person reads 0.5 to 0.6, and what is needed there is the near one."""


class Body:
    """A frame with a person in it, ready to be measured.

    `picture` is in units of the picture's height, so that a degree is a degree whatever the aspect ratio. `trunk` is
    how long the trunk looks in it, from the middle of the `hips` to the middle of the `shoulders`: framing, presence
    and most lengths ask for these three, so they are worked out once.
    """

    __slots__ = ("aspect", "hips", "picture", "seen", "shoulders", "trunk", "world")

    def __init__(self, frame: Frame) -> None:
        if frame.image is None or frame.world is None or frame.visibility is None:
            raise ValueError("there is nobody in this frame")
        self.aspect = aspect = frame.aspect
        self.picture: tuple[Point2, ...] = tuple([(x * aspect, y) for x, y in frame.image])
        self.world: tuple[Point3, ...] = frame.world
        self.seen: tuple[float, ...] = frame.visibility
        self.hips = self.flat(*HIPS)
        self.shoulders = self.flat(*SHOULDERS)
        self.trunk = math.dist(self.hips, self.shoulders)

    def flat(self, *points: int) -> tuple[float, float]:
        """Where in the picture: a point, or the middle of several."""
        picture = self.picture
        if len(points) == 2:
            (ax, ay), (bx, by) = picture[points[0]], picture[points[1]]
            return (ax + bx) / 2, (ay + by) / 2
        x, y = zip(*[picture[point] for point in points], strict=True)
        return sum(x) / len(points), sum(y) / len(points)

    def deep(self, *points: int) -> g.Point:
        """Where in the world: a point, or the middle of several."""
        if len(points) == 1:
            return self.world[points[0]]
        if len(points) == 2:
            return g.between(self.world[points[0]], self.world[points[1]])
        return tuple(
            [sum(axis) / len(points) for axis in zip(*[self.world[point] for point in points], strict=True)]
        )

    def sees(self, *points: int) -> bool:
        """Whether every one of these points is visible enough to be used."""
        seen = self.seen
        for point in points:  # noqa: SIM110  (asked thirty times a frame; a generator costs three times as much)
            if not seen[point] >= VISIBLE:
                return False
        return True

    def sees_either(self, pairs: Iterable[tuple[int, int]]) -> bool:
        """Whether of every one of these pairs at least one is visible enough."""
        seen = self.seen
        for left, right in pairs:  # noqa: SIM110  (the same)
            if not (seen[left] >= VISIBLE or seen[right] >= VISIBLE):
                return False
        return True

    def inside(self, point: int, margin: float) -> bool:
        """Whether a point lies in the picture, at least this share of its width and height from the edge."""
        x, y = self.picture[point]
        aspect, far = self.aspect, 1 - margin
        return margin * aspect <= x <= far * aspect and margin <= y <= far


L = Landmark
SHOULDERS = (L.LEFT_SHOULDER, L.RIGHT_SHOULDER)
ELBOWS = (L.LEFT_ELBOW, L.RIGHT_ELBOW)
WRISTS = (L.LEFT_WRIST, L.RIGHT_WRIST)
HIPS = (L.LEFT_HIP, L.RIGHT_HIP)
KNEES = (L.LEFT_KNEE, L.RIGHT_KNEE)
ANKLES = (L.LEFT_ANKLE, L.RIGHT_ANKLE)
EARS = (L.LEFT_EAR, L.RIGHT_EAR)
_LEFT_SHOULDER, _RIGHT_SHOULDER = SHOULDERS
_LEFT_HIP, _RIGHT_HIP = HIPS


def left_axis(body: Body) -> g.Vector:
    """The way to the person's own left, in the world: hip line and shoulder line together, so that the mix-up of one
    pair of legs does not turn the body round."""
    (ax, ay, az), (bx, by, bz) = body.world[_RIGHT_HIP], body.world[_LEFT_HIP]
    (cx, cy, cz), (dx, dy, dz) = body.world[_RIGHT_SHOULDER], body.world[_LEFT_SHOULDER]
    return (bx - ax + (dx - cx), by - ay + (dy - cy), bz - az + (dz - cz))


TRUNK_AND_LEG = 0.779
"""Shoulders to ankles as a share of standing height: 0.818 less 0.039 (Drillis and Contini 1966, after Winter,
Biomechanics and Motor Control of Human Movement)."""


def height(body: Body) -> float:
    """Standing height in picture heights, whatever the posture: trunk, thigh and shank laid end to end.

    The longer leg counts, because one that points at the camera looks short.
    """
    legs = (
        math.dist(body.picture[L.LEFT_HIP + side], body.picture[L.LEFT_KNEE + side])
        + math.dist(body.picture[L.LEFT_KNEE + side], body.picture[L.LEFT_ANKLE + side])
        for side in (LEFT, RIGHT)
    )
    return (body.trunk + max(legs)) / TRUNK_AND_LEG


def front_of_trunk(body: Body) -> g.Vector:
    """Which way the front of the trunk looks in the picture, side-on: a vector as long as the trunk.

    Told by the side of the body that is nearer the camera (world); upright, lying and on all fours alike.
    """
    (hx, hy), (sx, sy) = body.hips, body.shoulders
    nearer = math.copysign(1.0, left_axis(body)[2])
    return (nearer * (hy - sy), nearer * (sx - hx))
