"""What is left out is not a failure, and one day is one day, however often somebody began."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.people import BRIDGES, SQUATS, ZONE, People, body, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.exercise_sessions.actions import record_session
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.queries import session_of, tally_of
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.worklist.actions import review_session
from unbrace.clinic.worklist.one_a_day import one_a_day
from unbrace.clinic.worklist.queries import open_proposals_for
from unbrace.rehab.progression.signals import SessionSignals


def skipped(patient: Patient, version: ProgrammeVersion, number: int = 0) -> ExerciseSession:
    """Begun just now, and one of its exercises left out."""
    sent = body(patient, version)
    sent["exercises"][number] |= {"skipped": True, "sets": [], "pain": None, "effort": None}
    return record_session(by=patient.user, patient=patient, upload=parse_upload(sent))[0]


def day(**said: Any) -> SessionSignals:
    known: dict[str, Any] = {
        "days_ago": 1, "baseline": 2, "pain_before": 2, "worst_pain": 2, "next_morning": None, "effort": 4,
        "completion": 1.0,
    }  # fmt: skip
    return SessionSignals(**(known | said))


def test_what_was_skipped_has_no_completion(people: People) -> None:
    session = skipped(people.maria, sign(people, people.maria, [SQUATS, BRIDGES]))
    left_out, done = session_of(people.maria, session.pk).exercises.all()
    assert tally_of(left_out).completion is None
    assert tally_of(done).completion == 1


def test_two_skips_within_a_minute_propose_no_step_back(people: People) -> None:
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    for _ in range(2):
        review_session(skipped(people.maria, version))
    assert not open_proposals_for(people.maria).exists()


def test_little_done_twice_on_one_day_is_one_day(people: People) -> None:
    version = sign(people, people.maria)
    noon = (clock.now() - timedelta(days=1)).astimezone(ZoneInfo(ZONE)).replace(hour=12, minute=0)
    for minutes in (0, 30):
        began = (clock.now() - noon - timedelta(minutes=minutes)) / timedelta(days=1)
        (said,) = review_session(sit(people.maria, version, began, full=2))
    assert said.kind != "REGRESS"


def test_a_day_is_as_bad_as_its_worst_session_and_as_full_as_all_of_them() -> None:
    calm = day(next_morning=2, completion=0.5, effort=5, form=90)
    hurt = day(worst_pain=8, completion=0.3, effort=9, form=55)
    for sessions in ((calm, hurt), (hurt, calm)):
        (found,) = one_a_day(sessions)
        assert (found.worst_pain, found.next_morning, found.completion) == (8, 2, 0.8)
        assert (found.effort, found.form) == (9, 55)


def test_days_stay_in_their_order_and_alone_nothing_changes() -> None:
    older, newer = day(days_ago=3, effort=None, completion=None), day(form=None)
    assert one_a_day([older, newer]) == (older, newer)
    assert one_a_day([day(days_ago=2), day(days_ago=2), newer])[1:] == (newer,)


def test_what_was_not_rated_in_one_of_them_is_not_known_to_be_fine() -> None:
    (found,) = one_a_day([day(next_morning=2), day(worst_pain=None)])
    assert found.worst_pain is None
