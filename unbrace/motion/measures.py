"""The table of everything an exercise may measure: which function, which points, which unit, and how a reading becomes
a change from the person's own start.

The functions are in `posture` (angles) and `distances` (heights and widths). To add a measure, write the function there
and add one line to `MEASURES`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from unbrace.motion import distances as d
from unbrace.motion import geometry as g
from unbrace.motion import posture as p
from unbrace.motion.body import LEFT, RIGHT, Body, L, Pair
from unbrace.motion.landmarks import Landmark

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


def departure(value: float, start: float) -> float | None:
    """Percent by which a length differs from the start, longer or shorter."""
    return abs(100 * (value / start - 1)) if start else None


def step_away(value: float, start: float) -> float:
    """Percent points from the start, either way."""
    return abs(value - start)


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
    plumb: bool = False
    """Zero is the vertical, from wherever the camera looks; a turn's zero is where the camera stands."""

    def read(self, body: Body) -> Pair:
        """Left and right, None where not seen. A measure of the whole body gives its one value twice."""
        lefts, rights = self._sides
        if self.paired is not None:
            return (
                self.paired(body, LEFT) if body.sees(*lefts) else None,
                self.paired(body, RIGHT) if body.sees(*rights) else None,
            )
        value = self.whole(body) if self.whole and body.sees_either(self._pairs) else None
        return value, value

    @cached_property
    def _sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The points of the left and of the right: asked every frame, so worked out once."""
        return tuple([int(point) for point in self.points]), tuple([point + RIGHT for point in self.points])

    @cached_property
    def _pairs(self) -> tuple[tuple[int, int], ...]:
        return tuple(zip(*self._sides, strict=True))


_TRUNK = (L.LEFT_SHOULDER, L.LEFT_HIP)
_LEG = (L.LEFT_HIP, L.LEFT_KNEE, L.LEFT_ANKLE)
_SHANK = (L.LEFT_KNEE, L.LEFT_ANKLE)
_ARM = (L.LEFT_SHOULDER, L.LEFT_ELBOW, L.LEFT_WRIST)
_NECK = (L.LEFT_EAR, L.LEFT_SHOULDER)

_DEGREES, _PERCENT = Unit.DEGREES, Unit.PERCENT

MEASURES: dict[str, Measure] = {
    # legs
    "knee_flexion": Measure(_DEGREES, _LEG, paired=p.knee_flexion),
    "leg_fold": Measure(_DEGREES, (L.LEFT_HIP, L.LEFT_ANKLE), whole=d.hip_height, change=fold),
    "hip_flexion": Measure(_DEGREES, (L.LEFT_HIP, L.LEFT_KNEE), paired=p.hip_flexion),
    "hip_abduction": Measure(_DEGREES, (L.LEFT_HIP, L.LEFT_ANKLE), paired=p.hip_abduction),
    "leg_rise": Measure(_DEGREES, (L.LEFT_HIP, L.LEFT_ANKLE), paired=p.leg_rise),
    "thigh_tilt": Measure(_DEGREES, (L.LEFT_HIP, L.LEFT_KNEE), paired=p.thigh_tilt),
    "shank_tilt": Measure(_DEGREES, _SHANK, paired=p.shank_tilt),
    "knee_fall_out": Measure(_DEGREES, _SHANK, paired=p.knee_fall_out),
    "knee_line_tilt": Measure(_DEGREES, _SHANK, whole=p.knee_line_tilt, signed=True),
    "knee_opening": Measure(_DEGREES, (L.LEFT_HIP, L.LEFT_KNEE), whole=p.knee_opening),
    "knee_separation": Measure(_PERCENT, _SHANK, whole=d.knee_separation, change=shrinkage),
    "heel_height": Measure(_PERCENT, (L.LEFT_HEEL, L.LEFT_TOES), paired=d.heel_height, change=shift),
    "foot_difference": Measure(_PERCENT, _LEG, whole=d.foot_difference, change=shift, signed=True),
    "foot_place": Measure(_PERCENT, _LEG, paired=d.foot_place, change=step_away),
    "step_width": Measure(_PERCENT, (L.LEFT_HIP, L.LEFT_ANKLE), whole=d.step_width, change=shift),
    # trunk and pelvis
    "trunk_tilt": Measure(_DEGREES, _TRUNK, whole=p.trunk_tilt, signed=True),
    "trunk_lean": Measure(_DEGREES, _TRUNK, whole=p.trunk_lean),
    "trunk_pitch": Measure(_DEGREES, _TRUNK, whole=p.trunk_pitch),
    "side_bend": Measure(_DEGREES, _TRUNK, whole=p.side_bend, signed=True),
    "reach_tilt": Measure(_DEGREES, (*_ARM, L.LEFT_HIP), whole=p.reach_tilt, signed=True, plumb=True),
    "reach_yaw": Measure(_DEGREES, (*_ARM[1:], L.LEFT_HIP), whole=p.reach_yaw, signed=True),
    "trunk_inclination": Measure(_DEGREES, _TRUNK, whole=p.trunk_inclination),
    "trunk_rotation": Measure(_DEGREES, _TRUNK, whole=p.trunk_rotation, signed=True),
    "trunk_twist": Measure(_DEGREES, _TRUNK, whole=p.trunk_twist, signed=True),
    "pelvis_yaw": Measure(_DEGREES, (L.LEFT_HIP,), whole=p.pelvis_yaw, signed=True),
    "shoulder_yaw": Measure(_DEGREES, (L.LEFT_SHOULDER,), whole=p.shoulder_yaw, signed=True),
    "shoulder_line_tilt": Measure(_DEGREES, (L.LEFT_SHOULDER,), whole=p.shoulder_line_tilt, signed=True),
    "pelvis_line_tilt": Measure(_DEGREES, (L.LEFT_HIP,), whole=p.pelvis_line_tilt, signed=True),
    "pelvis_width": Measure(_PERCENT, (L.LEFT_HIP,), whole=d.pelvis_width, change=departure),
    "pelvis_place": Measure(_PERCENT, _LEG, whole=d.pelvis_place, change=shift, signed=True),
    "hip_difference": Measure(_PERCENT, _TRUNK, whole=d.hip_difference, change=shift, signed=True),
    "hip_sag": Measure(_PERCENT, (*_TRUNK, L.LEFT_ANKLE), paired=d.hip_sag, change=shift),
    "hip_sag_over_knees": Measure(
        _PERCENT, (*_TRUNK, L.LEFT_KNEE), paired=d.hip_sag_over_knees, change=shift
    ),
    "hip_lift": Measure(_PERCENT, (*_TRUNK, L.LEFT_ANKLE), whole=d.hip_lift, change=shift),
    "hip_level": Measure(_PERCENT, _LEG, whole=d.hip_level, change=shift),
    # arms and hands
    "shoulder_elevation": Measure(_DEGREES, (*_TRUNK, L.LEFT_ELBOW), paired=p.shoulder_elevation),
    "arm_raise": Measure(_DEGREES, (L.LEFT_SHOULDER, L.LEFT_ELBOW), paired=d.arm_drop, change=swing),
    "arm_arc": Measure(_DEGREES, (*_TRUNK, L.LEFT_WRIST), paired=p.arm_arc),
    "arm_rise": Measure(_DEGREES, (L.LEFT_SHOULDER, L.LEFT_WRIST), paired=p.arm_rise),
    "elbow_flexion": Measure(_DEGREES, _ARM, paired=p.elbow_flexion),
    "elbow_bend": Measure(_DEGREES, _ARM, paired=p.elbow_bend),
    "fingertip_height": Measure(_PERCENT, (*_LEG, L.LEFT_INDEX), paired=d.fingertip_height, change=shift),
    "wrist_height": Measure(_PERCENT, (*_LEG, L.LEFT_WRIST), paired=d.wrist_height, change=shift),
    "wrist_above_knee": Measure(_PERCENT, (*_LEG, L.LEFT_WRIST), paired=d.wrist_above_knee, change=shift),
    "load_reach": Measure(_PERCENT, (*_LEG, L.LEFT_WRIST), paired=d.load_reach, change=shift),
    "hand_distance": Measure(_PERCENT, (L.LEFT_SHOULDER, L.LEFT_WRIST), whole=d.hand_distance, change=shift),
    "hand_difference": Measure(
        _PERCENT, (L.LEFT_SHOULDER, L.LEFT_WRIST), whole=d.hand_difference, change=shift, signed=True
    ),
    # head
    "ear_shoulder_angle": Measure(_DEGREES, _NECK, paired=p.ear_shoulder_angle),
    "head_pitch": Measure(_DEGREES, (*_TRUNK, L.LEFT_EAR), paired=p.head_pitch),
    "head_rotation": Measure(_DEGREES, (L.LEFT_EAR,), whole=p.head_rotation, signed=True),
    "head_side_bend": Measure(_DEGREES, (L.LEFT_EAR,), whole=p.head_side_bend, signed=True),
    "head_forward": Measure(_PERCENT, (*_TRUNK, L.LEFT_EAR), paired=d.head_forward, change=shift),
    "ear_height": Measure(_PERCENT, _NECK, paired=d.ear_height, change=shrinkage),
    "neck_length": Measure(_PERCENT, (*_TRUNK, L.LEFT_EAR), paired=d.neck_length, change=shrinkage),
}
"""Every measure an exercise may name. `head_side_bend` and the line tilts are + when the left side is lower."""
