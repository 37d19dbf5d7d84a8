"""Walking, week by week."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.walking import WalkingWeek, first_walk, next_days, next_walk

CASES = cases("walking")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    week = WalkingWeek(case["minutes"], case["green"], case["red"], case["adherence"])
    assert next_walk(week) == case["next"]


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"WK{n:02d}" for n in range(1, 9)]


@pytest.mark.parametrize(("longest", "first"), [(40, 10), (12, 9), (5, 4), (0, 1)])
def test_the_first_walk_is_short(longest: int, first: int) -> None:
    assert first_walk(longest) == first


@given(st.integers(5, 60), st.floats(0, 1))
def test_a_week_never_adds_more_than_five_minutes(minutes: int, adherence: float) -> None:
    assert minutes <= next_walk(WalkingWeek(minutes, True, False, adherence)) <= minutes + 5


def test_days_are_added_only_at_the_full_walk() -> None:
    good = WalkingWeek(30, True, False, 1.0)
    assert next_days(3, 30, good) == 4
    assert next_days(5, 30, good) == 5
    assert next_days(3, 25, good) == 3
    assert next_days(3, 30, WalkingWeek(30, True, True, 1.0)) == 3
