"""Everyone who started is counted: those who stopped, those without a follow-up, those of whom nothing is known."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.outcomes.starter import Starter, active_in_week, adherence_of, change_of, sessions_a_week
from unbrace.rehab.outcomes.tally import CHANGES, WEEK, tally
from unbrace.rehab.scoring import ImportantChange
from unbrace.rehab.tests.case_files import cases

CASES = cases("outcomes")
MONDAY = date(2026, 3, 2)
PAIN = ImportantChange(points=2, percent=30)
FUNCTION = ImportantChange(points=2, percent=30, higher_is_worse=False)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def starter(case: dict[str, Any]) -> Starter:
    mask = sum(1 << weekday for weekday in case.get("days", ()))
    return Starter(
        began=MONDAY,
        plans=((MONDAY, mask),) if mask else (),
        done=tuple(day(number) for number in case.get("done", ())),
        pain=tuple((day(number), value) for number, value in case.get("pain", {}).items()),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    one, today = starter(case), day(case["today"])
    change = change_of(one, one.pain, PAIN, today)
    found = {
        "week_4": active_in_week(one, 4, today),
        "week_8": active_in_week(one, 8, today),
        "adherence": adherence_of(one, today),
        "sessions": sessions_a_week(one, today),
        "change": change.label,
        "by": change.by,
    }
    asked = {name: value for name, value in case.items() if name in found}
    assert asked
    assert {name: found[name] for name in asked} == asked


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"OC{n:02d}" for n in range(1, 24)]


def test_a_new_version_changes_what_is_planned_from_its_day_on() -> None:
    one = Starter(MONDAY, plans=((MONDAY, 0b1), (day(14), 0b111_1111)), done=(day(0), day(7)))
    assert adherence_of(one, day(21)) == pytest.approx(2 / 9)


starters = st.lists(
    st.builds(
        Starter,
        began=st.integers(0, 80).map(day),
        plans=st.just(((MONDAY, 0b10101),)),
        done=st.lists(st.integers(0, 120).map(day), max_size=20).map(tuple),
        pain=st.lists(
            st.tuples(st.integers(-20, 120).map(day), st.integers(0, 10).map(float)), max_size=5
        ).map(tuple),
    ),
    max_size=12,
)


@given(starters)
def test_every_table_adds_up_to_everyone_who_started(everyone: list[Starter]) -> None:
    found = tally(everyone, day(100), PAIN, FUNCTION)
    assert found.starters == len(everyone)
    for table, names in (
        (found.week_4, WEEK),
        (found.week_8, WEEK),
        (found.pain, CHANGES),
        (found.function, CHANGES),
    ):
        assert sum(table.values()) == len(everyone)
        assert set(table) <= set(names)


def test_somebody_without_a_follow_up_lowers_the_share_and_not_the_count() -> None:
    better = Starter(MONDAY, pain=((day(0), 6.0), (day(56), 2.0)))
    gone = Starter(MONDAY, pain=((day(0), 6.0),))
    found = tally([better, gone], day(100), PAIN, FUNCTION)
    assert found.pain == Counter({"improved": 1, "no follow-up": 1})
    assert (found.pain_by.value, found.pain_by.of) == (-4, 1)
