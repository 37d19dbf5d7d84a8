"""One day of a programme, by the person's own clock."""

from __future__ import annotations

import pytest

from unbrace.clinic.programmes.day import for_now, in_order_of_day
from unbrace.clinic.programmes.draft import PrescriptionDraft

MORNING = PrescriptionDraft("squat", 2, 8, part_of_day="morning")
ANY = PrescriptionDraft("glute-bridge", 2, 8)
EVENING = PrescriptionDraft("arm-lift", 2, 8, part_of_day="evening")
DAY = [EVENING, ANY, MORNING]


def test_the_day_begins_in_the_morning() -> None:
    assert in_order_of_day(DAY) == [MORNING, ANY, EVENING]


@pytest.mark.parametrize(
    ("hour", "done", "open_now", "later"),
    [
        (8, (), [MORNING, ANY], [EVENING]),
        (14, (MORNING, ANY), [], [EVENING]),
        (15, (MORNING, ANY), [EVENING], []),
        (20, (), [MORNING, ANY, EVENING], []),
        (20, (MORNING, ANY, EVENING), [], []),
        (8, (EVENING,), [MORNING, ANY], []),
    ],
)
def test_what_is_for_now(
    hour: int,
    done: tuple[PrescriptionDraft, ...],
    open_now: list[PrescriptionDraft],
    later: list[PrescriptionDraft],
) -> None:
    assert for_now(DAY, hour, {(one.exercise, one.side) for one in done}) == (open_now, later)


def test_without_times_of_day_everything_stays_open() -> None:
    assert for_now([ANY], 8, {("glute-bridge", "both")}) == ([ANY], [])
