"""Scripted people for the tests of function: sticks in the positions that no exercise's script needed."""

from __future__ import annotations

import math
from collections.abc import Callable

from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.tests.stick import (
    FOREARM,
    HIP_HALF,
    SHANK,
    SHOULDER_HALF,
    THIGH,
    TRUNK,
    UPPER_ARM,
    Course,
    Place,
    Pose,
    bridge,
    moved,
    sitting,
    standing,
)

HEAD = (L.NOSE, L.LEFT_EAR, L.RIGHT_EAR)
UPPER = (
    *HEAD,
    L.LEFT_SHOULDER,
    L.RIGHT_SHOULDER,
    L.LEFT_ELBOW,
    L.RIGHT_ELBOW,
    L.LEFT_WRIST,
    L.RIGHT_WRIST,
    L.LEFT_INDEX,
    L.RIGHT_INDEX,
)
AHEAD_UP, LEFT_UP, AHEAD_LEFT = (0, 2), (1, 2), (0, 1)


def middle(pose: Pose, *points: int) -> Place:
    """Half-way between points."""
    ahead, left, up = (sum(pose[point][k] for point in points) / len(points) for k in range(3))
    return ahead, left, up


def turned(pose: Pose, points: tuple[int, ...], about: Place, degrees: float, plane: tuple[int, int]) -> Pose:
    """These points turned about a place in one plane, the first axis towards the second."""
    i, j = plane
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    out = dict(pose)
    for point in points:
        if point in pose:
            place = list(pose[point])
            a, b = place[i] - about[i], place[j] - about[j]
            place[i], place[j] = about[i] + a * cosine - b * sine, about[j] + a * sine + b * cosine
            out[point] = (place[0], place[1], place[2])
    return out


def hips_of(pose: Pose) -> Place:
    return middle(pose, L.LEFT_HIP, L.RIGHT_HIP)


def head_turned(degrees: float) -> Pose:
    """Sitting, the head turned to the left about the vertical."""
    pose = sitting()
    return turned(pose, HEAD, middle(pose, L.LEFT_EAR, L.RIGHT_EAR), degrees, AHEAD_LEFT)


def head_tipped(degrees: float) -> Pose:
    """Sitting, the head bent to the left."""
    pose = sitting()
    return turned(pose, HEAD, middle(pose, L.LEFT_SHOULDER, L.RIGHT_SHOULDER), -degrees, LEFT_UP)


def head_up(degrees: float) -> Pose:
    """Sitting, looking up (+) or down (-) about the ears."""
    pose = sitting()
    return turned(pose, HEAD, middle(pose, L.LEFT_EAR, L.RIGHT_EAR), degrees, AHEAD_UP)


def leaning(degrees: float, pose: Pose | None = None) -> Pose:
    """The trunk leaning forward over the hips."""
    pose = standing() if pose is None else pose
    return turned(pose, UPPER, hips_of(pose), -degrees, AHEAD_UP)


def bending_left(degrees: float) -> Pose:
    """Standing, the trunk bent to the left."""
    pose = standing()
    return turned(pose, UPPER, hips_of(pose), -degrees, LEFT_UP)


def shoulders_turned(degrees: float) -> Pose:
    """Sitting, the shoulders turned to the left over the hips."""
    pose = sitting()
    return turned(pose, UPPER, hips_of(pose), degrees, AHEAD_LEFT)


def goalpost(raised: float) -> Pose:
    """Standing, both upper arms so many degrees away from hanging, out to the sides; forearms up."""
    pose = standing()
    rad = math.radians(raised)
    for offset, side in ((0, 1), (1, -1)):
        a, out, up = pose[L.LEFT_SHOULDER + offset]
        elbow = (a, out + side * UPPER_ARM * math.sin(rad), up - UPPER_ARM * math.cos(rad))
        pose[L.LEFT_ELBOW + offset] = elbow
        pose[L.LEFT_WRIST + offset] = (elbow[0], elbow[1], elbow[2] + FOREARM)
    return pose


def reaching_down(degrees: float) -> Pose:
    """Standing, the trunk bowed forward, both arms hanging straight down from the shoulders."""
    pose = leaning(degrees)
    for offset in (0, 1):
        a, out, up = pose[L.LEFT_SHOULDER + offset]
        pose[L.LEFT_ELBOW + offset] = (a, out, up - UPPER_ARM)
        pose[L.LEFT_WRIST + offset] = (a, out, up - UPPER_ARM - FOREARM)
        pose[L.LEFT_INDEX + offset] = (a, out, up - UPPER_ARM - FOREARM - 0.15)
    return pose


def lying(leg_up: float = 0.0) -> Pose:
    """On the back, head away from where the feet point, the left leg lifted by so many degrees with a long knee."""
    pose: Pose = {}
    for offset, side in ((0, 1), (1, -1)):
        out, raised = side * HIP_HALF, math.radians(leg_up if offset == 0 else 0.0)
        ahead, rise = math.cos(raised), math.sin(raised)
        pose[L.LEFT_HIP + offset] = (0.0, out, 0.1)
        pose[L.LEFT_KNEE + offset] = (THIGH * ahead, out, 0.1 + THIGH * rise)
        reach = THIGH + SHANK
        pose[L.LEFT_ANKLE + offset] = (reach * ahead, out, 0.1 + reach * rise)
        pose[L.LEFT_HEEL + offset] = pose[L.LEFT_TOES + offset] = pose[L.LEFT_ANKLE + offset]
        pose[L.LEFT_SHOULDER + offset] = (-TRUNK, side * SHOULDER_HALF, 0.1)
        pose[L.LEFT_ELBOW + offset] = (-0.25, side * 0.3, 0.08)
        pose[L.LEFT_WRIST + offset] = (0.0, side * 0.3, 0.08)
        pose[L.LEFT_EAR + offset] = (-TRUNK - 0.2, side * 0.07, 0.12)
    pose[L.NOSE] = (-TRUNK - 0.18, 0.0, 0.23)
    return pose


def head_lifted(by_m: float) -> Pose:
    """Lying on the back with bent knees, the head lifted."""
    return moved(bridge(0.0), *HEAD, up=by_m)


def on_the_front(lifted: float) -> Pose:
    """Lying on the front, the trunk lifted about the hips by so many degrees."""
    pose = lying()
    flat = {
        point: (-ahead, left, 0.2 - (up - 0.1) if point in HEAD else up)
        for point, (ahead, left, up) in pose.items()
    }
    return turned(flat, UPPER, hips_of(flat), lifted, AHEAD_UP)


def over_the_edge(drop: float) -> Pose:
    """Prone on a bench, legs on it, the trunk `drop` degrees below level."""
    return moved(on_the_front(-drop), *on_the_front(0.0), up=0.7)


def foot_out(degrees: float) -> Pose:
    """Sitting, the left foot swung out about the knee."""
    pose = sitting()
    return turned(pose, (L.LEFT_ANKLE, L.LEFT_HEEL, L.LEFT_TOES), pose[L.LEFT_KNEE], degrees, LEFT_UP)


def half_kneeling(past: float) -> Pose:
    """On the left knee, the thigh `past` degrees in front of the vertical, the right foot ahead."""
    rad = math.radians(past)
    hip = (THIGH * math.sin(rad), 0.0, 0.05 + THIGH * math.cos(rad))
    pose: Pose = {}
    for offset, side in ((0, 1), (1, -1)):
        out = side * HIP_HALF
        pose[L.LEFT_HIP + offset] = (hip[0], out, hip[2])
        pose[L.LEFT_SHOULDER + offset] = (hip[0], side * SHOULDER_HALF, hip[2] + TRUNK)
        pose[L.LEFT_ELBOW + offset] = (hip[0], side * 0.2, hip[2] + TRUNK - UPPER_ARM)
        pose[L.LEFT_WRIST + offset] = (hip[0], side * 0.2, hip[2] + TRUNK - UPPER_ARM - FOREARM)
        pose[L.LEFT_EAR + offset] = (hip[0], side * 0.07, hip[2] + TRUNK + 0.2)
    pose[L.NOSE] = (hip[0] + 0.1, 0.0, hip[2] + TRUNK + 0.18)
    pose[L.LEFT_KNEE], pose[L.LEFT_ANKLE] = (0.0, HIP_HALF, 0.05), (-SHANK, HIP_HALF, 0.05)
    pose[L.LEFT_HEEL], pose[L.LEFT_TOES] = (-SHANK, HIP_HALF, 0.1), (-SHANK - 0.1, HIP_HALF, 0.02)
    pose[L.RIGHT_KNEE], pose[L.RIGHT_ANKLE] = (THIGH, -HIP_HALF, 0.08 + SHANK), (THIGH, -HIP_HALF, 0.08)
    pose[L.RIGHT_HEEL], pose[L.RIGHT_TOES] = (THIGH - 0.06, -HIP_HALF, 0.02), (THIGH + 0.16, -HIP_HALF, 0.02)
    return pose


def side_bridge(up: float) -> Pose:
    """On the left side, front to the camera: hips on the floor (0) or in line (1)."""
    pose: Pose = {}
    hip = 0.12 + 0.14 * up
    for offset, side in ((0, -1), (1, 1)):  # left below, right above
        pose[L.LEFT_SHOULDER + offset] = (0.0, 0.5, 0.4 + side * SHOULDER_HALF)
        pose[L.LEFT_HIP + offset] = (0.0, 0.0, hip + 0.05 + side * HIP_HALF * 0.8)
        pose[L.LEFT_KNEE + offset] = (0.0, -0.43, (hip + 0.1) / 2 + side * 0.05)
        pose[L.LEFT_ANKLE + offset] = (0.0, -0.85, 0.1 + side * 0.04)
        pose[L.LEFT_HEEL + offset] = pose[L.LEFT_TOES + offset] = pose[L.LEFT_ANKLE + offset]
        pose[L.LEFT_ELBOW + offset] = (0.0, 0.5, 0.2 + side * 0.16)
        pose[L.LEFT_WRIST + offset] = (0.2, 0.5, 0.2 + side * 0.16)
        pose[L.LEFT_EAR + offset] = (0.0, 0.7, 0.45 + side * 0.07)
    pose[L.NOSE] = (0.1, 0.72, 0.45)
    return pose


def rising(up: float) -> Pose:
    """From a seat (0) to standing (1): 95 degrees of knee bend to straight, the trunk leaning on the way."""
    shank, thigh = math.radians(10 * (1 - up)), math.radians(85 * (1 - up))
    pose = standing()
    knee = (SHANK * math.sin(shank), 0.08 + SHANK * math.cos(shank))
    hip = (knee[0] - THIGH * math.sin(thigh), knee[1] + THIGH * math.cos(thigh))
    for offset in (0, 1):
        out = pose[L.LEFT_KNEE + offset][1]
        pose[L.LEFT_KNEE + offset] = (knee[0], out, knee[1])
    before = hips_of(pose)
    points = (*UPPER, L.LEFT_HIP, L.RIGHT_HIP)
    there = [point for point in points if point in pose]
    pose = moved(pose, *there, ahead=hip[0] - before[0], up=hip[1] - before[2])
    return leaning(35 * math.sin(math.pi * max(0.0, min(1.0, up))), pose)


def course(pose: Callable[[float], Pose], way: Callable[[float], float]) -> Course:
    """A pose of one number, and that number for every second."""
    return lambda t_s: pose(way(t_s))


def there(
    *far: float, rest_s: float = 1.0, lasts_s: float = 4.0, stay_s: float = 1.0
) -> Callable[[float], float]:
    """Rest, then a smooth way to each of these, a stay there, and back, with a rest between."""

    def way(t_s: float) -> float:
        at = t_s - rest_s - 1.0
        number, within = divmod(at, lasts_s + rest_s)
        if at < 0 or number >= len(far) or within > lasts_s:
            return 0.0
        move_s = (lasts_s - stay_s) / 2
        share = min(1.0, within / move_s, (lasts_s - within) / move_s)
        return far[int(number)] * (1 - math.cos(math.pi * share)) / 2

    return way


def between(start_s: float, end_s: float, ramp_s: float = 0.5) -> Callable[[float], float]:
    """0, from one moment to another 1, with short ways between."""

    def way(t_s: float) -> float:
        return max(0.0, min(1.0, (t_s - start_s) / ramp_s, (end_s - t_s) / ramp_s))

    return way
