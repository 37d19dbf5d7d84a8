"""A repetition that began before the start was known counts; what was not one, or not here, does not."""

from __future__ import annotations

from typing import Any

import pytest

from unbrace.motion import beginning
from unbrace.motion.counting import Counting
from unbrace.motion.events import Ready, RepCompleted
from unbrace.motion.landmarks import Frame
from unbrace.motion.session import Session
from unbrace.motion.tests.replay import counts, movement_of, play
from unbrace.motion.tests.stick import Course, film, lifts, seen, squats, standing, there_and_back

SQUAT, ARMS = movement_of("squat"), movement_of("arm-lift")


def early(course: Course, by_s: float) -> Course:
    """The course without its first seconds."""
    return lambda t_s: course(t_s + by_s)


@pytest.mark.parametrize("framing", ["require", "advise"])
@pytest.mark.parametrize("standing_s", [0.1, 0.3, 0.6])
def test_a_set_that_begins_at_once_is_counted_whole(framing: str, standing_s: float) -> None:
    course = early(squats(95, 95, 95), 2 - standing_s)
    assert counts(play(SQUAT, film(course, 12.5), framing=framing)[0]) == (3, 0)
    course = early(lifts(160, 160), 2 - standing_s)
    assert counts(play(ARMS, film(course, 12), framing=framing)[0]) == (2, 0)


def test_without_reading_again_the_first_would_be_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail."""
    monkeypatch.setattr(beginning.Beginning, "in_place", lambda self, near: [])
    assert counts(play(SQUAT, film(early(squats(95, 95, 95), 1.9), 12.5))[0]) == (2, 0)


def test_a_repetition_under_way_at_the_first_frame_is_not_one() -> None:
    assert counts(play(SQUAT, film(early(squats(95, 95), 3.5), 8))[0]) == (1, 0)


def test_somebody_who_never_is_still_is_counted_all_the_same() -> None:
    """Down and up without a pause: no half second of stillness to learn a start from."""

    def course(t_s: float) -> Any:
        return standing(there_and_back(t_s, [0.1 + 2 * k for k in range(6)], 2, 95))

    session, _ = play(SQUAT, film(course, 13), framing="advise")
    assert counts(session)[0] in (5, 6)


def test_what_was_done_elsewhere_does_not_count_here() -> None:
    """A squat two steps to the side, a walk over, then standing still."""

    def frame(t_s: float) -> Frame:
        t_ms = 1000 * t_s
        if t_s < 2.6:
            return seen(standing(there_and_back(t_s, [0.3], 2.5, 95)), t_ms, at=(-0.9, 0.0))
        if t_s < 3.8:
            return seen(standing(), t_ms, at=(-0.9 + 0.9 * (t_s - 2.6) / 1.2, 0.0))
        return seen(standing(), t_ms)

    session, events = play(SQUAT, [frame(k / 20) for k in range(20 * 9)])
    assert any(isinstance(event, Ready) for event in events)
    assert counts(session) == (0, 0)


def test_a_look_away_before_the_start_breaks_the_thread() -> None:
    """Standing, then nobody while the way down happened: the way up alone is no repetition."""
    frames = film(early(squats(95), 1.7), 8)
    gone = [Frame.nobody(f.t_ms, f.aspect) if 300 < f.t_ms < 1700 else f for f in frames]
    assert counts(play(SQUAT, frames)[0]) == (1, 0)
    assert counts(play(SQUAT, gone)[0]) == (0, 0)


def test_catching_up_is_spread_over_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    real = Counting.follow

    def counted(self: Counting, moment: Any, again: bool = False) -> Any:
        steps[-1] += 1
        return real(self, moment, again)

    monkeypatch.setattr(Counting, "follow", counted)
    session = Session(SQUAT)
    for frame in film(early(squats(95, 95, 95), 1.9), 14, fps=30):
        steps.append(0)
        session.receive(frame)
    assert max(steps) == beginning.MOST_AT_ONCE
    assert sum(steps) >= len(steps) - 5, "everything was read in the end"


def test_the_answer_never_depends_on_frames_to_come() -> None:
    """Live and replayed alike: what a frame made the engine say is the same, whatever follows."""
    frames = film(early(squats(95, 95, 95), 1.9), 12.5)

    def said(count: int) -> list[Any]:
        session = Session(SQUAT)
        return [event for frame in frames[:count] for event in session.receive(frame)]

    whole = said(len(frames))
    for count in (15, 40, 70, 110, 160):
        short = said(count)
        assert short == whole[: len(short)]


def test_finishing_early_reads_what_is_left() -> None:
    """The set is over while the engine is still catching up: nothing that was seen is lost."""
    frames = film(early(squats(95), 1.9), 30)
    session = Session(SQUAT)
    for frame in frames:
        if any(isinstance(event, Ready) for event in session.receive(frame)):
            break
    events = session.finish(frame.t_ms)
    assert [type(event) for event in events].count(RepCompleted) == 1
