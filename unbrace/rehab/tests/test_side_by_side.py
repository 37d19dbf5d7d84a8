"""Two days side by side: a wobble is no change, and what was not asked is no nought."""

from typing import Any

import pytest

from unbrace.rehab.scoring import ImportantChange
from unbrace.rehab.side_by_side import Difference, range_difference, score_difference, week_difference
from unbrace.rehab.tests.case_files import cases

CASES = cases("side_by_side")
PAIN = ImportantChange(points=2, percent=30)


def difference(case: dict[str, Any]) -> Difference:
    first, second = case["first"], case["second"]
    if case["kind"] == "range":
        return range_difference(first, case["first_band"], second, case["second_band"])
    if case["kind"] == "week":
        return week_difference(first, case["first_days"], second, case["second_days"], PAIN)
    return score_difference(first, second, PAIN if case["kind"] == "score" else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = difference(case)
    assert (found.by, found.label) == (case["by"], case["label"])


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"SB{n:02d}" for n in range(1, 14)]


def test_where_more_is_better_more_is_better() -> None:
    function = ImportantChange(points=2, percent=30, higher_is_worse=False)
    assert score_difference(3, 6, function).label == "improved"
    assert score_difference(6, 3, function).label == "worsened"
