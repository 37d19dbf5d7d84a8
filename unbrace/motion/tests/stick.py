"""Scripted people made of sticks, seen by a pinhole camera: sequences whose count is known because we wrote it.

A pose is 33 points in metres as (ahead, left, up) of the person, feet at 0. `seen` turns it about the vertical, puts it
before a camera and gives the `Frame` that a perfect pose model would give.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from unbrace.motion.landmarks import POINTS, Frame
from unbrace.motion.landmarks import Landmark as L

Place = tuple[float, float, float]
Pose = dict[int, Place]

SHANK, THIGH, TRUNK, UPPER_ARM, FOREARM = 0.42, 0.43, 0.5, 0.3, 0.26
HIP_HALF, SHOULDER_HALF = 0.12, 0.18
SIDES = ((L.LEFT_HIP, 1), (L.RIGHT_HIP, -1))


@dataclass(frozen=True)
class Camera:
    """Where the camera stands. `yaw` 0 = in front, 90 = at the person's left, 180 = behind; metres and degrees."""

    yaw: float = 90.0
    distance: float = 2.8
    height: float = 0.9
    aspect: float = 4 / 3
    focal: float = 1.1


def standing(
    bend: float = 0.0, *, arms: float = 0.0, knees_in: float = 0.0, lean: float | None = None
) -> Pose:
    """Knees bent by so many degrees over planted feet, arms raised forwards by so many, knees drawn in by metres."""
    shank, thigh = math.radians(0.4 * bend), math.radians(0.6 * bend)
    knee_a, knee_u = SHANK * math.sin(shank), 0.08 + SHANK * math.cos(shank)
    hip_a, hip_u = knee_a - THIGH * math.sin(thigh), knee_u + THIGH * math.cos(thigh)
    pose: Pose = {}
    for offset, side in ((0, 1), (1, -1)):
        out = side * HIP_HALF
        pose[L.LEFT_ANKLE + offset] = (0.0, out, 0.08)
        pose[L.LEFT_HEEL + offset] = (-0.06, out, 0.02)
        pose[L.LEFT_TOES + offset] = (0.16, out, 0.02)
        pose[L.LEFT_KNEE + offset] = (knee_a, out - side * knees_in, knee_u)
        pose[L.LEFT_HIP + offset] = (hip_a, out, hip_u)
    return _upper_body(pose, hip_a, hip_u, math.radians(0.35 * bend if lean is None else lean), (arms, arms))


def one_arm(raised: float) -> Pose:
    """Standing, the left arm raised forwards."""
    pose = standing()
    hip = pose[L.LEFT_HIP]
    return _upper_body(pose, hip[0], hip[2], 0.0, (raised, 0.0))


def _upper_body(pose: Pose, hip_a: float, hip_u: float, lean: float, arms: tuple[float, float]) -> Pose:
    a, u = hip_a + TRUNK * math.sin(lean), hip_u + TRUNK * math.cos(lean)
    for offset, side in ((0, 1), (1, -1)):
        out, raised = side * SHOULDER_HALF, math.radians(arms[offset])
        ahead, down = math.sin(raised), -math.cos(raised)
        pose[L.LEFT_SHOULDER + offset] = (a, out, u)
        pose[L.LEFT_ELBOW + offset] = (a + UPPER_ARM * ahead, out, u + UPPER_ARM * down)
        reach = UPPER_ARM + FOREARM
        pose[L.LEFT_WRIST + offset] = (a + reach * ahead, out, u + reach * down)
        pose[L.LEFT_EAR + offset] = (a, side * 0.07, u + 0.2)
    pose[L.NOSE] = (a + 0.1, 0.0, u + 0.18)
    return pose


def bridge(lift: float) -> Pose:
    """Lying on the back with bent knees, head away from where the feet point, hips lifted by so many metres."""
    pose: Pose = {}
    for offset, side in ((0, 1), (1, -1)):
        out = side * HIP_HALF
        pose[L.LEFT_ANKLE + offset] = (0.45, out, 0.08)
        pose[L.LEFT_HEEL + offset] = (0.4, out, 0.02)
        pose[L.LEFT_TOES + offset] = (0.6, out, 0.02)
        pose[L.LEFT_KNEE + offset] = (0.36, out, 0.49)
        pose[L.LEFT_HIP + offset] = (0.02, out, 0.12 + lift)
        pose[L.LEFT_SHOULDER + offset] = (-0.48, side * SHOULDER_HALF, 0.1)
        pose[L.LEFT_ELBOW + offset] = (-0.2, side * 0.28, 0.08)
        pose[L.LEFT_WRIST + offset] = (0.05, side * 0.28, 0.08)
        pose[L.LEFT_EAR + offset] = (-0.68, side * 0.07, 0.12)
    pose[L.NOSE] = (-0.66, 0.0, 0.24)
    return pose


def moved(pose: Pose, *points: int, ahead: float = 0.0, left: float = 0.0, up: float = 0.0) -> Pose:
    """These points so many metres away."""
    return pose | {p: (pose[p][0] + ahead, pose[p][1] + left, pose[p][2] + up) for p in points}


def plank(up: float, sag: float = 0.0) -> Pose:
    """Propped on the forearms, hips on the floor (0) or in line (1); `sag` metres below the line."""
    pose: Pose = {}
    hip = 0.1 + up * 0.13 - sag
    for offset, side in ((0, 1), (1, -1)):
        out = side * 0.12
        pose[L.LEFT_SHOULDER + offset] = (0.5, side * 0.18, 0.36)
        pose[L.LEFT_ELBOW + offset] = (0.5, side * 0.18, 0.05)
        pose[L.LEFT_WRIST + offset] = (0.75, side * 0.18, 0.05)
        pose[L.LEFT_EAR + offset] = (0.7, side * 0.07, 0.42)
        pose[L.LEFT_HIP + offset] = (0.0, out, hip)
        pose[L.LEFT_KNEE + offset] = (-0.43, out, (hip + 0.1) / 2)
        pose[L.LEFT_ANKLE + offset] = (-0.85, out, 0.1)
        pose[L.LEFT_HEEL + offset] = (-0.88, out, 0.16)
        pose[L.LEFT_TOES + offset] = (-0.85, out, 0.02)
    pose[L.NOSE] = (0.8, 0.0, 0.38)
    return pose


def one_foot_up(t_s: float) -> Pose:
    """The left foot lifted by 15 cm from 2 to 14 seconds."""
    up = 0.15 * min(1.0, max(0.0, t_s - 2)) * min(1.0, max(0.0, 14 - t_s))
    pose = standing()
    raised = (L.LEFT_ANKLE, L.LEFT_HEEL, L.LEFT_TOES, L.LEFT_KNEE)
    return {p: (a + up, left, u + up) if p in raised else (a, left, u) for p, (a, left, u) in pose.items()}


def sitting() -> Pose:
    """On a chair, shanks upright."""
    pose = standing()
    drop = THIGH
    for point, (a, left, u) in list(pose.items()):
        if u > 0.55:
            pose[point] = (a - THIGH, left, u - drop)
    return pose


def stride(phase: float) -> Pose:
    """One moment of a walk: legs swinging by 25 degrees, the swinging knee bent, arms opposite."""
    pose = standing(arms=0.0)
    swing = math.sin(2 * math.pi * phase)
    bob = 0.02 * math.cos(4 * math.pi * phase)
    for offset, sign in ((0, 1), (1, -1)):
        hip = pose[L.LEFT_HIP + offset]
        thigh = math.radians(25 * swing * sign)
        lifted = max(0.0, math.cos(2 * math.pi * phase) * sign)
        shank = thigh - math.radians(50 * lifted)
        knee = (hip[0] + THIGH * math.sin(thigh), hip[1], hip[2] - THIGH * math.cos(thigh))
        ankle = (knee[0] + SHANK * math.sin(shank), hip[1], knee[2] - SHANK * math.cos(shank))
        pose[L.LEFT_KNEE + offset], pose[L.LEFT_ANKLE + offset] = knee, ankle
        pose[L.LEFT_HEEL + offset] = (ankle[0] - 0.06, hip[1], ankle[2] - 0.06)
        pose[L.LEFT_TOES + offset] = (ankle[0] + 0.16, hip[1], ankle[2] - 0.06)
    return {point: (a, left, u + bob) for point, (a, left, u) in pose.items()}


def seen(
    pose: Pose,
    t_ms: float,
    camera: Camera = Camera(),
    at: tuple[float, float] = (0.0, 0.0),
    size: float = 1.0,
) -> Frame:
    """The frame of a person of this size (1 = 1.7 m) at so many metres right of and behind the usual place."""
    turned = math.radians(camera.yaw)
    cosine, sine = math.cos(turned), math.sin(turned)
    full = {point: pose.get(point, pose[L.NOSE]) for point in range(POINTS)}
    places = [
        (size * (left * cosine - ahead * sine), -size * up, size * (-ahead * cosine - left * sine))
        for ahead, left, up in (full[point] for point in range(POINTS))
    ]
    (hx, hy, hz), (gx, gy, gz) = places[L.LEFT_HIP], places[L.RIGHT_HIP]
    middle = ((hx + gx) / 2, (hy + gy) / 2, (hz + gz) / 2)
    image = []
    for x, y, z in places:
        depth = max(0.2, z + camera.distance + at[1])
        image.append(
            (
                0.5 + camera.focal * (x + at[0]) / depth / camera.aspect,
                0.5 + camera.focal * (y + camera.height) / depth,
            )
        )
    world = tuple((x - middle[0], y - middle[1], z - middle[2]) for x, y, z in places)
    return Frame(t_ms, camera.aspect, tuple(image), world, (1.0,) * POINTS)


Course = Callable[[float], Pose]
"""A pose for every second."""


def film(course: Course, seconds: float, camera: Camera = Camera(), fps: float = 20.0) -> list[Frame]:
    """The frames of a course, from 0."""
    return [seen(course(k / fps), 1000 * k / fps, camera) for k in range(int(seconds * fps) + 1)]


def there_and_back(t_s: float, starts: Iterable[float], lasts_s: float, far: float) -> float:
    """0, but for a smooth rise to `far` and back within `lasts_s` after each start."""
    for start in starts:
        if start <= t_s <= start + lasts_s:
            return far * (1 - math.cos(2 * math.pi * (t_s - start) / lasts_s)) / 2
    return 0.0


def hold(t_s: float) -> float:
    """Up from 2 to 3 seconds, held, down from 9 to 10."""
    return min(1.0, max(0.0, t_s - 2)) * min(1.0, max(0.0, 10 - t_s))


def squats(*depths: float, every_s: float = 4.0, lasts_s: float = 3.0) -> Course:
    """One squat of each depth (degrees of knee bend), the first after two seconds of standing."""

    def course(t_s: float) -> Pose:
        return standing(sum(there_and_back(t_s, [2 + k * every_s], lasts_s, d) for k, d in enumerate(depths)))

    return course


def lifts(*heights: float, every_s: float = 5.0, lasts_s: float = 4.0) -> Course:
    """One lift of both arms to each height (degrees)."""

    def course(t_s: float) -> Pose:
        return standing(
            arms=sum(there_and_back(t_s, [2 + k * every_s], lasts_s, h) for k, h in enumerate(heights))
        )

    return course


def bridges(*lifted: float, every_s: float = 4.0, lasts_s: float = 3.0) -> Course:
    """One bridge of each lift of the hips (metres)."""

    def course(t_s: float) -> Pose:
        return bridge(sum(there_and_back(t_s, [2 + k * every_s], lasts_s, m) for k, m in enumerate(lifted)))

    return course


def walk(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    speed: float = 1.1,
    fps: float = 30.0,
    t_ms: float = 0.0,
) -> Iterator[Frame]:
    """Walk over the floor: metres right of and behind the usual place, facing the way of going."""
    way = (end[0] - start[0], end[1] - start[1])
    distance = math.hypot(*way)
    yaw = math.degrees(math.atan2(-way[0], -way[1]))
    for k in range(int(distance / speed * fps) + 1):
        gone = k / fps * speed
        at = (start[0] + way[0] * gone / distance, start[1] + way[1] * gone / distance)
        yield seen(stride(gone / 1.3), t_ms + 1000 * k / fps, replace(Camera(), yaw=yaw), at)


def later(frames: Iterable[Frame], by_ms: float) -> list[Frame]:
    """The same frames, so much later."""
    return [replace(frame, t_ms=frame.t_ms + by_ms) for frame in frames]


def mirrored(frame: Frame) -> Frame:
    """The frame of the mirror image: left becomes right in the picture and in the person."""
    if frame.image is None or frame.world is None or frame.visibility is None:
        return frame
    other = [_MIRROR.get(point, point) for point in range(POINTS)]
    return Frame(
        frame.t_ms,
        frame.aspect,
        tuple((1 - frame.image[p][0], frame.image[p][1]) for p in other),
        tuple((-frame.world[p][0], frame.world[p][1], frame.world[p][2]) for p in other),
        tuple(frame.visibility[p] for p in other),
    )


_MIRROR = {p: p + 1 for p in range(7, POINTS, 2)} | {p + 1: p for p in range(7, POINTS, 2)}
