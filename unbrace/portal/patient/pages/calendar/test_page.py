"""The calendar's address: secret, without a log-in, and nothing to find for anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client
from icalendar import Calendar

from tests.doors import nothing_leaks
from unbrace.clinic.reminders.actions import open_calendar

if TYPE_CHECKING:
    from tests.people import People


def test_a_calendar_program_reads_it_without_a_log_in(people: People) -> None:
    path = open_calendar(by=people.maria.user, patient=people.maria).split("testserver")[-1]
    answer = Client().get(path[path.index("/calendar/") :])
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) > 50
    assert answer["Cache-Control"] == "no-store"
    assert "Maria" not in answer.content.decode()


def test_someone_else_who_guesses_gets_nothing(people: People) -> None:
    open_calendar(by=people.maria.user, patient=people.maria)
    nothing_leaks(people, "/calendar/guessed.ics")
    nothing_leaks(people, f"/calendar/{people.maria.pk}.ics")
