"""The two questions after an exercise, over weeks: the newest answer counts, and not asked is in no column."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.people import BRIDGES, SQUATS, ZONE, People, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.education.actions import Checked, check_breath
from unbrace.clinic.education.queries import Week, checks_by_exercise, session_to_check, weeks_of
from unbrace.clinic.exercise_sessions.actions import withdraw_session
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.refused import NotYours, Refused

THURSDAY = datetime(2026, 11, 26, 12, 0, tzinfo=ZoneInfo(ZONE))


def say(people: People, session: ExerciseSession, *answers: tuple[str, str]) -> None:
    checks = [
        Checked(exercise.pk, *said) for exercise, said in zip(session.exercises.all(), answers, strict=True)
    ]
    check_breath(by=people.maria.user, patient=people.maria, session=session, checks=checks)


def test_weeks_hold_the_newest_answer_and_nothing_that_was_not_asked(people: People) -> None:
    with clock.set_to(THURSDAY):
        version = sign(people, people.maria, [SQUATS, BRIDGES])
        old = sit(people.maria, version, days_ago=15)
        new = sit(people.maria, version, days_ago=1)
        say(people, old, ("yes", "no"), ("yes", ""))
        with clock.set_to(THURSDAY + timedelta(minutes=1)):
            say(people, new, ("yes", "unsure"), ("", ""))
        with clock.set_to(THURSDAY + timedelta(minutes=2)):
            say(people, new, ("no", "unsure"), ("", ""))
        held, braced = weeks_of(people.maria, "held"), weeks_of(people.maria, "braced")
    monday = THURSDAY.date() - timedelta(days=3)
    assert held == [
        Week(monday - timedelta(weeks=2), 2, 0, 0),
        Week(monday - timedelta(weeks=1), 0, 0, 0),
        Week(monday, 0, 1, 0),
    ]
    assert [week.asked for week in braced] == [1, 0, 1]


def test_without_an_answer_there_are_no_weeks(people: People) -> None:
    sit(people.maria, sign(people, people.maria))
    assert weeks_of(people.maria, "held") == []


def test_the_newest_session_is_asked_about_once_and_for_two_days(people: People) -> None:
    with clock.set_to(THURSDAY):
        session = sit(people.maria, sign(people, people.maria), days_ago=1)
        assert session_to_check(people.maria) == session
        with clock.set_to(THURSDAY + timedelta(days=2)):
            assert session_to_check(people.maria) is None
        say(people, session, ("unsure", ""))
        assert session_to_check(people.maria) is None
        (check,) = checks_by_exercise(session).values()
        assert (check.held, check.braced) == ("unsure", "")


def test_no_answer_at_all_is_refused_and_kept_as_nothing(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    with pytest.raises(Refused, match="at least one answer"):
        say(people, session, ("", ""))
    with pytest.raises(Refused, match="yes, no or not sure"):
        say(people, session, ("perhaps", ""))
    assert checks_by_exercise(session) == {}


def test_an_exercise_of_another_session_cannot_be_answered_for(people: People) -> None:
    version = sign(people, people.maria)
    session, other = sit(people.maria, version), sit(people.maria, version, days_ago=2)
    stray = [Checked(other.exercises.get().pk, "yes")]
    with pytest.raises(NotYours):
        check_breath(by=people.maria.user, patient=people.maria, session=session, checks=stray)
    withdraw_session(by=people.maria.user, session=session)
    session.refresh_from_db()
    with pytest.raises(NotYours):
        say(people, session, ("yes", ""))
