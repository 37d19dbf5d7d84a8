"""Missed days bring a row, not a reproach; the clock moves."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.people import SQUATS, ZONE, People, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.check_ins.actions import record_check_in, write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.conversations.actions import send_message
from unbrace.clinic.programmes.actions import PrescriptionDraft, pause
from unbrace.clinic.worklist.quiet import QuietRow
from unbrace.clinic.worklist.rows import people_to_look_at

MONDAY = datetime(2027, 1, 4, 12, tzinfo=ZoneInfo(ZONE))  # after the first safety screens of everybody
THREE_DAYS = PrescriptionDraft("squat", 2, 8, days=(0, 2, 4))


def quiet_rows_for(clinic: Clinic, therapist: Membership | None = None) -> list[QuietRow]:
    found = [one for row in people_to_look_at(clinic, therapist).rows for one in row.found]
    return [one.subject for one in found if one.reason == "falling_off"]


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


def test_a_line_in_the_diary_or_a_message_is_a_word_too(people: People) -> None:
    with clock.set_to(MONDAY):
        sign(people, people.maria, days_ago=7)
    with clock.set_to(later(9)):
        draft = DiaryDraft(key=uuid4(), written_at=clock.now(), time_zone=ZONE, stress=3)
        write_diary(by=people.maria.user, patient=people.maria, draft=draft)
    with clock.set_to(later(10)):
        assert quiet_rows_for(people.riverside) == []
    with clock.set_to(later(12)):
        assert len(quiet_rows_for(people.riverside)) == 1
        send_message(by=people.maria.user, patient=people.maria, key=uuid4(), text="I am away.")
        assert quiet_rows_for(people.riverside) == []


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
