"""The same interval from two sources is counted once, and a gap is not a 0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from unbrace.clinic.activity.once import DayActivity, counted_once

DAY = date(2026, 11, 20)


@dataclass
class Row:
    hours: list[float]
    total: float = 0.0
    kind: str = "steps"
    day: date = DAY


@dataclass
class Noted:
    minutes: int
    steps: int | None
    day: date = DAY


def row(kind: str = "steps", **hours: float) -> Row:
    found = [hours.get(f"h{hour}", 0.0) for hour in range(24)]
    return Row(found, sum(found), kind)


def test_watch_and_telephone_saw_the_same_hour_and_each_an_hour_alone() -> None:
    rows = [row(h8=1000, h9=500), row(h8=900, h18=2000)]
    assert counted_once(rows, []) == [DayActivity(DAY, steps=3500)]


def test_the_same_file_twice_changes_nothing() -> None:
    rows = [row(h8=1000), row("sleep", h1=60)]
    assert counted_once(rows * 2, []) == counted_once(rows, []) == [DayActivity(DAY, steps=1000, sleep=60)]


def test_whole_days_and_noted_walks_are_held_against_the_day() -> None:
    rows = [row(h8=1000), Row([], 4000.0), row("walking", h8=20)]
    assert counted_once(rows, [Noted(10, None), Noted(15, 100)]) == [DayActivity(DAY, steps=4000, walking=25)]


def test_nothing_known_is_not_nought_and_nought_is_known() -> None:
    assert counted_once([], []) == []
    assert counted_once([Row([], 0.0)], []) == [DayActivity(DAY, steps=0)]
    assert DayActivity(DAY, steps=0).is_known
    assert not DayActivity(DAY).is_known


@given(st.lists(st.lists(st.integers(0, 5000), min_size=24, max_size=24), min_size=1, max_size=4))
def test_never_more_than_all_together_and_never_less_than_the_best_source(counts: list[list[int]]) -> None:
    rows = [Row([float(c) for c in hours], float(sum(hours))) for hours in counts]
    (one,) = counted_once(rows, [])
    assert one.steps is not None
    assert max(sum(hours) for hours in counts) <= one.steps <= sum(map(sum, counts))
