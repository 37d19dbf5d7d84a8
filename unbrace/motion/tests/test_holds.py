"""Positions that are held, and sets that go on for a time: planks, standing on one leg, carries, quiet breathing."""

from __future__ import annotations

import json
from dataclasses import replace
from statistics import pstdev

import pytest

from unbrace.motion.events import Event, HoldBroken, HoldCompleted, HoldStarted, HoldTick, TargetReached
from unbrace.motion.landmarks import Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.movement import Kind, Zero, movement_from_json
from unbrace.motion.repetitions import Wavering
from unbrace.motion.session import Target
from unbrace.motion.tests.replay import counts, movement_of, play
from unbrace.motion.tests.stick import Camera, Pose, film, hold, moved, one_foot_up, plank, standing, walk

FRONT, FLOOR = Camera(0), Camera(90, height=0.5)


def of_kind(events: list[Event], *kinds: type[Event]) -> list[str]:
    return [type(event).__name__ for event in events if isinstance(event, kinds)]


def test_a_plank_is_held_from_the_lift_to_the_lowering() -> None:
    session, events = play(
        movement_of("plank-on-toes"), film(lambda t: plank(hold(t)), 12, FLOOR), Target(hold_s=5)
    )
    assert of_kind(events, HoldStarted, HoldCompleted, HoldBroken, TargetReached) == [
        "HoldStarted", "HoldCompleted", "TargetReached",
    ]  # fmt: skip
    (stay,) = session.result().holds
    assert stay.held_s == pytest.approx(7, abs=0.6)


def test_a_plank_let_go_early_is_broken() -> None:
    _, events = play(
        movement_of("plank-on-toes"), film(lambda t: plank(hold(t)), 12, FLOOR), Target(hold_s=20)
    )
    assert of_kind(events, HoldStarted, HoldCompleted, HoldBroken) == ["HoldStarted", "HoldBroken"]


def test_who_already_stands_on_one_leg_holds_it_from_the_first() -> None:
    """A hold is not a repetition: nobody has to put the foot down to be believed."""
    balance = movement_of("single-leg-stance")
    up = film(lambda t: one_foot_up(8.0), 6, FRONT)
    session, events = play(balance, up, Target(hold_s=3), framing="advise")
    assert of_kind(events, HoldStarted, HoldCompleted) == ["HoldStarted", "HoldCompleted"]
    assert counts(session) == (0, 0)
    both, _ = play(balance, film(lambda t: one_foot_up(0.0), 6, FRONT), Target(hold_s=3), framing="advise")
    assert not both.result().holds


def test_a_repetition_does_not_begin_at_its_target() -> None:
    balance = replace(movement_of("single-leg-stance"), kind=Kind.REPETITIONS)
    assert balance.counting.zero is Zero.MEASURE
    session, _ = play(balance, film(one_foot_up, 16, FRONT)[100:], framing="advise")
    assert counts(session) == (0, 0)


def test_a_hold_longer_than_any_repetition_counts_when_it_is_over() -> None:
    balance = replace(movement_of("single-leg-stance"), longest_s=5.0)
    session, _ = play(balance, film(one_foot_up, 16, FRONT), Target(reps=1, hold_s=10))
    (stay,) = session.result().holds
    assert stay.completed
    assert counts(session) == (1, 0)


# --- for a time ----------------------------------------------------------------------------------------------------

BREATHING = movement_of("wall-breathing")


def test_a_timed_set_runs_from_ready_and_counts_nothing() -> None:
    frames = film(lambda t: standing(), 13, FRONT)
    session, events = play(BREATHING, frames, Target(hold_s=10))
    assert of_kind(events, HoldStarted, HoldCompleted, TargetReached) == [
        "HoldStarted", "HoldCompleted", "TargetReached",
    ]  # fmt: skip
    assert counts(session) == (0, 0)
    assert session.result().holds[0].held_s == pytest.approx(12, abs=0.2)


def test_looking_away_stops_the_clock_and_breaks_nothing() -> None:
    frames = [
        Frame.nobody(f.t_ms, f.aspect) if 5000 < f.t_ms < 8000 else f
        for f in film(lambda t: standing(), 16, FRONT)
    ]
    session, events = play(BREATHING, frames, Target(hold_s=10))
    assert of_kind(events, HoldBroken) == []
    assert len(of_kind(events, HoldCompleted)) == 1
    first, second = session.result().holds
    assert not first.completed
    assert second.completed
    assert second.held_s == pytest.approx(12, abs=0.4), "twelve of fifteen seconds were seen"
    ticks = [event.held_s for event in events if isinstance(event, HoldTick)]
    assert ticks == sorted(ticks)


def test_shoulders_that_rise_are_named_every_ten_seconds_and_not_oftener() -> None:
    def course(t_s: float) -> Pose:
        return moved(standing(), L.LEFT_SHOULDER, L.RIGHT_SHOULDER, up=0.09 if t_s > 3 else 0.0)

    session, _ = play(BREATHING, film(course, 33, FRONT, 10), Target(hold_s=30))
    (tally,) = session.result().faults
    assert tally.fault == "f_shrug"
    assert tally.count == 3
    assert tally.share == 1.0


def test_a_carry_counts_steps_while_its_time_runs() -> None:
    frames = film(lambda t: standing(), 2, FRONT, 30)
    frames += list(walk((0.0, 0.6), (0.0, -0.4), speed=0.5, t_ms=frames[-1].t_ms + 33))
    session, _ = play(movement_of("farmer-carry"), frames, Target(hold_s=3))
    assert counts(session)[0] >= 1
    assert {repetition.side for repetition in session.result().repetitions} <= {"left", "right"}
    assert session.result().holds[0].completed


def test_only_a_timed_set_may_have_no_phases() -> None:
    plain = json.loads(json.dumps(BREATHING.to_json()))
    assert movement_from_json(plain).phases == ()
    with pytest.raises(ValueError, match="phases: list four"):
        movement_from_json({**plain, "kind": "repetitions"})


def test_f16_is_the_standard_deviation() -> None:
    wavering = Wavering()
    assert wavering.deviation is None
    angles = (10, 12, 8, 11, 9, 10, 14, 6)
    for angle in angles:
        wavering.add(angle)
    assert wavering.deviation == pytest.approx(pstdev(angles))
