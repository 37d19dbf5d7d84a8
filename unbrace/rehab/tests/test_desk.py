"""One change at a desk: what it is, in which order, and what came of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.desk import (
    BOUNDS,
    Angle,
    By,
    Came,
    Change,
    Desk,
    Seen,
    elbow_angle,
    look_due,
    next_look,
    one_change,
    outside,
    what_came,
)
from unbrace.rehab.tests.case_files import cases

CASES = cases("desk")
A_DAY = date(2026, 11, 2)
pain = st.none() | st.integers(0, 10)
measures = {name: st.none() | st.floats(low, high) for name, (low, high) in BOUNDS.items()}
desks = st.builds(Desk, **measures, bothers=pain, feet_supported=st.none() | st.booleans())


def seen_of(case: dict[str, Any]) -> Seen:
    return Seen(**{name: Angle(*said) for name, said in case.get("seen", {}).items()})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = outside(Desk(**case["desk"]), seen_of(case), tried=case.get("tried", ()))
    assert [one.change.value for one in found] == case["changes"]


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"DK{n:02d}" for n in range(1, len(CASES) + 1)]
    assert {change for case in CASES for change in case["changes"]} == set(Change)


@given(desks)
def test_without_a_camera_nothing_is_said_by_one(desk: Desk) -> None:
    assert all(one.by is By.PERSON for one in outside(desk))


@given(desks)
def test_what_was_tried_is_not_proposed_again_and_one_is_the_first_of_all(desk: Desk) -> None:
    everything = outside(desk)
    assert one_change(desk) == (everything[0] if everything else None)
    assert one_change(desk, tried=list(Change)) is None
    if everything:
        assert everything[0] not in outside(desk, tried=[everything[0].change])


@given(desks)
def test_every_value_it_speaks_of_is_outside_by_more_than_its_error(desk: Desk) -> None:
    for one in outside(desk):
        if one.value is not None and one.low is not None and one.high is not None:
            assert one.value < one.low - one.band or one.value > one.high + one.band


@given(st.floats(40, 140), st.floats(40, 140))
def test_hands_and_elbow_agree_with_the_angle_they_stand_for(table: float, elbow: float) -> None:
    if one_change(Desk(table_cm=table, elbow_cm=elbow)):
        assert not 80 <= elbow_angle(table, elbow) <= 120
    assert elbow_angle(70, 70) == pytest.approx(90)


@pytest.mark.parametrize(
    ("before", "day_1", "day_7", "came"),
    [
        (4, None, None, Came.WAIT),
        (4, 6, None, Came.WAIT),
        (4, 7, None, Came.WORSE),
        (None, 10, None, Came.WAIT),
        (4, 7, 2, Came.BETTER),
        (4, 4, 3, Came.SAME),
        (4, None, 5, Came.SAME),
        (4, None, 6, Came.WORSE),
        (None, None, 0, Came.NOT_KNOWN),
        (0, 0, 0, Came.SAME),
    ],
)
def test_what_came_of_it(before: int | None, day_1: int | None, day_7: int | None, came: Came) -> None:
    assert what_came(before, day_1, day_7) is came


@given(pain, pain, st.integers(0, 9))
def test_more_pain_never_reads_better(before: int | None, day_1: int | None, day_7: int) -> None:
    order = [Came.BETTER, Came.NOT_KNOWN, Came.SAME, Came.WORSE]
    less, more = (order.index(what_came(before, day_1, one)) for one in (day_7, day_7 + 1))
    assert more >= less


@pytest.mark.parametrize(
    ("days", "answered", "due"),
    [
        (0, (), None),
        (1, (), 1),
        (6, (), 1),
        (6, (1,), None),
        (7, (1,), 7),
        (7, (), 7),
        (8, (7,), None),
        (28, (), 7),
        (29, (), None),
    ],
)
def test_it_is_asked_a_day_and_a_week_after(days: int, answered: tuple[int, ...], due: int | None) -> None:
    assert look_due(A_DAY, A_DAY + timedelta(days=days), answered) == due


def test_the_day_of_the_next_look_is_told() -> None:
    assert next_look(A_DAY) == date(2026, 11, 3)
    assert next_look(A_DAY, (1,)) == date(2026, 11, 9)
    assert next_look(A_DAY, (7,)) is None
