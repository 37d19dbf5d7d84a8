"""Ratios of what was planned and done, and the traps in counting days."""

from datetime import date, timedelta

import pytest

from unbrace.rehab.adherence import (
    completion,
    days_away,
    days_high_in_a_row,
    hard_weeks_in_a_row,
    load_change,
    rhythm,
    session_load,
)

TODAY = date(2026, 3, 2)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=day) for day in days]


def test_adherence_looks_at_fourteen_days() -> None:
    found = rhythm(planned=ago(0, 3, 6, 9, 13, 14), done=ago(0, 6, 13, 14, 40), today=TODAY)
    assert (found.planned, found.done, found.adherence, found.extra) == (5, 3, 0.6, 0)


def test_nothing_planned_is_not_known_rather_than_full_marks() -> None:
    assert rhythm([], ago(1), TODAY).adherence is None


def test_sessions_beyond_the_plan_are_extra() -> None:
    assert rhythm(ago(1), ago(1, 1, 2), TODAY).extra == 2


def test_what_is_planned_for_tomorrow_was_not_missed() -> None:
    assert rhythm(ago(-1), [], TODAY).planned == 0


@pytest.mark.parametrize(
    ("done", "prescribed", "share"), [(24, 24, 1), (12, 24, 0.5), (30, 24, 1), (0, 24, 0), (5, 0, None)]
)
def test_completion(done: float, prescribed: float, share: float | None) -> None:
    assert completion(done, prescribed) == share


@pytest.mark.parametrize(
    ("last", "away"),
    [(date(2026, 3, 1), 0), (date(2026, 2, 28), 1), (date(2026, 1, 31), 29), (TODAY, 0), (None, 0)],
)
def test_days_away_do_not_wrap_with_the_month(last: date | None, away: int) -> None:
    assert days_away(last, TODAY) == away


def test_load_is_minutes_times_effort_and_unknown_without_effort() -> None:
    assert session_load(20, 4) == 80
    assert session_load(20, 0) == 0
    assert session_load(20, None) is None


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
    assert hard_weeks_in_a_row([7, 5, 6, 6.5]) == 2
    assert hard_weeks_in_a_row([6, None, 6]) == 1
    assert hard_weeks_in_a_row([]) == 0


def test_a_day_without_a_rating_does_not_end_a_row_of_bad_days() -> None:
    assert days_high_in_a_row([2, 4, None, 5], baseline=2) == 2
    assert days_high_in_a_row([4, 3, 4], baseline=2) == 1
    assert days_high_in_a_row([9, 9], baseline=None) == 0
