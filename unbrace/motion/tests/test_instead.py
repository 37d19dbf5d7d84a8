"""What is done in place of the exercise is said and never counted."""

from __future__ import annotations

import math

import pytest

from unbrace.motion.events import FaultSeen
from unbrace.motion.instead import Instead
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.result import SessionResult
from unbrace.motion.tests.replay import movement_of, play
from unbrace.motion.tests.stick import Camera, Pose, film, moved, sitting, there_and_back

GLIDE = movement_of("chin-glide-back")
TIMES = (2.0, 6.0, 10.0, 14.0)
HEAD = (L.LEFT_EAR, L.RIGHT_EAR, L.NOSE)


def nodding(t_s: float, lasts_s: float = 3.0, degrees: float = 25.0) -> Pose:
    """The face turns down about the ears, which stay where they are."""
    pose = sitting()
    (ear_a, _, ear_u), (a, left, u) = pose[L.LEFT_EAR], pose[L.NOSE]
    turn = math.radians(there_and_back(t_s, TIMES, lasts_s, degrees))
    ahead, up = a - ear_a, u - ear_u
    turned = (ahead * math.cos(turn) + up * math.sin(turn), up * math.cos(turn) - ahead * math.sin(turn))
    return pose | {L.NOSE: (ear_a + turned[0], left, ear_u + turned[1])}


def gliding(t_s: float) -> Pose:
    return moved(sitting(), *HEAD, ahead=-there_and_back(t_s, TIMES, 3.0, 0.045))


def seen(course: object) -> tuple[SessionResult, list[FaultSeen]]:
    session, events = play(GLIDE, film(course, 19, Camera(90), 15))  # type: ignore[arg-type]
    said = [event for event in events if isinstance(event, FaultSeen) and event.fault == "f_nod"]
    return session.result(), said


def test_nods_are_said_and_not_counted() -> None:
    result, said = seen(nodding)
    assert (result.counts.full, result.counts.partial) == (0, 0)
    assert [(event.rep, event.confidence >= 0.7) for event in said] == [(0, True)] * 4
    (tally,) = result.faults
    assert (tally.fault, tally.count, tally.share) == ("f_nod", 4, 1.0)


def test_glides_are_counted_and_are_no_nods() -> None:
    result, said = seen(gliding)
    assert (result.counts.full, said) == (4, [])


@pytest.mark.parametrize(
    "course",
    [
        lambda t_s: nodding(t_s, degrees=7),
        lambda t_s: nodding(t_s, degrees=-25),
        lambda t_s: nodding(t_s, lasts_s=0.5),
    ],
    ids=["a small one", "looking up", "a twitch"],
)
def test_what_is_no_nod_is_not_called_one(course: object) -> None:
    assert seen(course)[1] == []


def test_it_is_over_only_when_it_has_come_back() -> None:
    instead = Instead(10, 0.5, 5)
    values = [0, 12, 9, 14, 6, 11, 4, 0]
    assert [instead.follow(value, t_s / 2) for t_s, value in enumerate(values)] == [
        *[None] * 6, 4, None
    ]  # fmt: skip


@pytest.mark.parametrize("gap", [None, "a repetition begins"])
def test_what_was_interrupted_is_nothing(gap: str | None) -> None:
    instead = Instead(10, 0.5, 5)
    assert instead.follow(15, 0.0) is None
    if gap is None:
        assert instead.follow(None, 1.0) is None
    else:
        instead.forget()
    assert instead.follow(0, 2.0) is None


def test_what_lasts_too_long_is_a_posture() -> None:
    instead = Instead(10, 0.5, 5)
    assert [instead.follow(value, t_s) for t_s, value in ((0.0, 15), (3.0, 15), (6.0, 0))] == [None] * 3
