"""The transition table, walked along every edge."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.motion.movement import Movement, Role
from unbrace.motion.phases import TRANSITIONS, Phases
from unbrace.motion.tests.replay import movement_of

START, OUT, TARGET, BACK = Role


@pytest.fixture
def movement() -> Movement:
    """Thresholds: start 28, out 35, target 105, back 90."""
    return movement_of("arm-lift")


def walk(movement: Movement, *values: float) -> list[Role]:
    phases = Phases(movement)
    return [role for k, value in enumerate(values) for role in phases.advance(value, k / 5)]


@pytest.mark.parametrize(
    ("said", "values", "expected"),
    [
        ("out and back", (0, 60, 110, 60, 0), [START, OUT, TARGET, BACK, START]),
        ("half-way and back", (0, 60, 100, 60, 0), [START, OUT, START]),
        ("a bounce is one movement", (0, 60, 110, 85, 110, 0), [START, OUT, TARGET, BACK, TARGET, BACK, START]),
        ("a tremble at a threshold is none", (0, 34, 29, 34, 30, 34), [START]),
        ("fast frames skip no phase", (0, 120, 0), [START, OUT, TARGET, BACK, START]),
        ("nothing begins before the start was seen", (60, 110, 60, 0, 60), [START, OUT]),
    ],
)  # fmt: skip
def test_paths(movement: Movement, said: str, values: tuple[float, ...], expected: list[Role]) -> None:
    assert walk(movement, *values) == expected, said


def test_after_a_loss_of_sight_the_start_must_be_seen_again(movement: Movement) -> None:
    phases = Phases(movement)
    phases.advance(0, 0.0)
    phases.advance(60, 0.5)
    phases.lose()
    assert phases.advance(110, 1.0) == []
    assert phases.advance(0, 1.5) == [START]


def test_every_phase_but_none_can_be_left_and_entered() -> None:
    assert {way.at for way in TRANSITIONS} == {None, *Role}
    assert {way.to for way in TRANSITIONS} == set(Role)


def test_resting_below_a_share_of_the_own_peak_is_a_return_if_the_exercise_says_so(
    movement: Movement,
) -> None:
    start, *others = movement.phases
    forgiving = replace(movement, phases=(replace(start, or_at_percent_of_peak=40), *others))
    passing, resting = (0, 60, 150, 80, 59, 58), (0, 60, 150, 80, 59, 58, 57, 58, 57)
    assert walk(movement, *resting)[-1] is BACK
    assert walk(forgiving, *passing)[-1] is BACK
    assert walk(forgiving, *resting)[-1] is START
    assert walk(forgiving, *resting, 61, 59)[-1] is START, "staying there is not the next way out"
    assert walk(forgiving, *resting, 80)[-1] is OUT


@given(st.lists(st.floats(-200, 200), max_size=60))
def test_whatever_the_signal_does_phases_follow_the_table(values: list[float]) -> None:
    phases, at = Phases(movement_of("squat")), None
    allowed = {(way.at, way.to) for way in TRANSITIONS}
    for k, value in enumerate(values):
        for role in phases.advance(value, k / 10):
            assert (at, role) in allowed
            at = role
