"""A log can be corrected, taken out and put back; what stood there first stays readable."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.people import SQUATS, People, sign, sit
from unbrace.clinic.exercise_sessions.actions import correct_session, restore_session, withdraw_session
from unbrace.clinic.exercise_sessions.models import Correction, ExerciseSession
from unbrace.clinic.exercise_sessions.queries import pain_before_of, session_of, sessions_for, tally_of
from unbrace.clinic.refused import NotYours, Refused


@pytest.fixture
def session(people: People) -> ExerciseSession:
    return sit(people.maria, sign(people, people.maria), full=7)


def again(session: ExerciseSession) -> ExerciseSession:
    return session_of(session.patient, session.pk)


def test_a_number_said_anew_counts_and_the_old_one_stays(session: ExerciseSession) -> None:
    exercise = session.exercises.get()
    correct_session(by=session.patient.user, session=session, exercise=exercise, claimed_reps=2, pain=0)
    tally = tally_of(again(session).exercises.all()[0])
    assert (tally.seen, tally.claimed, tally.not_seen, tally.pain) == (14, 2, 0, 0)
    assert tally.corrected == {"claimed_reps", "pain"}
    assert session.exercises.get().pain == 2
    assert {(row.field, row.was, row.becomes) for row in Correction.objects.all()} == {
        ("claimed_reps", 0, 2),
        ("pain", 2, 0),
    }


def test_the_newest_word_counts_and_none_takes_an_answer_back(session: ExerciseSession) -> None:
    exercise, by = session.exercises.get(), session.patient.user
    correct_session(by=by, session=session, exercise=exercise, pain=5)
    correct_session(by=by, session=session, exercise=exercise, pain=None)
    assert tally_of(again(session).exercises.all()[0]).pain is None


def test_what_is_not_said_is_not_changed(session: ExerciseSession) -> None:
    exercise = session.exercises.get()
    made = correct_session(by=session.patient.user, session=session, exercise=exercise, effort=4)
    assert made == []
    assert tally_of(again(session).exercises.all()[0]).effort == 4


def test_the_pain_before_belongs_to_the_whole_session(session: ExerciseSession) -> None:
    correct_session(by=session.patient.user, session=session, pain_before=0)
    assert pain_before_of(again(session)) == 0


@pytest.mark.parametrize("said", [{"pain": 11}, {"effort": -1}, {"claimed_reps": 1001}, {"pain": 2.5}])
def test_what_cannot_be_is_refused(session: ExerciseSession, said: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        correct_session(by=session.patient.user, session=session, exercise=session.exercises.get(), **said)


def test_a_number_needs_its_exercise_and_the_exercise_its_session(
    people: People, session: ExerciseSession
) -> None:
    other = sit(people.maria, sign(people, people.maria, [replace(SQUATS, reps=9)], days_ago=1))
    with pytest.raises(Refused, match="which exercise"):
        correct_session(by=people.maria.user, session=session, pain=3)
    with pytest.raises(NotYours):
        correct_session(by=people.maria.user, session=session, exercise=other.exercises.get(), pain=3)


def test_a_withdrawn_session_counts_nowhere_and_can_be_put_back(
    people: People, session: ExerciseSession
) -> None:
    withdraw_session(by=people.maria.user, session=session)
    assert not sessions_for(people.maria).exists()
    assert sessions_for(people.maria, withdrawn=True).exists()
    restore_session(by=people.maria.user, session=session)
    restore_session(by=people.maria.user, session=session)
    assert sessions_for(people.maria).exists()
    assert [(row.was, row.becomes) for row in Correction.objects.order_by("at")] == [(0, 1), (1, 0)]
