"""A stick figure that walks: landmarks of ordinary gait, to be told apart from exercises. It can squat as well.

Joint angles follow the usual textbook course in round numbers (hip 20° back to 30° forward, knee 5° in stance and 60°
in swing, one stride in 1.1 s); the foot that is lower stands on the floor. Nothing here is fitted to the engine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from unbrace.motion.landmarks import POINTS, Frame, Landmark, Point3

PICTURES_PER_S = 20
STRIDE_S = 1.1
STRIDE_M = 1.3
THIGH_M, SHANK_M, TRUNK_M, ARM_M, FOREARM_M, FOOT_M = 0.42, 0.43, 0.50, 0.30, 0.25, 0.18
HIP_M, SHOULDER_M = 0.09, 0.18
PICTURE_HIGH_M = 2.4
FLOOR = 0.92
"""Where the floor is, as a share of the picture's height."""


@dataclass(frozen=True)
class Walk:
    """Walking across the picture (`turned_deg` 90: to its left, as in the clips) or towards the camera (0).

    `on_the_spot` keeps the person in the middle, as on a treadmill.
    """

    turned_deg: float
    seconds: float = 8.0
    on_the_spot: bool = False

    def frames(self) -> Iterator[Frame]:
        """As the camera sees it, `PICTURES_PER_S` times a second."""
        for t_s in _times(self.seconds):
            phase = t_s / STRIDE_S
            legs = (_gait(phase), _gait(phase + 0.5))
            gone_m = 0.0 if self.on_the_spot else (t_s - self.seconds / 2) * STRIDE_M / STRIDE_S
            yield _seen(t_s, _body(legs, phase), self.turned_deg, gone_m)


@dataclass(frozen=True)
class Squats:
    """The same figure standing still for 2 s, then squatting: the counterpart that must be counted."""

    turned_deg: float
    repetitions: int = 3
    seconds_each: float = 4.0

    def frames(self) -> Iterator[Frame]:
        """As the camera sees it, `PICTURES_PER_S` times a second."""
        for t_s in _times(2 + self.repetitions * self.seconds_each + 1):
            turns = min(max(0.0, (t_s - 2) / self.seconds_each), self.repetitions)
            depth = (1 - math.cos(2 * math.pi * turns)) / 2
            leg = (math.radians(85 * depth), math.radians(95 * depth))
            body = _body((leg, leg), phase=0.25)
            yield _seen(t_s, body, self.turned_deg, gone_m=-body[Landmark.LEFT_ANKLE][0])  # the feet stay


def _times(seconds: float) -> Iterator[float]:
    return (index / PICTURES_PER_S for index in range(round(seconds * PICTURES_PER_S)))


def _gait(phase: float) -> tuple[float, float]:
    """Hip and knee flexion in radians; `phase` counts strides."""
    swing = max(0.0, math.sin(2 * math.pi * (phase - 0.5)))
    return math.radians(5 + 25 * math.cos(2 * math.pi * phase)), math.radians(5 + 55 * swing**2)


def _seen(t_s: float, body: list[Point3], turned_deg: float, gone_m: float) -> Frame:
    turn = math.radians(turned_deg)
    world = tuple(_turned(point, turn) for point in body)
    sole = max(y for _, y, _ in world)
    aside, towards = -gone_m * math.sin(turn), gone_m * math.cos(turn)
    scale = 4.0 / (4.0 - 0.3 * towards) / PICTURE_HIGH_M
    image = tuple((0.5 + (x + aside) * scale * 3 / 4, FLOOR + (y - sole) * scale) for x, y, _ in world)
    return Frame(t_s * 1000, 4 / 3, image, world, (0.95,) * POINTS)


def _turned(point: Point3, turn: float) -> Point3:
    """From (forward, down, to the person's left) to the camera's axes: x right, y down, z away."""
    ahead, down, left = point
    return (
        -ahead * math.sin(turn) + left * math.cos(turn),
        down,
        -ahead * math.cos(turn) - left * math.sin(turn),
    )


def _body(legs: tuple[tuple[float, float], tuple[float, float]], phase: float) -> list[Point3]:
    points: list[Point3] = [(0.0, -TRUNK_M - 0.2, 0.0)] * POINTS
    for first, (leg, sign) in enumerate(zip(legs, (1, -1), strict=True)):
        _leg(points, first, sign * HIP_M, *leg)
        _arm(points, first, sign * SHOULDER_M, phase + first / 2)
        points[Landmark.LEFT_EAR + first] = (0.02, -TRUNK_M - 0.2, sign * 0.07)
    points[Landmark.NOSE] = (0.12, -TRUNK_M - 0.18, 0.0)
    return points


def _leg(points: list[Point3], first: int, out: float, hip: float, knee: float) -> None:
    knee_x, knee_y = THIGH_M * math.sin(hip), THIGH_M * math.cos(hip)
    ankle_x, ankle_y = knee_x + SHANK_M * math.sin(hip - knee), knee_y + SHANK_M * math.cos(hip - knee)
    points[Landmark.LEFT_HIP + first] = (0.0, 0.0, out)
    points[Landmark.LEFT_KNEE + first] = (knee_x, knee_y, out)
    points[Landmark.LEFT_ANKLE + first] = (ankle_x, ankle_y, out)
    points[Landmark.LEFT_HEEL + first] = (ankle_x - 0.05, ankle_y + 0.05, out)
    points[Landmark.LEFT_TOES + first] = (ankle_x + FOOT_M, ankle_y + 0.05, out)


def _arm(points: list[Point3], first: int, out: float, phase: float) -> None:
    swing = math.radians(-20 * math.cos(2 * math.pi * phase))
    elbow_x, elbow_y = ARM_M * math.sin(swing), -TRUNK_M + ARM_M * math.cos(swing)
    wrist_x, wrist_y = (
        elbow_x + FOREARM_M * math.sin(swing + 0.3),
        elbow_y + FOREARM_M * math.cos(swing + 0.3),
    )
    points[Landmark.LEFT_SHOULDER + first] = (0.0, -TRUNK_M, out)
    points[Landmark.LEFT_ELBOW + first] = (elbow_x, elbow_y, out)
    points[Landmark.LEFT_WRIST + first] = (wrist_x, wrist_y, out)
