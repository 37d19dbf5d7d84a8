"""When maintenance may be offered, and what comes after."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.staying_well import (
    BOOSTERS,
    CHECK_INS,
    Standing,
    booster_is_due,
    check_in_is_due,
    next_check_in,
    readiness,
)
from unbrace.rehab.tests.case_files import cases

CASES = cases("staying_well")
USUAL = Standing(4, 8, 6, 2, 10, 28, 7, agrees=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = readiness(replace(USUAL, **case["standing"]))
    assert len(found.missing) == len(case["missing"])
    assert all(said.startswith(word) for said, word in zip(found.missing, case["missing"], strict=True))
    assert found.ready is not bool(case["missing"])


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"SW{n:02d}" for n in range(1, len(CASES) + 1)]


@given(
    st.sampled_from(
        [field.name for field in fields(Standing) if field.name.endswith(("now", "red", "confidence"))]
    )
)
def test_what_is_not_known_is_never_ready(name: str) -> None:
    gone: dict[str, Any] = {name: None}
    assert not readiness(replace(USUAL, **gone)).ready


def test_check_ins_are_weekly_then_monthly_then_at_9_and_12_months() -> None:
    assert next_check_in(0) == 7
    assert next_check_in(7) == 14
    assert next_check_in(28) == 60
    assert next_check_in(180) == 270
    assert next_check_in(365) is None
    assert sum(day <= 28 for day in CHECK_INS) == 4


@pytest.mark.parametrize(
    ("day", "gap", "offered", "due"),
    [
        (89, 0, (), False),
        (90, 0, (), True),
        (100, 0, (90,), False),
        (180, 0, (90,), True),
        (400, 0, (90, 180, 365), False),
        (10, 13, (), False),
        (10, 14, (), True),
    ],
)
def test_a_booster_is_offered_three_times_a_year_and_after_a_gap(
    day: int, gap: int, offered: tuple[int, ...], due: bool
) -> None:
    assert booster_is_due(day, gap_days=gap, offered=offered) is due
    assert BOOSTERS == (90, 180, 365)


@pytest.mark.parametrize(
    ("day", "answered", "due"),
    [
        (0, (), False),
        (6, (), False),
        (7, (), True),
        (7, (7,), False),
        (13, (8,), False),
        (14, (8,), True),
        (60, (7, 14, 21, 28), True),
        (70, (7, 60), False),
        (100, (), True),
        (100, (95,), False),
        (400, (365,), False),
        (400, (364,), True),
    ],
)
def test_a_check_in_is_asked_for_once_after_its_day(day: int, answered: tuple[int, ...], due: bool) -> None:
    assert check_in_is_due(day, answered=answered) is due
