"""Angles of a body at one moment, in degrees: those of F3 to F13 of the assessment protocol, and what counting needs.

A measure is a named function with a unit and a source. F1 and F2 are in `geometry`, heights and distances (F11, F17) in
`distances`, F14 to F16 are read over time in `phases` and `repetitions`. A measure answers for the left side and the
right side where both have their own joint, otherwise once for the whole body, and says None, "not seen", rather than
guess: when a point it needs is too doubtful or two points coincide.

Choosing the plane. Picture landmarks are within a few pixels of the truth but flat; world landmarks have depth, which
is guessed. What lies in the picture when the camera stands as asked is measured in the picture (heights, leans, knees
from the side, knees drifting in from the front); what does not is measured in the world (hip and shoulder angles,
turning). Never the picture's own z. Each measure below says which it uses.

There is no landmark between shoulders and hips: "trunk" is the line between them, and nothing here speaks of a spine.
To add a measure, write the function and add one line to `measures.MEASURES`.
"""

from __future__ import annotations

import math

from unbrace.motion import geometry as g
from unbrace.motion.body import (
    ANKLES,
    EARS,
    ELBOWS,
    HIPS,
    KNEES,
    LEFT,
    SHOULDERS,
    WRISTS,
    Body,
    L,
    left_axis,
)

# --- legs and arms; `side` is LEFT or RIGHT ----------------------------------------------------------------------


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
    hips = body.hips
    trunk, thigh = g.towards(body.shoulders, hips), g.towards(hips, body.picture[L.LEFT_KNEE + side])
    return g.turn((*thigh, 0.0), (*trunk, 0.0), (0.0, 0.0, left_axis(body)[2]))


def shoulder_elevation(body: Body, side: int) -> float | None:
    """F6 in the world: the upper arm against the side of the trunk. 0 = hanging down."""
    return g.angle(
        body.world[L.LEFT_HIP + side], body.world[L.LEFT_SHOULDER + side], body.world[L.LEFT_ELBOW + side]
    )


def elbow_bend(body: Body, side: int) -> float | None:
    """Bend of the elbow in the picture, from the side. 0 = straight."""
    return g.bend(
        body.picture[L.LEFT_SHOULDER + side],
        body.picture[L.LEFT_ELBOW + side],
        body.picture[L.LEFT_WRIST + side],
    )


def arm_arc(body: Body, side: int) -> float | None:
    """Where the arm points about the trunk's own axis, in the world: 0 = ahead of the hips, 90 = out to its own side,
    beyond that behind. For opening the arm in side lying, where heights say nothing."""
    axis = g.towards(body.deep(*HIPS), body.deep(*SHOULDERS))
    out = g.towards(body.world[L.LEFT_HIP + 1 - side], body.world[L.LEFT_HIP + side])
    ahead = g.cross(g.towards(body.world[L.RIGHT_HIP], body.world[L.LEFT_HIP]), axis)
    arm = g.towards(body.deep(*SHOULDERS), body.world[L.LEFT_WRIST + side])
    if g.length(axis) == 0 or g.length(out) == 0:
        return None
    sideways, forward = g.dot(arm, out) / g.length(out), g.dot(arm, ahead) / (g.length(ahead) or 1.0)
    return None if sideways == forward == 0 else math.degrees(math.atan2(sideways, forward)) % 360


def arm_rise(body: Body, side: int) -> float | None:
    """Slope of the line from shoulder to hand out of the level, in the picture, from the side: + = hand higher."""
    return _rise(body, L.LEFT_SHOULDER + side, L.LEFT_WRIST + side)


def leg_rise(body: Body, side: int) -> float | None:
    """Slope of the line from hip to ankle out of the level, in the picture, from the side: + = foot higher."""
    return _rise(body, L.LEFT_HIP + side, L.LEFT_ANKLE + side)


def _rise(body: Body, root: int, tip: int) -> float | None:
    (rx, ry), (tx, ty) = body.picture[root], body.picture[tip]
    return None if rx == tx and ry == ty else math.degrees(math.atan2(ry - ty, abs(tx - rx)))


def hip_abduction(body: Body, side: int) -> float | None:
    """How far the leg is away from the line of the trunk, to its own side, in the picture, from the front."""
    trunk = g.towards(body.shoulders, body.hips)
    leg = g.towards(body.picture[L.LEFT_HIP + side], body.picture[L.LEFT_ANKLE + side])
    outward = -1 if side == LEFT else 1
    return g.turn((*trunk, 0.0), (*leg, 0.0), (0.0, 0.0, outward * left_axis(body)[0]))


def knee_fall_out(body: Body, side: int) -> float | None:
    """Lean of the line from ankle to knee towards its own side, in the picture, seen from the feet: 0 = knee up."""
    lean = g.tilt(body.picture[L.LEFT_ANKLE + side], body.picture[L.LEFT_KNEE + side])
    outward = math.copysign(1.0, left_axis(body)[0]) * (1 if side == LEFT else -1)
    return None if lean is None else outward * lean


def knee_line_tilt(body: Body) -> float | None:
    """Lean of both shanks together, middle of the ankles to middle of the knees, in the picture, seen from the feet:
    + = knees to the person's left. The line between two knees that lie together has no direction of its own."""
    return _leftwards(body, g.tilt(body.flat(*ANKLES), body.flat(*KNEES)))


def knee_opening(body: Body) -> float | None:
    """Angle between the two thighs as the knees part and the feet stay together, in the world: 0 = knees touch."""
    knees = math.dist(body.world[L.LEFT_KNEE], body.world[L.RIGHT_KNEE])
    thighs = math.dist(body.deep(*HIPS), body.deep(*KNEES)), knees / 2
    whole = 2 * math.hypot(*thighs)
    return None if whole == 0 else 2 * math.degrees(math.asin(min(1.0, knees / whole)))


def thigh_tilt(body: Body, side: int) -> float | None:
    """Lean of the thigh out of the vertical, in the picture, from the side: + = hip ahead of the knee."""
    lean = g.tilt(body.picture[L.LEFT_KNEE + side], body.picture[L.LEFT_HIP + side])
    return None if lean is None else math.copysign(1.0, left_axis(body)[2]) * lean


def shank_tilt(body: Body, side: int) -> float | None:
    """Lean of the shank out of the vertical either way, in the picture, from the front: 0 = foot under the knee."""
    lean = g.tilt(body.picture[L.LEFT_ANKLE + side], body.picture[L.LEFT_KNEE + side])
    return None if lean is None else abs(lean)


# --- head --------------------------------------------------------------------------------------------------------


def ear_shoulder_angle(body: Body, side: int) -> float | None:
    """F7 in the picture, from the side: 90 = ear over shoulder. A proxy, never a craniovertebral angle."""
    ear, shoulder = body.picture[L.LEFT_EAR + side], body.picture[L.LEFT_SHOULDER + side]
    x, y = abs(ear[0] - shoulder[0]), shoulder[1] - ear[1]
    return None if x == y == 0 else math.degrees(math.atan2(y, x))


def head_pitch(body: Body, side: int) -> float | None:
    """How far the face looks up out of the trunk's own line, in the picture, from the side: + = back, - = nodding.

    The line from ear to nose against the trunk; upright and lying alike, because the trunk goes along.
    """
    trunk = g.towards(body.hips, body.shoulders)
    face = g.towards(body.picture[L.LEFT_EAR + side], body.picture[L.NOSE])
    between = g.angle(trunk, (0.0, 0.0), face)
    return None if between is None else 90 - between


def head_rotation(body: Body) -> float | None:
    """F12, from the front: the nose's place between the ears, as an arc sine of half their distance; + = to the left.

    Sideways is the picture's x (world landmarks share it); the ears' full distance is the world's, because in the
    picture it shrinks as the head turns. Screening only.
    """
    ears = math.dist(body.world[L.LEFT_EAR], body.world[L.RIGHT_EAR])
    if ears == 0:
        return None
    share = (body.world[L.NOSE][0] - body.deep(*EARS)[0]) / (0.5 * ears)
    return _leftwards(body, math.degrees(math.asin(max(-1.0, min(1.0, share)))))


# --- trunk and pelvis --------------------------------------------------------------------------------------------


def trunk_tilt(body: Body) -> float | None:
    """F3 and F9 in the picture: lean of the trunk out of the vertical, + towards the right of the picture."""
    return g.tilt(body.hips, body.shoulders)


def trunk_lean(body: Body) -> float | None:
    """F3 in the picture, from the side: lean of the trunk out of the vertical, + = forward."""
    lean = g.tilt(body.hips, body.shoulders)
    return None if lean is None else math.copysign(1.0, left_axis(body)[2]) * lean


def side_bend(body: Body) -> float | None:
    """F9 in the picture, from the front: lean of the trunk out of the vertical, + = to the person's left."""
    return _leftwards(body, trunk_tilt(body))


def reach_tilt(body: Body) -> float | None:
    """Lean of the line from the hips to the middle of shoulders, elbows and hands, in the picture, from the front,
    + = to the person's left.

    For tipping to the side with the arms overhead: the arms go along, so the line is long and its lean is read more
    surely than the trunk's. Of six lines tried on half of 60 people (KIMORE, by subject) it lost the fewest tilts in
    the other half, too.
    """
    return _leftwards(body, g.tilt(body.hips, body.flat(*SHOULDERS, *ELBOWS, *WRISTS)))


def _leftwards(body: Body, towards_right_of_picture: float | None) -> float | None:
    if towards_right_of_picture is None:
        return None
    return math.copysign(1.0, left_axis(body)[0]) * towards_right_of_picture


def trunk_inclination(body: Body) -> float | None:
    """Lean of the trunk out of the vertical in any direction, in the world: 0 = upright, 90 = lying."""
    trunk = g.towards(body.deep(*HIPS), body.deep(*SHOULDERS))
    return g.angle(trunk, (0.0, 0.0, 0.0), (0.0, -1.0, 0.0))


def trunk_pitch(body: Body) -> float | None:
    """Lean of the trunk towards the camera, in the world, from the front: + = forward. Depth is guessed: about half is
    read."""
    _, down, away = g.towards(body.deep(*HIPS), body.deep(*SHOULDERS))
    facing = math.copysign(1.0, left_axis(body)[0])
    return None if down == away == 0 else math.degrees(math.atan2(-facing * away, -down))


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


def trunk_twist(body: Body) -> float | None:
    """The shoulder line against the hip line about the trunk's own axis, in the world, + = to the left.

    F10 for a trunk that is not upright. Screening only.
    """
    hips, shoulders = (g.towards(body.world[right], body.world[left]) for left, right in (HIPS, SHOULDERS))
    return g.turn(hips, shoulders, g.towards(body.deep(*HIPS), body.deep(*SHOULDERS)))


def reach_yaw(body: Body) -> float | None:
    """Where elbows and hands are about the vertical, seen from the hips, in the world, + = to the left.

    For turning with the arms in front: they are as long a pointer as the body has. Shoulders alone are mixed up by
    every pose model when one hides the other.
    """
    ahead = g.towards(body.deep(*HIPS), body.deep(*ELBOWS, *WRISTS))
    return g.turn(ahead, (0.0, 0.0, -1.0), (0.0, 1.0, 0.0))


def pelvis_yaw(body: Body) -> float | None:
    """The hip line about the vertical against the picture, in the world, + = to the left. Screening only."""
    return _yaw(body, *HIPS)


def shoulder_yaw(body: Body) -> float | None:
    """The shoulder line about the vertical against the picture, in the world, + = to the left. Screening only."""
    return _yaw(body, *SHOULDERS)


def _yaw(body: Body, left: int, right: int) -> float | None:
    return g.turn(g.towards(body.world[right], body.world[left]), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
