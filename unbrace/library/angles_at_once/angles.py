"""The angles of `motion.posture` for many pictures at once, and the table of them.

What each one is, in which plane it is read and why, stands there; the names are the same. To add an angle, write it in
`posture`, add its line to `motion.measures`, and its twin here: a test asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from unbrace.library.angles_at_once import geometry as g
from unbrace.library.angles_at_once.bodies import Bodies, left_axis, shoulder_width
from unbrace.library.angles_at_once.geometry import Array
from unbrace.motion.body import ANKLES, EARS, ELBOWS, HIPS, KNEES, LEFT, RIGHT, SHOULDERS, WRISTS, L
from unbrace.motion.framing import FRONT_FROM, SIDE_BELOW
from unbrace.motion.measures import MEASURES, Measure, difference
from unbrace.motion.movement import View

Paired: TypeAlias = Callable[[Bodies, int], Array]
Whole: TypeAlias = Callable[[Bodies], Array]

_UP, _AHEAD, _RIGHT = (
    np.array(axis)[:, None] for axis in ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0))
)


def read(name: str, bodies: Bodies) -> tuple[Array, Array]:
    """Left and right of one angle, NaN where not seen. One of the whole body gives its one value twice."""
    measure = MEASURES[name]
    if measure.paired is None:
        value = np.where(_seen_whole(measure, bodies), WHOLE[name](bodies), np.nan)
        return value, value
    left, right = (
        np.where(bodies.sees(*[point + side for point in measure.points]), PAIRED[name](bodies, side), np.nan)
        for side in (LEFT, RIGHT)
    )
    return left, right


def _seen_whole(measure: Measure, bodies: Bodies) -> Array:
    either = [bodies.sees(point) | bodies.sees(point + RIGHT) for point in measure.points]
    seen: Array = np.logical_and.reduce(either)
    return seen


def views(bodies: Bodies) -> list[View | None]:
    """Where the camera stands in each picture, None where there is no trunk to compare with."""
    return [_view(width) for width in shoulder_width(bodies).tolist()]


def _view(width: float) -> View | None:
    if width != width:
        return None
    if width <= SIDE_BELOW:
        return View.SIDE
    return View.FRONT if width >= FRONT_FROM else View.OBLIQUE


# --- legs and arms -----------------------------------------------------------------------------------------------


def _picture_bend(root: int, joint: int, tip: int) -> Paired:
    def bend(bodies: Bodies, side: int) -> Array:
        return g.bend(bodies.picture[root + side], bodies.picture[joint + side], bodies.picture[tip + side])

    return bend


def _elbow_flexion(bodies: Bodies, side: int) -> Array:
    shoulder, elbow, wrist = (L.LEFT_SHOULDER + side, L.LEFT_ELBOW + side, L.LEFT_WRIST + side)
    return g.bend(bodies.world[shoulder], bodies.world[elbow], bodies.world[wrist])


def _hip_flexion(bodies: Bodies, side: int) -> Array:
    hips = bodies.flat(*HIPS)
    thigh, trunk = bodies.picture[L.LEFT_KNEE + side] - hips, hips - bodies.flat(*SHOULDERS)
    return _seen_along(left_axis(bodies)[2], g.flat_turn(thigh, trunk))


def _seen_along(axis: Array, turned: Array) -> Array:
    """A turn in the picture as seen along +z or -z; along no axis at all there is none."""
    return np.where(axis == 0, np.nan, np.copysign(1.0, axis)) * turned


def _shoulder_elevation(bodies: Bodies, side: int) -> Array:
    hip, shoulder, elbow = (L.LEFT_HIP + side, L.LEFT_SHOULDER + side, L.LEFT_ELBOW + side)
    return g.angle(bodies.world[hip], bodies.world[shoulder], bodies.world[elbow])


def _arm_arc(bodies: Bodies, side: int) -> Array:
    world, shoulders = bodies.world, bodies.deep(*SHOULDERS)
    axis = shoulders - bodies.deep(*HIPS)
    out = world[L.LEFT_HIP + side] - world[L.LEFT_HIP + 1 - side]
    ahead = g.cross(world[L.LEFT_HIP] - world[L.RIGHT_HIP], axis)
    arm = world[L.LEFT_WRIST + side] - shoulders
    far = g.length(ahead)
    sideways = g.quotient(g.dot(arm, out), g.length(out))
    forward = g.dot(arm, ahead) / np.where(far == 0, 1.0, far)
    return np.where(g.length(axis) == 0, np.nan, g.direction(sideways, forward)) % 360


def _rise(tip: int, root: int) -> Paired:
    def rise(bodies: Bodies, side: int) -> Array:
        (rx, ry), (tx, ty) = bodies.picture[root + side], bodies.picture[tip + side]
        return g.direction(ry - ty, abs(tx - rx))

    return rise


def _hip_abduction(bodies: Bodies, side: int) -> Array:
    trunk = bodies.flat(*HIPS) - bodies.flat(*SHOULDERS)
    leg = bodies.picture[L.LEFT_ANKLE + side] - bodies.picture[L.LEFT_HIP + side]
    outward = -1 if side == LEFT else 1
    return _seen_along(outward * left_axis(bodies)[0], g.flat_turn(trunk, leg))


def _shank(bodies: Bodies, side: int) -> Array:
    return g.tilt(bodies.picture[L.LEFT_ANKLE + side], bodies.picture[L.LEFT_KNEE + side])


def _knee_fall_out(bodies: Bodies, side: int) -> Array:
    return _leftwards(bodies, _shank(bodies, side)) * (1 if side == LEFT else -1)


def _shank_tilt(bodies: Bodies, side: int) -> Array:
    return abs(_shank(bodies, side))


def _thigh_tilt(bodies: Bodies, side: int) -> Array:
    return _forwards(bodies, g.tilt(bodies.picture[L.LEFT_KNEE + side], bodies.picture[L.LEFT_HIP + side]))


def _knee_line_tilt(bodies: Bodies) -> Array:
    return _leftwards(bodies, g.tilt(bodies.flat(*ANKLES), bodies.flat(*KNEES)))


def _knee_opening(bodies: Bodies) -> Array:
    knees = g.length(bodies.world[L.LEFT_KNEE] - bodies.world[L.RIGHT_KNEE])
    thighs = g.length(bodies.deep(*HIPS) - bodies.deep(*KNEES))
    share = g.quotient(knees, 2 * np.hypot(thighs, knees / 2))
    return 2 * np.degrees(np.arcsin(np.minimum(1.0, share)))


# --- head --------------------------------------------------------------------------------------------------------


def _ear_shoulder_angle(bodies: Bodies, side: int) -> Array:
    ear, shoulder = bodies.picture[L.LEFT_EAR + side], bodies.picture[L.LEFT_SHOULDER + side]
    return g.direction(shoulder[1] - ear[1], abs(ear[0] - shoulder[0]))


def _head_pitch(bodies: Bodies, side: int) -> Array:
    trunk = bodies.flat(*SHOULDERS) - bodies.flat(*HIPS)
    return 90 - g.between(trunk, bodies.picture[L.NOSE] - bodies.picture[L.LEFT_EAR + side])


def _head_rotation(bodies: Bodies) -> Array:
    ears = g.length(bodies.world[L.LEFT_EAR] - bodies.world[L.RIGHT_EAR])
    share = g.quotient(bodies.world[L.NOSE][0] - bodies.deep(*EARS)[0], 0.5 * ears)
    return _leftwards(bodies, np.degrees(np.arcsin(np.clip(share, -1.0, 1.0))))


# --- trunk and pelvis --------------------------------------------------------------------------------------------


def _trunk_tilt(bodies: Bodies) -> Array:
    return g.tilt(bodies.flat(*HIPS), bodies.flat(*SHOULDERS))


def _trunk_lean(bodies: Bodies) -> Array:
    return _forwards(bodies, _trunk_tilt(bodies))


def _side_bend(bodies: Bodies) -> Array:
    return _leftwards(bodies, _trunk_tilt(bodies))


def _reach_tilt(bodies: Bodies) -> Array:
    return _leftwards(bodies, g.tilt(bodies.flat(*HIPS), bodies.flat(*SHOULDERS, *ELBOWS, *WRISTS)))


def _leftwards(bodies: Bodies, towards_right_of_picture: Array) -> Array:
    leftwards: Array = np.copysign(1.0, left_axis(bodies)[0]) * towards_right_of_picture
    return leftwards


def _forwards(bodies: Bodies, towards_right_of_picture: Array) -> Array:
    forwards: Array = np.copysign(1.0, left_axis(bodies)[2]) * towards_right_of_picture
    return forwards


def _trunk_inclination(bodies: Bodies) -> Array:
    return g.between(bodies.deep(*SHOULDERS) - bodies.deep(*HIPS), -_UP)


def _trunk_pitch(bodies: Bodies) -> Array:
    _, down, away = bodies.deep(*SHOULDERS) - bodies.deep(*HIPS)
    return g.direction(-np.copysign(1.0, left_axis(bodies)[0]) * away, -down)


def _line_tilt(left: int, right: int) -> Whole:
    def tilt(bodies: Bodies) -> Array:
        (lx, ly), (rx, ry) = bodies.picture[left], bodies.picture[right]
        return g.direction(ly - ry, abs(lx - rx))

    return tilt


def _lines(bodies: Bodies) -> tuple[Array, Array]:
    hips, shoulders = (bodies.world[left] - bodies.world[right] for left, right in (HIPS, SHOULDERS))
    return hips, shoulders


def _trunk_rotation(bodies: Bodies) -> Array:
    hips, shoulders = _lines(bodies)
    return g.turn(shoulders, hips, _UP)


def _trunk_twist(bodies: Bodies) -> Array:
    return g.turn(*_lines(bodies), bodies.deep(*SHOULDERS) - bodies.deep(*HIPS))


def _reach_yaw(bodies: Bodies) -> Array:
    return g.turn(bodies.deep(*ELBOWS, *WRISTS) - bodies.deep(*HIPS), _AHEAD, _UP)


def _yaw(left: int, right: int) -> Whole:
    def yaw(bodies: Bodies) -> Array:
        return g.turn(bodies.world[left] - bodies.world[right], _RIGHT, _UP)

    return yaw


PAIRED: dict[str, Paired] = {
    "knee_flexion": _picture_bend(L.LEFT_HIP, L.LEFT_KNEE, L.LEFT_ANKLE),
    "hip_flexion": _hip_flexion,
    "hip_abduction": _hip_abduction,
    "leg_rise": _rise(L.LEFT_ANKLE, L.LEFT_HIP),
    "thigh_tilt": _thigh_tilt,
    "shank_tilt": _shank_tilt,
    "knee_fall_out": _knee_fall_out,
    "shoulder_elevation": _shoulder_elevation,
    "arm_arc": _arm_arc,
    "arm_rise": _rise(L.LEFT_WRIST, L.LEFT_SHOULDER),
    "elbow_flexion": _elbow_flexion,
    "elbow_bend": _picture_bend(L.LEFT_SHOULDER, L.LEFT_ELBOW, L.LEFT_WRIST),
    "ear_shoulder_angle": _ear_shoulder_angle,
    "head_pitch": _head_pitch,
}
WHOLE: dict[str, Whole] = {
    "knee_line_tilt": _knee_line_tilt,
    "knee_opening": _knee_opening,
    "trunk_tilt": _trunk_tilt,
    "trunk_lean": _trunk_lean,
    "trunk_pitch": _trunk_pitch,
    "side_bend": _side_bend,
    "reach_tilt": _reach_tilt,
    "reach_yaw": _reach_yaw,
    "trunk_inclination": _trunk_inclination,
    "trunk_rotation": _trunk_rotation,
    "trunk_twist": _trunk_twist,
    "pelvis_yaw": _yaw(*HIPS),
    "shoulder_yaw": _yaw(*SHOULDERS),
    "shoulder_line_tilt": _line_tilt(*SHOULDERS),
    "pelvis_line_tilt": _line_tilt(*HIPS),
    "head_rotation": _head_rotation,
    "head_side_bend": _line_tilt(*EARS),
}
ANGLES = [name for name, measure in MEASURES.items() if measure.change is difference]
"""Every angle that can be measured, in the order of `MEASURES`."""
