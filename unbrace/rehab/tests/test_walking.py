"""Walking, week by week."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.walking import WalkedDay, WalkingWeek, first_walk, next_days, next_walk, week_of

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


FINE = WalkedDay(10, 2, 2)


@pytest.mark.parametrize(
    ("walked", "usual", "green", "red", "adherence"),
    [
        ([FINE] * 3, 2, True, False, 1.0),
        ([FINE] * 2, 2, True, False, 2 / 3),
        ([WalkedDay(5, 2, 2)] * 3, 2, True, False, 0.5),
        ([WalkedDay(60, 2, 2)] * 3, 2, True, False, 1.0),  # a long walk counts once
        ([], 2, False, False, 0.0),
        ([FINE, FINE, WalkedDay(10, 2, None)], 2, False, False, 1.0),  # missing is never fine
        ([FINE] * 3, None, False, False, 1.0),
        ([WalkedDay(10, None, 0)] * 3, 0, True, False, 1.0),  # 0 is an answer
        ([WalkedDay(10, 2, 4)] * 3, 2, False, False, 1.0),
        ([FINE, FINE, WalkedDay(10, 2, 5)], 2, False, True, 1.0),
        ([FINE, FINE, WalkedDay(10, 5, 2)], 2, False, True, 1.0),
        ([FINE, FINE, WalkedDay(10, 5, None)], 2, False, True, 1.0),  # a bad walk shows, whatever is missing
    ],
)
def test_a_week_is_green_only_when_everything_is_known_and_fine(
    walked: list[WalkedDay], usual: float | None, green: bool, red: bool, adherence: float
) -> None:
    week = week_of(walked, 10, 3, usual)
    assert (week.green, week.red, round(week.adherence, 6)) == (green, red, round(adherence, 6))


PAIN = st.one_of(st.none(), st.integers(0, 10))
WALKED = st.lists(st.builds(WalkedDay, st.integers(1, 90), PAIN, PAIN), max_size=7)


@given(WALKED, st.integers(5, 30), st.integers(1, 5), st.floats(0, 10), st.integers(0, 6), st.integers(0, 10))
def test_more_pain_never_makes_the_next_walk_longer(
    walked: list[WalkedDay], minutes: int, days: int, usual: float, which: int, pain: int
) -> None:
    before = next_walk(week_of(walked, minutes, days, usual))
    if (
        which < len(walked)
        and pain > (walked[which].next_morning or -1)
        and walked[which].next_morning is not None
    ):
        worse = [*walked]
        worse[which] = WalkedDay(walked[which].minutes, walked[which].pain, pain)
        assert next_walk(week_of(worse, minutes, days, usual)) <= before
