"""Shares of what was planned and done, and the traps in counting days."""

from datetime import date, timedelta

import pytest

from unbrace.rehab.adherence import (
    adherence,
    completion,
    days_high,
    extra_sessions,
    gap_days,
    hard_weeks,
    load_change,
    session_load,
    week_load,
)

TODAY = date(2026, 3, 2)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=day) for day in days]


def test_adherence_looks_at_the_planned_days_of_fourteen() -> None:
    assert adherence(planned=ago(1, 3, 6, 9, 14), done=ago(1, 6, 14), today=TODAY) == 0.5


def test_today_counts_once_something_was_done() -> None:
    planned = ago(0, 2, 4, 6)
    assert adherence(planned, ago(2, 4, 6), TODAY) == 1
    assert adherence(planned, ago(0, 2, 4), TODAY) == 0.75


def test_two_sessions_on_one_day_do_not_stand_for_two_days() -> None:
    assert adherence(ago(1, 3, 5, 7), ago(1, 1, 3), TODAY) == 0.5


def test_a_share_of_two_days_is_not_known_rather_than_full_marks() -> None:
    assert adherence(ago(1, 2), ago(1, 2), TODAY) is None
    assert adherence([], ago(1), TODAY) is None


def test_extra_sessions_are_those_beyond_one_on_each_planned_day() -> None:
    assert extra_sessions(planned=ago(1, 3), done=ago(1, 1, 2, 3), today=TODAY) == 2
    assert extra_sessions(planned=[], done=ago(7), today=TODAY) == 0


@pytest.mark.parametrize(
    ("done", "gap"),
    [
        (ago(0, 7), 7),
        (ago(0, 6), 0),
        ([date(2026, 1, 31), date(2026, 3, 1)], 29),
        (ago(0, 0), 0),
        (ago(3), 0),
        ([], 0),
    ],
)
def test_a_gap_is_counted_in_days_that_do_not_wrap_with_the_month(done: list[date], gap: int) -> None:
    assert gap_days(done) == gap


@pytest.mark.parametrize(
    ("done", "prescribed", "share"), [(24, 24, 1), (12, 24, 0.5), (30, 24, 1), (0, 24, 0), (5, 0, None)]
)
def test_completion(done: float, prescribed: float, share: float | None) -> None:
    assert completion(done, prescribed) == share


def test_load_is_minutes_times_effort_and_unknown_without_effort() -> None:
    assert session_load(20, 4) == 80
    assert session_load(20, 0) == 0
    assert session_load(20, None) is None
    assert week_load([80, 40]) == 120
    assert week_load([]) == 0
    assert week_load([80, None]) is None


@pytest.mark.parametrize(
    ("this_week", "before", "expected"),
    [
        (125, [100, 100], 0.25),
        (120, [500, 100, 100, 100, 100], 0.2),
        (100, [100], None),
        (None, [100, 100], None),
        (100, [100, None, 100], None),
        (100, [0, 0], None),
    ],
)
def test_load_change(this_week: float | None, before: list[float | None], expected: float | None) -> None:
    found = load_change(this_week, before)
    assert found == (expected if expected is None else pytest.approx(expected))


def test_hard_weeks_are_counted_back_from_the_newest() -> None:
    assert hard_weeks([7, 5, 6, 6.5]) == 2
    assert hard_weeks([6, None, 6]) == 1
    assert hard_weeks([]) == 0


@pytest.mark.parametrize(
    ("pains", "count"),
    [
        ([4, 5], 2),
        ([2, 4, None, 5], 2),
        ([4, None, None, 5], 1),
        ([4, 4, None], 2),
        ([4, 3, 4], 1),
        ([4, 4, 3], 0),
        ([None, None], 0),
    ],
)
def test_one_day_without_a_rating_does_not_end_a_row_of_bad_days(
    pains: list[float | None], count: int
) -> None:
    days = dict(zip(ago(*reversed(range(len(pains)))), pains, strict=True))
    rated = {day: pain for day, pain in days.items() if pain is not None}
    assert days_high(rated, baseline=2, today=TODAY) == count


def test_without_a_baseline_no_day_can_be_called_high() -> None:
    assert days_high(dict.fromkeys(ago(0, 1), 9.0), baseline=None, today=TODAY) == 0
