"""When a change matters to this person, and that too little is known is no change."""

from datetime import date, timedelta
from typing import Any

import pytest

from unbrace.rehab.progress import UNKNOWN, daily_trend, line_to_cross, single_trend
from unbrace.rehab.scoring import ImportantChange
from unbrace.rehab.tests.case_files import cases

CASES = cases("progress")
TODAY = date(2026, 11, 28)
PAIN = ImportantChange(points=2, percent=30)


def ratings(case: dict[str, Any]) -> list[tuple[date, float]]:
    begins = TODAY - timedelta(weeks=case["weeks"], days=6 if case["weeks"] == 0 else 0)
    first = [(begins + timedelta(days=ahead), value) for ahead, value in enumerate(case["first"])]
    ago = len(case["now"]) - 1
    return first + [(TODAY - timedelta(days=ago - i), value) for i, value in enumerate(case["now"])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    trend = daily_trend(ratings(case), TODAY, PAIN)
    assert trend.label == case["label"]
    assert trend.line == (None if case["line"] is None else pytest.approx(case["line"]))


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"PG{n:02d}" for n in range(1, 11)]


def test_crossing_the_line_is_what_improved_means() -> None:
    for first in range(2, 11):
        line = line_to_cross(first, PAIN)
        assert line is not None
        at_the_line = single_trend([(TODAY - timedelta(days=30), first), (TODAY, line)], PAIN)
        just_above = single_trend([(TODAY - timedelta(days=30), first), (TODAY, line + 0.01)], PAIN)
        assert (at_the_line.label, just_above.label) == ("improved", "within variation")


def test_where_more_is_better_the_line_lies_above() -> None:
    function = ImportantChange(points=2, percent=30, higher_is_worse=False)
    assert line_to_cross(3, function) == 5
    assert line_to_cross(8, function) == pytest.approx(10.4)


def test_two_scores_of_one_fortnight_are_not_held_against_each_other() -> None:
    near = [(TODAY - timedelta(days=13), 6.0), (TODAY, 2.0)]
    assert single_trend(near, PAIN).label is None
    assert single_trend([], PAIN) == UNKNOWN
