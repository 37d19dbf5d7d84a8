"""What may leave the therapists' hands: small groups put together, few people hidden, standing still for a month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from unbrace.clinic import clock
from unbrace.clinic.outcomes.queries import outcomes_to_show
from unbrace.clinic.outcomes.shown import standing_still
from unbrace.clinic.outcomes.tests.crowd import crowd, starts
from unbrace.rehab.outcomes.small_numbers import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.people import People

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.set_to(NOON):
        yield


def test_a_year_that_is_over_and_stands_still_until_the_month_is_over() -> None:
    begins, ends, as_of = standing_still(NOON.date())
    assert (begins, ends, as_of) == (date(2025, 8, 9), date(2026, 8, 8), date(2026, 11, 1))
    assert standing_still(date(2026, 11, 1)) == standing_still(date(2026, 11, 30))


def test_numbers_of_five_and_more_are_shown_with_everyone_who_started(people: People) -> None:
    crowd(people.tom, 14, 150, improved=8, active=7)
    shown = outcomes_to_show(people.riverside, "quarter")
    assert shown is not None
    assert (shown.people, [group.people for group in shown.groups]) == (14, [14])
    assert shown.table("week_4").rows == ((7, 7),)
    assert shown.means["pain_by"][0].value == pytest.approx(-4 * 8 / 14)  # type: ignore[union-attr]


def test_fewer_than_five_are_nothing_to_show(people: People) -> None:
    crowd(people.tom, 4, 150, active=4)
    assert outcomes_to_show(people.riverside, "quarter") is None


def test_a_therapist_with_few_people_is_put_together_with_the_next(people: People) -> None:
    crowd(people.tom, 20, 150, improved=10, active=10)
    crowd(people.theo, 3, 150, improved=0, active=3)
    shown = outcomes_to_show(people.riverside, "therapist")
    assert shown is not None
    assert [(group.names, group.people) for group in shown.groups] == [(("Tom", "Theo"), 23)]


def test_what_is_hidden_by_therapist_is_hidden_below_every_other_table_too(people: People) -> None:
    crowd(people.tom, 20, 150, improved=2, active=17)
    crowd(people.theo, 12, 240, improved=1, active=6)
    totals = set()
    for by in ("quarter", "therapist", "language"):
        shown = outcomes_to_show(people.riverside, by)
        assert shown is not None
        totals.add(tuple(table.rows[-1] for table in shown.tables))
        for table in shown.tables:
            assert all(value is None or value >= LEAST for row in table.rows for value in row)
    assert len(totals) == 1


def test_whoever_starts_or_answers_today_changes_nothing_before_next_month(people: People) -> None:
    crowd(people.tom, 12, 150, improved=6, active=6)
    before = outcomes_to_show(people.riverside, "quarter")
    starts(people.tom, "new", 1)
    starts(people.tom, "recent", 80, active=(0, 22))
    assert outcomes_to_show(people.riverside, "quarter") == before
    with clock.set_to(NOON + timedelta(days=92)):
        after = outcomes_to_show(people.riverside, "quarter")
    assert after is not None
    assert after.people == 13


def test_another_clinics_people_are_not_counted(people: People) -> None:
    crowd(people.tom, 6, 150)
    assert outcomes_to_show(people.hilltop, "quarter") is None
