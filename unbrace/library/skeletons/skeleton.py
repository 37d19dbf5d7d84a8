"""One moment of a foreign skeleton as a `Frame` of ours.

Nothing is guessed. A landmark that the skeleton does not have, or whose joint was not found in this moment, has
visibility 0, and every measure that needs it says "not seen". Frames must hold a number all the same: an unseen point
is put where its partner on the other side is, or else in the middle of what is seen, so that it pulls nothing away.

Two kinds of skeleton:
* with depth, joints in metres before a depth camera. World landmarks are the joints, from the middle of the hips. The
  picture is the one a camera at the sensor's place would take (`VIEW_HEIGHTS`), nearer things larger.
* flat, joints in pixels. The picture is given. World landmarks are the same points on a plane, in units of the trunk
  taken as half a metre, depth 0: a measure that needs depth must not be read from them, see `depth`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from unbrace.motion.body import HIPS, SHOULDERS
from unbrace.motion.landmarks import POINTS, Frame, Point2, Point3

Joint: TypeAlias = Sequence[float]
"""Two or three coordinates; NaN in any of them means that the joint was not found."""

ASPECT = 4 / 3
VIEW_HEIGHTS = 0.5
"""Picture heights that a metre takes at one metre's distance: a view of 90 degrees from top to bottom, wide enough
for whatever a depth camera (60 degrees) tracked or inferred beyond its edge."""

NEAREST_M = 0.3
"""A joint nearer to the camera than this, or behind it, was not seen by it."""

FLAT_TRUNK_M = 0.5


@dataclass(frozen=True)
class Skeleton:
    """Which joint is which landmark. `to_our_axes` multiplies x, y and z so that x is right in the picture, y down,
    z away from the camera; None for a flat skeleton in pixels, whose axes already are."""

    name: str
    joints: int
    landmarks: Mapping[int, int]
    to_our_axes: tuple[float, float, float] | None = None
    unsteady_feet: tuple[int, ...] = ()
    """Landmarks of the feet that this tracker does not hold still, see `steadied`."""

    @property
    def has_depth(self) -> bool:
        """Whether joints are metres in space rather than pixels."""
        return self.to_our_axes is not None

    def frame(
        self,
        t_ms: float,
        joints: Sequence[Joint],
        confidence: Sequence[float],
        size: tuple[float, float] | None = None,
    ) -> Frame:
        """These joints as our landmarks; nobody when hips or shoulders are missing on both sides.

        `confidence` is 0 to 1 for each joint; `size` is width and height of the picture, in pixels, for flat ones.
        """
        found = {
            landmark: (joints[joint], confidence[joint])
            for landmark, joint in self.landmarks.items()
            if self._is_found(joints[joint], confidence[joint])
        }
        aspect = ASPECT if size is None else size[0] / size[1]
        if any(all(point not in found for point in pair) for pair in (HIPS, SHOULDERS)):
            return Frame.nobody(t_ms, aspect)
        places = {landmark: joint for landmark, (joint, _) in found.items()}
        image, world = self._in_space(places) if size is None else self._in_the_picture(places, size)
        seen = tuple(found[point][1] if point in found else 0.0 for point in range(POINTS))
        return Frame(t_ms, aspect, image, world, seen)

    def _is_found(self, joint: Joint, confidence: float) -> bool:
        if not (confidence > 0 and all(map(math.isfinite, joint))):
            return False
        return joint[2] >= NEAREST_M if self.has_depth else any(joint)

    def _in_space(self, places: Mapping[int, Joint]) -> tuple[tuple[Point2, ...], tuple[Point3, ...]]:
        right, down, away = self.to_our_axes or (1.0, 1.0, 1.0)
        turned = {k: (right * x, down * y, away * z) for k, (x, y, z) in places.items()}
        space = _filled(turned)
        image = tuple(
            [(0.5 + VIEW_HEIGHTS * x / z / ASPECT, 0.5 + VIEW_HEIGHTS * y / z) for x, y, z in space]
        )
        return image, _from_the_hips(space, 1.0)

    def _in_the_picture(
        self, places: Mapping[int, Joint], size: tuple[float, float]
    ) -> tuple[tuple[Point2, ...], tuple[Point3, ...]]:
        width, height = size
        flat = _filled({k: (x, y, 0.0) for k, (x, y) in places.items()})
        image = tuple([(x / width, y / height) for x, y, _ in flat])
        trunk = math.dist(_middle([flat[k] for k in HIPS]), _middle([flat[k] for k in SHOULDERS]))
        return image, _from_the_hips(flat, FLAT_TRUNK_M / trunk if trunk else 0.0)


def _filled(places: Mapping[int, Point3]) -> list[Point3]:
    """All 33; the unseen ones where their partner is (left ones are odd from the ears on), or in the middle."""
    middle = _middle(list(places.values()))
    return [places.get(k, places.get(k + 1 if k % 2 else k - 1, middle)) for k in range(POINTS)]


def _middle(points: Sequence[Point3]) -> Point3:
    x, y, z = (sum(column) / len(points) for column in zip(*points, strict=True))
    return x, y, z


def _from_the_hips(points: Sequence[Point3], metres: float) -> tuple[Point3, ...]:
    ox, oy, oz = _middle([points[k] for k in HIPS])
    return tuple([((x - ox) * metres, (y - oy) * metres, (z - oz) * metres) for x, y, z in points])
