"""Heights, widths and distances of a body at one moment, in percent of a body length or in picture heights.

The lengths among F1-F17 of the assessment protocol, and what counting and the fault catalogue need. A picture knows no
centimetres: everything is compared with a length of the same body in the same picture. `side` is LEFT or RIGHT.
"""

from __future__ import annotations

import math

from unbrace.motion import geometry as g
from unbrace.motion.body import (
    ANKLES,
    HIPS,
    KNEES,
    LEFT,
    Body,
    L,
    front_of_trunk,
    height,
    left_axis,
)

# --- legs and feet -----------------------------------------------------------------------------------------------


def hip_height(body: Body) -> float | None:
    """How far the hips are above the foot that stands, in picture heights.

    The lower ankle counts, so lifting one foot is no squat.
    """
    height = max(body.picture[ankle][1] for ankle in ANKLES) - body.hips[1]
    return height if height > 0 else None


def knee_separation(body: Body) -> float | None:
    """Distance between the knees over that between the ankles, in the picture, from the front.

    Stands for the catalogue's "knee medial to the line from hip to ankle": both distances shrink alike when the
    person is turned a little, a knee's distance from a line does not.
    """
    knees, ankles = (abs(body.picture[left][0] - body.picture[right][0]) for left, right in (KNEES, ANKLES))
    return None if ankles == 0 else knees / ankles


def heel_height(body: Body, side: int) -> float | None:
    """Percent of the trunk by which the heel is above the toes."""
    trunk = body.trunk
    rise = body.picture[L.LEFT_TOES + side][1] - body.picture[L.LEFT_HEEL + side][1]
    return None if trunk == 0 else 100 * rise / trunk


def foot_difference(body: Body) -> float | None:
    """How much higher one ankle is than the other, percent of standing height, in the picture, + = left foot up."""
    left, right = (body.picture[ankle][1] for ankle in ANKLES)
    return _percent(right - left, height(body))


def foot_place(body: Body, side: int) -> float | None:
    """How far the ankle is from the picture's middle towards its own side, percent of standing height: shows a step."""
    outward = math.copysign(1.0, left_axis(body)[0]) * (1 if side == LEFT else -1)
    return _percent(outward * (body.picture[L.LEFT_ANKLE + side][0] - body.aspect / 2), height(body))


def step_width(body: Body) -> float | None:
    """Distance between the ankles, percent of the leg, in the picture, from the front."""
    left, right = (body.picture[ankle] for ankle in ANKLES)
    return _percent(math.dist(left, right), math.dist(body.hips, body.flat(*ANKLES)))


# --- pelvis ------------------------------------------------------------------------------------------------------


def hip_sag(body: Body, side: int) -> float | None:
    """F17 in the picture: how far the hip is below the line from shoulder to ankle, square to it, percent of it.

    The protocol's sign is the opposite: its -0.06 is 6 here. From the side in a plank, from the front in a side bridge.
    """
    return _sag(body, side, L.LEFT_ANKLE)


def hip_sag_over_knees(body: Body, side: int) -> float | None:
    """F17 for a body that rests on its knees: the line ends there."""
    return _sag(body, side, L.LEFT_KNEE)


def _sag(body: Body, side: int, end: int) -> float | None:
    shoulder, hip, foot = (body.picture[joint + side] for joint in (L.LEFT_SHOULDER, L.LEFT_HIP, end))
    straight, whole = g.on_line(shoulder, foot, 0, hip[0]), math.dist(shoulder, foot)
    if straight is None or whole == 0:
        return None
    across = abs(foot[0] - shoulder[0]) / whole  # from the vertical distance to the one square to the line
    return 100 * across * (hip[1] - straight[1]) / whole


def hip_lift(body: Body) -> float | None:
    """How high the hips are above the ankles, percent of the trunk, in the picture: lifted off the floor, or on it."""
    return _percent(body.flat(*ANKLES)[1] - body.hips[1], body.trunk)


def hip_level(body: Body) -> float | None:
    """How high the hips are in the picture, percent of standing height: shows a step up that both feet take."""
    return _percent(1 - body.hips[1], height(body))


def hip_difference(body: Body) -> float | None:
    """How much lower the left hip is than the right, percent of the trunk, in the picture, from the side."""
    left, right = (body.picture[hip][1] for hip in HIPS)
    return _percent(left - right, body.trunk)


def pelvis_width(body: Body) -> float | None:
    """How wide the hip line looks, in picture heights, from the front: narrower or wider when the pelvis turns."""
    left, right = (body.picture[hip] for hip in HIPS)
    return math.dist(left, right) or None


def pelvis_place(body: Body) -> float | None:
    """How far the hips are to the person's left of the feet, percent of standing height, in the picture, from the
    front."""
    sideways = body.hips[0] - body.flat(*ANKLES)[0]
    return _percent(math.copysign(1.0, left_axis(body)[0]) * sideways, height(body))


# --- hands -------------------------------------------------------------------------------------------------------


def arm_drop(body: Body, side: int) -> float | None:
    """How far the elbow hangs below the shoulder, in picture heights; negative when the arm is above it."""
    return body.picture[L.LEFT_ELBOW + side][1] - body.picture[L.LEFT_SHOULDER + side][1]


def fingertip_height(body: Body, side: int) -> float | None:
    """F11: the index finger above the line of the ankles, percent of standing height, in the picture.

    Times the person's height in centimetres it is the protocol's centimetres.
    """
    floor = max(body.picture[ankle][1] for ankle in ANKLES)
    return _percent(floor - body.picture[L.LEFT_INDEX + side][1], height(body))


def wrist_height(body: Body, side: int) -> float | None:
    """The wrist above the lower ankle, percent of standing height, in the picture."""
    floor = max(body.picture[ankle][1] for ankle in ANKLES)
    return _percent(floor - body.picture[L.LEFT_WRIST + side][1], height(body))


def wrist_above_knee(body: Body, side: int) -> float | None:
    """How far the wrist is from the height of the knee, either way, percent of standing height, in the picture."""
    return _percent(
        abs(body.picture[L.LEFT_KNEE + side][1] - body.picture[L.LEFT_WRIST + side][1]), height(body)
    )


def load_reach(body: Body, side: int) -> float | None:
    """How far the wrist is from the ankle along the floor, percent of standing height, in the picture, from the
    side."""
    return _percent(abs(body.picture[L.LEFT_WRIST + side][0] - body.flat(*ANKLES)[0]), height(body))


def hand_distance(body: Body) -> float | None:
    """Distance between the wrists, percent of shoulder width, in the world."""
    wrists = math.dist(body.world[L.LEFT_WRIST], body.world[L.RIGHT_WRIST])
    return _percent(wrists, math.dist(body.world[L.LEFT_SHOULDER], body.world[L.RIGHT_SHOULDER]))


def hand_difference(body: Body) -> float | None:
    """How much higher one wrist is than the other, percent of shoulder width, in the picture, from the front:
    + = left hand up."""
    shoulders = math.dist(body.picture[L.LEFT_SHOULDER], body.picture[L.RIGHT_SHOULDER])
    return _percent(body.picture[L.RIGHT_WRIST][1] - body.picture[L.LEFT_WRIST][1], shoulders)


# --- head and shoulders ------------------------------------------------------------------------------------------


def ear_height(body: Body, side: int) -> float | None:
    """How far the ear is above the shoulder, percent of the trunk, in the picture; shrinks in a shrug."""
    rise = _percent(body.picture[L.LEFT_SHOULDER + side][1] - body.picture[L.LEFT_EAR + side][1], body.trunk)
    return rise if rise is not None and rise > 0 else None


def neck_length(body: Body, side: int) -> float | None:
    """How far the ear is beyond the shoulder along the trunk's own line, percent of the trunk, in the picture.

    `ear_height` for a trunk that is not upright.
    """
    trunk = g.towards(body.hips, body.shoulders)
    ear = g.towards(body.picture[L.LEFT_SHOULDER + side], body.picture[L.LEFT_EAR + side])
    along = _percent(g.dot(ear, trunk), g.dot(trunk, trunk))
    return along if along is not None and along > 0 else None


def head_forward(body: Body, side: int) -> float | None:
    """How far the ear is in front of the shoulder across the trunk's line, percent of the trunk, from the side.

    Lying on the back it is how far the head is lifted. Compare with the self only: there is no C7 landmark.
    """
    ear = g.towards(body.picture[L.LEFT_SHOULDER + side], body.picture[L.LEFT_EAR + side])
    front = front_of_trunk(body)
    size = g.length(front)
    return None if size == 0 else 100 * g.dot(ear, front) / size**2


def _percent(part: float, whole: float) -> float | None:
    return None if whole == 0 else 100 * part / whole
