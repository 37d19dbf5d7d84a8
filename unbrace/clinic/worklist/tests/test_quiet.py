"""Missed days bring a row, not a reproach; the clock moves."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import SQUATS, ZONE, People, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.programmes.actions import PrescriptionDraft, pause
from unbrace.clinic.questionnaires.models import GivenAnswer
from unbrace.clinic.worklist.quiet import quiet_rows_for

MONDAY = datetime(2027, 1, 4, 12, tzinfo=ZoneInfo(ZONE))  # after the first safety screens of everybody
THREE_DAYS = PrescriptionDraft("squat", 2, 8, days=(0, 2, 4))


def later(days: float) -> datetime:
    return MONDAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "missed", "level"),
    [
        (2, None, 0),  # Wednesday noon: today is not over
        (3, None, 0),  # one missed day is a missed day and no more
        (4, None, 0),
        (5, 2, 1),  # Saturday: Wednesday and Friday
        (14, 5, 2),
        (21.1, 8, 3),
    ],
)
def test_two_planned_days_missed_bring_a_row_that_grows(
    people: People, days: float, missed: int | None, level: int
) -> None:
    with clock.set_to(MONDAY):
        sit(people.maria, sign(people, people.maria, [THREE_DAYS], days_ago=7), days_ago=0.02)
    with clock.set_to(later(days)):
        rows = quiet_rows_for(people.riverside)
    assert [(row.patient, row.missed, row.alert.level) for row in rows] == (
        [(people.maria, missed, level)] if missed else []
    )


def test_whoever_says_anything_at_all_is_not_quiet(people: People) -> None:
    with clock.set_to(MONDAY):
        sit(people.maria, sign(people, people.maria, days_ago=7), days_ago=0.02)
    with clock.set_to(later(9)):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 2})
    with clock.set_to(later(10)):
        assert quiet_rows_for(people.riverside) == []
    with clock.set_to(later(13)):
        (row,) = quiet_rows_for(people.riverside)
        assert row.missed == 12  # since the last session, whatever was said meanwhile


def test_a_programme_that_was_never_begun_is_quiet_too_and_a_paused_one_is_not(people: People) -> None:
    with clock.set_to(MONDAY):
        sign(people, people.maria, [SQUATS], days_ago=0)
    with clock.set_to(later(4)):
        assert [row.missed for row in quiet_rows_for(people.riverside)] == [3]
        pause(by=people.tom.user, patient=people.maria)
        assert quiet_rows_for(people.riverside) == []


def test_only_ones_own_patients_and_never_another_clinics(people: People) -> None:
    with clock.set_to(MONDAY):
        sign(people, people.maria, [SQUATS], days_ago=0)
    with clock.set_to(later(4)):
        assert quiet_rows_for(people.riverside, people.theo) == []
        assert len(quiet_rows_for(people.riverside, people.tom)) == 1
        assert quiet_rows_for(people.hilltop) == []


def test_more_people_cost_no_more_questions(people: People) -> None:
    with clock.set_to(MONDAY):
        sign(people, people.maria, [SQUATS], days_ago=0)
    with clock.set_to(later(4)), CaptureQueriesContext(connection) as few:
        quiet_rows_for(people.riverside)
    with clock.set_to(MONDAY):
        sign(people, people.jonas, [SQUATS], days_ago=0)
    with clock.set_to(later(4)), CaptureQueriesContext(connection) as many:
        assert len(quiet_rows_for(people.riverside)) == 2
    assert len(few) == len(many) == 3
    assert GivenAnswer.objects.exists()
