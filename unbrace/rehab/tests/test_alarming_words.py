"""Which notes open the safety questions, and that more words never close them."""

from typing import Any

import pytest

from unbrace.rehab.alarming_words import opened_by
from unbrace.rehab.tests.case_files import cases

CASES = cases("alarming_words")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    assert {opens.value for opens in opened_by(case["note"])} == set(case["opens"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_whatever_else_is_written_closes_nothing(case: dict[str, Any]) -> None:
    for note in (f"All is well. {case['note']}", f"{case['note']}. But that is nothing, all clear."):
        assert opened_by(note) >= opened_by(case["note"])


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"AW{n:02d}" for n in range(1, 14)]
