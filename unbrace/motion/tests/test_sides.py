"""Both sides, either side: what counts as a shrug, and what is only a head that tips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.movement import Sides
from unbrace.motion.tests.replay import counts, movement_of, play
from unbrace.motion.tests.stick import Camera, Pose, film, mirrored, moved, standing, there_and_back

SHRUG = movement_of("shrug-with-weights")
FRONT = Camera(0)


def lifted(t_s: float, metres: float = 0.08) -> float:
    return there_and_back(t_s, (2.0, 6.0, 10.0), 3.0, metres)


def both(t_s: float) -> Pose:
    return moved(standing(), L.LEFT_SHOULDER, L.RIGHT_SHOULDER, up=lifted(t_s))


def one(t_s: float) -> Pose:
    return moved(standing(), L.LEFT_SHOULDER, up=lifted(t_s))


def head_tipped(t_s: float) -> Pose:
    """One ear nears its shoulder by as much as the other leaves its own."""
    pose = moved(standing(), L.LEFT_EAR, up=-lifted(t_s, 0.05))
    return moved(pose, L.RIGHT_EAR, up=lifted(t_s, 0.05))


@pytest.mark.parametrize(
    ("course", "full", "said"), [(both, 3, False), (one, 3, True), (head_tipped, 0, False)]
)
def test_one_shoulder_is_counted_and_said(course: Callable[[float], Pose], full: int, said: bool) -> None:
    frames = film(course, 15, FRONT)
    for these in (frames, [mirrored(frame) for frame in frames]):
        session, _ = play(SHRUG, these)
        assert counts(session) == (full, 0)
        assert any(tally.fault == "f_shoulder_line" for tally in session.result().faults) is said


@pytest.mark.parametrize(("course", "full"), [(both, 3), (one, 0)])
def test_where_both_are_meant_one_does_not_count(course: Callable[[float], Pose], full: int) -> None:
    session, _ = play(replace(SHRUG, sides=Sides.BOTH), film(course, 15, FRONT))
    assert counts(session)[0] == full
