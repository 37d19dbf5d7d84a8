"""What the camera gives: 33 points of one person at one moment, and the one crossing of the border to get them.

The 33 points are BlazePose's, left and right are the person's own. Two descriptions of each point arrive together:
*image* (x, y as a share of the picture's width and height, y down) is accurate to a few pixels but flat; *world*
(metres from the middle of the hips, x right in the picture, y down, z away from the camera) has depth, but depth is
guessed. Which of the two a measure uses is decided measure by measure, see `posture`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, TypeAlias

Milliseconds: TypeAlias = float
Point2: TypeAlias = tuple[float, float]
Point3: TypeAlias = tuple[float, float, float]

POINTS = 33
FLOATS_PER_POINT = 6
HEADER_FLOATS = 3
FRAME_FLOATS = HEADER_FLOATS + POINTS * FLOATS_PER_POINT


class Landmark(IntEnum):
    """BlazePose's numbers for the points the engine reads; the others are fingers and parts of the face."""

    NOSE = 0
    LEFT_EAR, RIGHT_EAR = 7, 8
    LEFT_SHOULDER, RIGHT_SHOULDER = 11, 12
    LEFT_ELBOW, RIGHT_ELBOW = 13, 14
    LEFT_WRIST, RIGHT_WRIST = 15, 16
    LEFT_INDEX, RIGHT_INDEX = 19, 20
    LEFT_HIP, RIGHT_HIP = 23, 24
    LEFT_KNEE, RIGHT_KNEE = 25, 26
    LEFT_ANKLE, RIGHT_ANKLE = 27, 28
    LEFT_HEEL, RIGHT_HEEL = 29, 30
    LEFT_TOES, RIGHT_TOES = 31, 32


class NotAFrame(ValueError):
    """The numbers cannot be a frame. `reason` is `wrong_length` or `not_a_number`; only the border sees this."""

    def __init__(self, reason: Literal["not_a_number", "wrong_length"]) -> None:
        super().__init__(reason)
        self.reason: Literal["not_a_number", "wrong_length"] = reason


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment. `image`, `world` and `visibility` are None together when nobody was found.

    `t_ms` is the time the picture was taken, on any clock that only goes forward; `aspect` is width / height.
    """

    t_ms: Milliseconds
    aspect: float
    image: tuple[Point2, ...] | None
    world: tuple[Point3, ...] | None
    visibility: tuple[float, ...] | None

    @property
    def is_somebody(self) -> bool:
        """Whether a person was found."""
        return self.image is not None and self.world is not None and self.visibility is not None

    @property
    def problem(self) -> Literal["not_a_number", "wrong_length"] | None:
        """Why these numbers cannot be used, None when they can. One sum finds any number that is not finite."""
        total = self.t_ms + self.aspect
        if self.image is not None and self.world is not None and self.visibility is not None:
            if not len(self.image) == len(self.world) == len(self.visibility) == POINTS:
                return "wrong_length"
            total += sum(map(sum, self.image)) + sum(map(sum, self.world)) + sum(self.visibility)
        return None if math.isfinite(total) and self.aspect > 0 else "not_a_number"

    @classmethod
    def nobody(cls, t_ms: Milliseconds, aspect: float = 1.0) -> Frame:
        """A picture in which the pose model found no person."""
        return cls(t_ms, aspect, None, None, None)

    @classmethod
    def from_floats(cls, values: Sequence[float]) -> Frame:
        """Read `[t_ms, aspect, persons, then img_x, img_y, world_x, world_y, world_z, visibility for each point]`.

        201 floats, or 3 when persons is 0. Raises `NotAFrame`; `Session.receive_floats` turns that into an event.
        """
        if len(values) < HEADER_FLOATS:
            raise NotAFrame("wrong_length")
        t_ms, aspect, persons = values[:HEADER_FLOATS]
        if not (math.isfinite(t_ms) and math.isfinite(aspect) and math.isfinite(persons)):
            raise NotAFrame("not_a_number")
        if persons < 1:
            return cls.nobody(t_ms, aspect)
        if len(values) != FRAME_FLOATS:
            raise NotAFrame("wrong_length")
        xs, ys, wx, wy, wz, seen = (
            values[HEADER_FLOATS + k :: FLOATS_PER_POINT] for k in range(FLOATS_PER_POINT)
        )
        return cls(
            t_ms,
            aspect,
            tuple(zip(xs, ys, strict=True)),
            tuple(zip(wx, wy, wz, strict=True)),
            tuple(seen),
        )
