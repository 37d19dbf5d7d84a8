"""Measures of a body at one moment: the F1-F17 of the assessment protocol and the few that counting needs.

A measure is a named function with a unit and a source. It answers for the left side and the right side where both
have their own joint, otherwise once for the whole body, and says None, "not seen", rather than guess: when a point it
needs is too doubtful or two points coincide.

Choosing the plane. Picture landmarks are within a few pixels of the truth but flat; world landmarks have depth, which
is guessed. What lies in the picture when the camera stands as asked is measured in the picture (heights, leans, knees
from the side, knees drifting in from the front); what does not is measured in the world (hip and shoulder angles,
turning). Never the picture's own z. Each measure below says which it uses.

There is no landmark between shoulders and hips: "trunk" is the line between them, and nothing here speaks of a spine.
To add a measure, write the function and add one line to `MEASURES`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from unbrace.motion import geometry as g
from unbrace.motion.body import ANKLES, EARS, HIPS, KNEES, SHOULDERS, Body, L, left_axis, trunk_length
from unbrace.motion.landmarks import Landmark

Pair: TypeAlias = tuple[float | None, float | None]
LEFT, RIGHT = 0, 1


# --- one function per measure; `side` is LEFT or RIGHT -----------------------------------------------------------


def knee_flexion(body: Body, side: int) -> float | None:
    """F5 in the picture, from the side. 0 = straight."""
    return g.bend(
        body.picture[L.LEFT_HIP + side], body.picture[L.LEFT_KNEE + side], body.picture[L.LEFT_ANKLE + side]
    )


def elbow_flexion(body: Body, side: int) -> float | None:
    """Bend of the elbow in the world. 0 = straight."""
    return g.bend(
        body.world[L.LEFT_SHOULDER + side], body.world[L.LEFT_ELBOW + side], body.world[L.LEFT_WRIST + side]
    )


def hip_flexion(body: Body, side: int) -> float | None:
    """F4 with its sign, in the picture, from the side: the thigh against the trunk.

    0 = straight, + = knee towards the chest, - = extension beyond straight. Which way is forward in the picture is
    told by the side of the body that is nearer the camera (world).
    """
    hips = body.flat(*HIPS)
    trunk, thigh = g.towards(body.flat(*SHOULDERS), hips), g.towards(hips, body.picture[L.LEFT_KNEE + side])
    return g.turn((*thigh, 0.0), (*trunk, 0.0), (0.0, 0.0, left_axis(body)[2]))


def shoulder_elevation(body: Body, side: int) -> float | None:
    """F6 in the world: the upper arm against the side of the trunk. 0 = hanging down."""
    return g.angle(
        body.world[L.LEFT_HIP + side], body.world[L.LEFT_SHOULDER + side], body.world[L.LEFT_ELBOW + side]
    )


def ear_shoulder_angle(body: Body, side: int) -> float | None:
    """F7 in the picture, from the side: 90 = ear over shoulder. A proxy, never a craniovertebral angle."""
    ear, shoulder = body.picture[L.LEFT_EAR + side], body.picture[L.LEFT_SHOULDER + side]
    x, y = abs(ear[0] - shoulder[0]), shoulder[1] - ear[1]
    return None if x == y == 0 else math.degrees(math.atan2(y, x))


def trunk_tilt(body: Body) -> float | None:
    """F3 and F9 in the picture: lean of the trunk out of the vertical, + towards the right of the picture."""
    return g.tilt(body.flat(*HIPS), body.flat(*SHOULDERS))


def trunk_inclination(body: Body) -> float | None:
    """Lean of the trunk out of the vertical in any direction, in the world: 0 = upright, 90 = lying."""
    trunk = g.towards(body.deep(*HIPS), body.deep(*SHOULDERS))
    return g.angle(trunk, (0.0, 0.0, 0.0), (0.0, -1.0, 0.0))


def shoulder_line_tilt(body: Body) -> float | None:
    """F8 in the picture, from the front: + = left shoulder lower."""
    return _line_tilt(body, *SHOULDERS)


def pelvis_line_tilt(body: Body) -> float | None:
    """F8 in the picture, from the front: + = left hip lower."""
    return _line_tilt(body, *HIPS)


def head_side_bend(body: Body) -> float | None:
    """F13 in the picture, from the front: + = left ear lower."""
    return _line_tilt(body, *EARS)


def _line_tilt(body: Body, left: int, right: int) -> float | None:
    (lx, ly), (rx, ry) = body.picture[left], body.picture[right]
    return None if lx == rx and ly == ry else math.degrees(math.atan2(ly - ry, abs(lx - rx)))


def trunk_rotation(body: Body) -> float | None:
    """F10 in the world: shoulder line against hip line about the vertical, + = to the left. Screening only."""
    hips, shoulders = (g.towards(body.world[right], body.world[left]) for left, right in (HIPS, SHOULDERS))
    return g.turn(shoulders, hips, (0.0, 1.0, 0.0))


def hip_height(body: Body) -> float | None:
    """How far the hips are above the foot that stands, in picture heights.

    The lower ankle counts, so lifting one foot is no squat.
    """
    height = max(body.picture[ankle][1] for ankle in ANKLES) - body.flat(*HIPS)[1]
    return height if height > 0 else None


def arm_drop(body: Body, side: int) -> float | None:
    """How far the elbow hangs below the shoulder, in picture heights; negative when the arm is above it."""
    return body.picture[L.LEFT_ELBOW + side][1] - body.picture[L.LEFT_SHOULDER + side][1]


def knee_separation(body: Body) -> float | None:
    """Distance between the knees over that between the ankles, in the picture, from the front.

    Stands for the catalogue's "knee medial to the line from hip to ankle": both distances shrink alike when the
    person is turned a little, a knee's distance from a line does not.
    """
    knees, ankles = (abs(body.picture[left][0] - body.picture[right][0]) for left, right in (KNEES, ANKLES))
    return None if ankles == 0 else knees / ankles


def heel_height(body: Body, side: int) -> float | None:
    """Percent of the trunk by which the heel is above the toes."""
    trunk = trunk_length(body)
    rise = body.picture[L.LEFT_TOES + side][1] - body.picture[L.LEFT_HEEL + side][1]
    return None if trunk == 0 else 100 * rise / trunk


def ear_height(body: Body, side: int) -> float | None:
    """How far the ear is above the shoulder, in picture heights; shrinks in a shrug."""
    height = body.picture[L.LEFT_SHOULDER + side][1] - body.picture[L.LEFT_EAR + side][1]
    return height if height > 0 else None


def hip_sag(body: Body, side: int) -> float | None:
    """F17 in the picture, from the side: how far the hip hangs below the line from shoulder to ankle, percent of it.

    The protocol's sign is the opposite: its -0.06 is 6 here.
    """
    shoulder, hip, ankle = (
        body.picture[joint + side] for joint in (L.LEFT_SHOULDER, L.LEFT_HIP, L.LEFT_ANKLE)
    )
    straight, whole = g.on_line(shoulder, ankle, 0, hip[0]), math.dist(shoulder, ankle)
    return None if straight is None or whole == 0 else 100 * (hip[1] - straight[1]) / whole


# --- how a value becomes a change from the person's own start ----------------------------------------------------


def difference(value: float, start: float) -> float:
    """Degrees from the start, the short way round."""
    return g.shortest_turn(value - start)


def shift(value: float, start: float) -> float:
    """Percent points from the start."""
    return value - start


def shrinkage(value: float, start: float) -> float | None:
    """Percent by which a length has become shorter than at the start."""
    return 100 * (1 - value / start) if start else None


def fold(value: float, start: float) -> float | None:
    """The knee bend that brings the hips this much closer to the feet, degrees; negative when they are further away.

    Thigh and shank taken as equal sides of a triangle: hip to ankle is 2 l cos(bend / 2), so bend is twice the arc
    cosine of the ratio to the straight leg. The hips' height survives any view, which a knee angle does not: on
    rendered squats with a true change of 94 to 105 degrees it read 93 to 120 from 0 to 180 degrees of yaw, where the
    knee angle read 30 to 100. Its slope is steep near zero: rest must be wide.
    """
    return _arc(value / start, 2) if start else None


def swing(value: float, start: float) -> float | None:
    """How far an arm that hung straight down has been raised, degrees: the arc cosine of its drop to the drop at rest.

    Like `fold`, it needs only heights, so it survives any view, forward or sideways lifts alike: rendered lifts of
    60, 90, 120 and 155 degrees read 64, 75-100, 135-160 and 155-180, where the angle at the shoulder turned with the
    view.
    """
    return _arc(value / start, 1) if start > 0 else None


def _arc(ratio: float, times: int) -> float:
    """Arc cosine in degrees; beyond 1 its mirror image, so that a start learned too short shows as negative."""
    if ratio > 1:
        return -times * math.degrees(math.acos(1 / ratio))
    return times * math.degrees(math.acos(max(-1.0, ratio)))


class Unit(StrEnum):
    """What a change is given in."""

    DEGREES = "degrees"
    PERCENT = "percent"


@dataclass(frozen=True)
class Measure:
    """One entry of the table: what to read, which points it needs, and how it becomes a change.

    `points` are the left side's; the right ones are the next numbers. A paired measure needs its own side's; one of
    the whole body is content with either, because side-on only the near one can be trusted.
    """

    unit: Unit
    points: tuple[Landmark, ...]
    whole: Callable[[Body], float | None] | None = None
    paired: Callable[[Body, int], float | None] | None = None
    change: Callable[[float, float], float | None] = difference
    signed: bool = False
    """Of the whole body, with + for the person's left and - for the right, each a side of its own."""

    def read(self, body: Body) -> Pair:
        """Left and right, None where not seen. A measure of the whole body gives its one value twice."""
        if self.paired is None:
            value = self._whole(body)
            return value, value
        return self._side(body, LEFT), self._side(body, RIGHT)

    def _whole(self, body: Body) -> float | None:
        seen = all(body.sees(point) or body.sees(point + RIGHT) for point in self.points)
        return self.whole(body) if seen and self.whole else None

    def _side(self, body: Body, side: int) -> float | None:
        seen = body.sees(*[point + side for point in self.points])
        return self.paired(body, side) if seen and self.paired else None


_TRUNK = (L.LEFT_SHOULDER, L.LEFT_HIP)
_LEG = (L.LEFT_HIP, L.LEFT_KNEE, L.LEFT_ANKLE)
_ARM = (L.LEFT_SHOULDER, L.LEFT_ELBOW, L.LEFT_WRIST)

MEASURES: dict[str, Measure] = {
    "knee_flexion": Measure(Unit.DEGREES, _LEG, paired=knee_flexion),
    "elbow_flexion": Measure(Unit.DEGREES, _ARM, paired=elbow_flexion),
    "hip_flexion": Measure(Unit.DEGREES, (L.LEFT_HIP, L.LEFT_KNEE), paired=hip_flexion),
    "shoulder_elevation": Measure(Unit.DEGREES, (*_TRUNK, L.LEFT_ELBOW), paired=shoulder_elevation),
    "ear_shoulder_angle": Measure(Unit.DEGREES, (L.LEFT_EAR, L.LEFT_SHOULDER), paired=ear_shoulder_angle),
    "trunk_tilt": Measure(Unit.DEGREES, _TRUNK, whole=trunk_tilt, signed=True),
    "trunk_inclination": Measure(Unit.DEGREES, _TRUNK, whole=trunk_inclination),
    "shoulder_line_tilt": Measure(Unit.DEGREES, (L.LEFT_SHOULDER,), whole=shoulder_line_tilt, signed=True),
    "pelvis_line_tilt": Measure(Unit.DEGREES, (L.LEFT_HIP,), whole=pelvis_line_tilt, signed=True),
    "head_side_bend": Measure(Unit.DEGREES, (L.LEFT_EAR,), whole=head_side_bend, signed=True),
    "trunk_rotation": Measure(Unit.DEGREES, _TRUNK, whole=trunk_rotation, signed=True),
    "leg_fold": Measure(Unit.DEGREES, (L.LEFT_HIP, L.LEFT_ANKLE), whole=hip_height, change=fold),
    "arm_raise": Measure(Unit.DEGREES, (L.LEFT_SHOULDER, L.LEFT_ELBOW), paired=arm_drop, change=swing),
    "knee_separation": Measure(Unit.PERCENT, _LEG[1:], whole=knee_separation, change=shrinkage),
    "heel_height": Measure(Unit.PERCENT, (L.LEFT_HEEL, L.LEFT_TOES), paired=heel_height, change=shift),
    "ear_height": Measure(Unit.PERCENT, (L.LEFT_EAR, L.LEFT_SHOULDER), paired=ear_height, change=shrinkage),
    "hip_sag": Measure(
        Unit.PERCENT, (L.LEFT_SHOULDER, L.LEFT_HIP, L.LEFT_ANKLE), paired=hip_sag, change=shift
    ),
}
"""Every measure an exercise may name."""
