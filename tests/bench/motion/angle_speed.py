"""P8: angles of one frame after the other, beside Sports2D's own per-frame code, on the same points.

First both compute the same angles of the same frames and must agree to 1e-9 degrees; only then is time taken. Compared
are those of its angles whose points both have: knees, hips, elbows and shoulders, trunk, thighs, shanks, arms and
forearms, pelvis and shoulder line.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.bench.motion.rendered import clips, movement_for
from tests.bench.motion.rivals import NotInstalled, sports2d
from tests.bench.motion.row import Row
from unbrace.library.angles_at_once import geometry as at_once
from unbrace.library.angles_at_once.angles import ANGLES as EVERY
from unbrace.library.angles_at_once.angles import read
from unbrace.library.angles_at_once.bodies import Bodies
from unbrace.library.exercises import load_exercises
from unbrace.motion import geometry as g
from unbrace.motion.body import HIPS, SHOULDERS, Body
from unbrace.motion.landmarks import Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.measures import MEASURES
from unbrace.motion.session import Session

SAME_DEGREES = 1e-9
ROUNDS = 7

KEYPOINTS = {
    "RShoulder": L.RIGHT_SHOULDER, "LShoulder": L.LEFT_SHOULDER, "RElbow": L.RIGHT_ELBOW, "LElbow": L.LEFT_ELBOW,
    "RWrist": L.RIGHT_WRIST, "LWrist": L.LEFT_WRIST, "RHip": L.RIGHT_HIP, "LHip": L.LEFT_HIP, "RKnee": L.RIGHT_KNEE,
    "LKnee": L.LEFT_KNEE, "RAnkle": L.RIGHT_ANKLE, "LAnkle": L.LEFT_ANKLE,
}  # fmt: skip
NAMES = [*KEYPOINTS, "Hip", "Neck"]
ANGLES = [
    f"{side} {joint}"
    for joint in ("knee", "hip", "shoulder", "elbow", "shank", "thigh", "arm", "forearm")
    for side in ("right", "left")
] + ["trunk", "pelvis", "shoulders"]
_AXIS = (0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Angle:
    """One of Sports2D's definitions: which points, what is added, the sign, and where the circle is cut."""

    points: tuple[int, ...]
    offset: float
    sign: float
    half_circle: bool


def definitions(rival: dict[str, Any]) -> list[Angle]:
    found = []
    for name in ANGLES:
        points, _, offset, sign = rival["angle_dict"][name]
        found.append(Angle(tuple(map(NAMES.index, points)), offset, sign, name in ("pelvis", "shoulders")))
    return found


def points_of(frame: Frame) -> list[g.Point]:
    """Where Sports2D's keypoints are in the picture, in picture heights."""
    body = Body(frame)
    return [*(body.picture[point] for point in KEYPOINTS.values()), body.flat(*HIPS), body.flat(*SHOULDERS)]


def ours(points: Sequence[g.Point], wanted: Sequence[Angle]) -> list[float]:
    """The angles by the engine's geometry."""
    return [_ours(points, angle) for angle in wanted]


def _ours(points: Sequence[g.Point], angle: Angle) -> float:
    where = [points[k] for k in angle.points]
    if len(where) == 2:
        raw = (g.tilt(where[1], where[0]) or 0.0) - 90
    else:
        first, second = (where[1], where[0]), (where[-2], where[-1])
        if len(where) == 4:
            first = (where[0], where[1])
        raw = g.turn((*g.towards(*second), 0.0), (*g.towards(*first), 0.0), _AXIS) or 0.0
    turned = (raw + angle.offset) * angle.sign
    return (turned + 90) % 180 - 90 if angle.half_circle else (turned + 180) % 360 - 180


def theirs(rival: dict[str, Any], points: Any) -> list[float]:
    """The angles by Sports2D, one person in one frame, as its loop over frames calls it."""
    ids = list(range(len(NAMES)))
    _, angles, _ = rival["compute_angles_for_person"](
        points[:, 0], points[:, 1], "right", False, ids, NAMES, ANGLES, rival["angle_dict"]
    )
    return [float(angle) for angle in angles]


def furthest_apart(a: Sequence[Sequence[float]], b: Sequence[Sequence[float]]) -> float:
    """The greatest difference, the short way round, degrees."""
    return max(
        abs(g.shortest_turn(x - y))
        for row, other in zip(a, b, strict=True)
        for x, y in zip(row, other, strict=True)
    )


def per_frame(work: Callable[[Any], object], frames: Sequence[Any]) -> float:
    """The best of the rounds, in microseconds a frame: other work on the machine only ever adds."""
    spent = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for frame in frames:
            work(frame)
        spent.append((time.perf_counter() - started) / len(frames) * 1e6)
    return min(spent)


def rows() -> Iterator[Row]:
    clip = next(clip for clip in clips() if clip.name == "squat" and clip.yaw == 90)
    frames = [frame for frame in clip.recording("full").frames() if frame.is_somebody]
    try:
        rival = sports2d()
    except NotInstalled as matter:
        yield Row("P8", "angles beside Sports2D", f"not measured: {matter}", "1 or more times as fast")
        return
    wanted = definitions(rival)
    arrays = [np.array(points_of(frame)) for frame in frames]
    off = furthest_apart([ours(points_of(f), wanted) for f in frames], [theirs(rival, a) for a in arrays])
    split = f"{len(ANGLES)} angles, {len(frames)} frames of one clip"
    yield Row("P8", "greatest difference to Sports2D's angles", f"{off:.0e}°", "1e-9°", "–", split)
    if off > SAME_DEGREES:
        raise AssertionError(f"angles differ by {off} degrees; speeds would compare different things")
    mine = per_frame(lambda frame: ours(points_of(frame), wanted), frames)
    other = per_frame(lambda points: theirs(rival, points), arrays)
    yield Row(
        "P8",
        "same angles, frame by frame",
        f"{mine:.0f} µs, {other / mine:.2f} times as fast",
        "1 or more times as fast",
        f"Sports2D {other:.0f} µs",
        split,
    )
    other, whole = _whole_step(clip, frames, lambda points: theirs(rival, points), arrays)
    yield Row(
        "P8",
        "whole engine step (counting, range, faults)",
        f"{whole:.0f} µs, {other / whole:.2f} times as fast",
        "1 or more times as fast",
        f"Sports2D's angles alone {other:.0f} µs",
        split,
    )
    yield from _at_once(clip, frames, wanted, other, split)


class AtOnce:
    """The same angles of all pictures at once, by the geometry that `unbrace analyse --angles` uses.

    Each is a turn from one way to another; of two points it is the turn of their line out of the vertical.
    """

    def __init__(self, wanted: Sequence[Angle]) -> None:
        two = np.array([len(angle.points) == 2 for angle in wanted])
        ends = [angle.points for angle in wanted]
        self._from, self._to = np.array([p[:2] if len(p) == 4 else p[1::-1] for p in ends]).T
        self._base_from, self._base_to = np.array([p[-2:] for p in ends]).T
        self._upright = np.flatnonzero(two)
        self._offset = np.array([angle.offset - 90 * (len(angle.points) == 2) for angle in wanted])[:, None]
        self._sign = np.array([angle.sign for angle in wanted])[:, None]
        self._half = np.array([90.0 if angle.half_circle else 180.0 for angle in wanted])[:, None]

    def __call__(self, bodies: Bodies) -> Any:
        """An array (angle, picture)."""
        middles = [bodies.flat(*HIPS)[None], bodies.flat(*SHOULDERS)[None]]
        points = np.concatenate([bodies.picture[list(KEYPOINTS.values())], *middles]).transpose(1, 0, 2)
        way = points[:, self._to] - points[:, self._from]
        base = points[:, self._base_to] - points[:, self._base_from]
        base[:, self._upright] = np.array([0.0, -1.0])[:, None, None]
        turned = (at_once.flat_turn(base, way) + self._offset) * self._sign
        return (turned + self._half) % (2 * self._half) - self._half


def _at_once(
    clip: Any, frames: Sequence[Frame], wanted: Sequence[Angle], other: float, split: str
) -> Iterator[Row]:
    bodies, there = Bodies.of(clip.recording("full"))
    batch = AtOnce(wanted)
    off = furthest_apart(batch(bodies).T.tolist(), [ours(points_of(frame), wanted) for frame in frames])
    if off > SAME_DEGREES or there.sum() != len(frames):
        raise AssertionError(f"angles at once differ by {off} degrees from those frame by frame")
    spent = per_frame(batch, [bodies]) / len(frames)
    yield Row(
        "P8",
        "same angles, a whole recording at once",
        f"{spent:.2f} µs a frame, {other / spent:.0f} times as fast",
        "100 times as fast",
        f"Sports2D {other:.0f} µs",
        split,
    )
    every = per_frame(lambda them: [read(name, them) for name in EVERY], [bodies]) / len(frames)
    single = per_frame(lambda frame: _every_angle(Body(frame)), frames)
    yield Row(
        "P8",
        "every angle of ours, a whole recording at once",
        f"{every:.1f} µs a frame, {single / every:.0f} times as fast",
        "–",
        f"frame by frame {single:.0f} µs",
        f"{len(EVERY)} angles, {len(frames)} frames of one clip",
    )


def _every_angle(body: Body) -> object:
    return [MEASURES[name].read(body) for name in EVERY]


def _whole_step(
    clip: Any, frames: Sequence[Frame], their_work: Callable[[Any], object], arrays: Sequence[Any]
) -> tuple[float, float]:
    """Theirs and ours in turns, frame by frame, the best of the rounds for each frame: on a machine with other work a
    whole round is hardly ever left alone, and what slows one down must not fall to the other."""
    known = movement_for(clip, load_exercises())
    assert known is not None
    best = [[math.inf, math.inf] for _ in frames]
    for _ in range(ROUNDS):
        session = Session(known[1])
        for least, points, frame in zip(best, arrays, frames, strict=True):
            began = time.perf_counter()
            their_work(points)
            between = time.perf_counter()
            session.receive(frame)
            ended = time.perf_counter()
            least[:] = min(least[0], between - began), min(least[1], ended - between)
    theirs_s, ours_s = (sum(column) / len(frames) for column in zip(*best, strict=True))
    return theirs_s * 1e6, ours_s * 1e6
