from __future__ import annotations

import dataclasses
import threading
import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.people import BRIDGES, SQUATS, People, also_treated_at, body, gather, seen, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.exercise_sessions.actions import record_session
from unbrace.clinic.exercise_sessions.models import ExerciseSession, SetPerformed
from unbrace.clinic.exercise_sessions.queries import session_of, sessions_for
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Conflict, NotYours, Refused


def record(patient: Patient, sent: dict[str, Any]) -> tuple[ExerciseSession, bool]:
    return record_session(by=patient.user, patient=patient, upload=parse_upload(sent))


def test_a_session_becomes_rows_and_one_entry(people: People) -> None:
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    session, created = record(people.maria, body(people.maria, version))
    assert created
    kept = session_of(people.maria, session.pk)
    assert [done.prescription.exercise for done in kept.exercises.all()] == ["squat", "glute-bridge"]
    assert [one.seen_reps for one in kept.exercises.all()[0].sets.all()] == [8, 8]
    assert kept.exercises.all()[0].sets.all()[0].seen == seen("squat")
    assert AuditEntry.objects.filter(deed="exercise_sessions.record_session").count() == 1


def test_the_same_body_again_is_the_same_session(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria))
    first, _ = record(people.maria, sent)
    again, created = record(people.maria, sent | {"device_clock_offset_s": 12})
    assert (again, created) == (first, False)
    assert ExerciseSession.objects.count() == 1


def test_another_body_under_the_same_key_is_a_conflict(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria))
    record(people.maria, sent)
    with pytest.raises(Conflict):
        record(people.maria, sent | {"pain_before": 9})
    assert sessions_for(people.maria).get().pain_before == 2


def test_work_for_one_clinic_stays_with_it_after_a_second_was_joined(people: People) -> None:
    """Done in the garden, sent after the second clinic's link was followed: it must be neither lost nor moved."""
    sent = body(people.maria, sign(people, people.maria))
    newer = also_treated_at(people.maria, people.ines)
    session, created = record(newer, sent)
    assert created
    assert session.patient == people.maria
    assert record(people.maria, sent) == (session, False)


def test_work_done_before_the_care_ended_is_kept(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria))
    people.maria.ended_at = clock.now()
    people.maria.save()
    session, _ = record_session(by=people.maria.user, upload=parse_upload(sent))
    assert session.patient == people.maria


def test_two_people_may_have_made_the_same_key(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria))
    other = body(people.jonas, sign(people, people.jonas)) | {"key": sent["key"]}
    assert record(people.maria, sent)[1]
    assert record(people.jonas, other)[1]


def test_pain_of_0_stays_0_and_not_asked_stays_not_asked(people: People) -> None:
    version = sign(people, people.maria)
    zero = sit(people.maria, version, pain=0, pain_before=0)
    silent = sit(people.maria, version, pain=None, pain_before=None)
    zero.refresh_from_db()
    silent.refresh_from_db()
    assert (zero.pain_before, zero.exercises.get().pain) == (0, 0)
    assert (silent.pain_before, silent.exercises.get().pain) == (None, None)


def test_offline_work_is_dated_to_the_day_it_was_done(people: People) -> None:
    version = sign(people, people.maria)
    done = clock.now() - timedelta(days=9)
    session, _ = record(people.maria, body(people.maria, version, done))
    assert session.started_at == done
    assert session.local_date == done.astimezone(people.maria.user.zone).date()
    assert (session.received_at - session.started_at).days >= 8


def test_an_impossible_time_is_moved_marked_and_kept_beside(people: People) -> None:
    future = clock.now() + timedelta(days=3)
    session, _ = record(people.maria, body(people.maria, sign(people, people.maria), future))
    assert session.dated_by == "bounds"
    assert session.ended_at == session.received_at
    assert session.claimed_started_at == future


def test_the_version_need_not_be_the_newest(people: People) -> None:
    """The therapist signed a new one while the phone was offline."""
    old = sign(people, people.maria)
    sent = body(people.maria, old)
    sign(people, people.maria, [dataclasses.replace(SQUATS, reps=10)], days_ago=0)
    session, created = record(people.maria, sent)
    assert created
    assert session.programme_version == old


def test_someone_elses_programme_is_not_there(people: People) -> None:
    theirs = sign(people, people.jonas)
    sent = body(people.maria, theirs)
    with pytest.raises(NotYours):
        record(people.maria, sent)


def test_someone_elses_prescription_is_refused(people: People) -> None:
    own, theirs = sign(people, people.maria), sign(people, people.jonas)
    sent = body(people.maria, own)
    sent["exercises"][0]["prescription"] = str(theirs.prescriptions.get().pk)
    with pytest.raises(Refused) as refusal:
        record(people.maria, sent)
    assert refusal.value.field == "exercises[0].prescription"


def test_a_made_up_version_is_not_there(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria)) | {"programme_version": str(uuid.uuid4())}
    with pytest.raises(NotYours):
        record(people.maria, sent)


def test_work_of_someone_else_on_a_shared_device_is_not_taken(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria)) | {"owner": owner_mark(people.jonas.user)}
    with pytest.raises(NotYours):
        record(people.maria, sent)


def test_the_camera_cannot_have_followed_another_exercise(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria))
    sent["exercises"][0]["sets"][1]["seen"] = seen("arm-lift")
    with pytest.raises(Refused) as refusal:
        record(people.maria, sent)
    assert refusal.value.field == "exercises[0].sets[1].seen.exercise"


def test_a_refused_session_leaves_nothing_behind(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria, [SQUATS, BRIDGES]))
    sent["exercises"][1]["prescription"] = str(uuid.uuid4())
    with pytest.raises(Refused):
        record(people.maria, sent)
    assert not ExerciseSession.objects.exists()
    assert not SetPerformed.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sent_many_times_at_once_it_is_kept_once() -> None:
    """Ten sessions, each sent by four threads at the same moment: ten rows, one creation each, no error."""
    people = gather()
    version = sign(people, people.maria)
    bodies = [body(people.maria, version) for _ in range(10)]
    made: Counter[str] = Counter()
    ids: dict[str, set[uuid.UUID]] = {}
    failed: list[Exception] = []
    together = threading.Barrier(4)

    def sends() -> None:
        try:
            for sent in bodies:
                together.wait(timeout=30)
                session, created = record(people.maria, sent)
                made[sent["key"]] += created
                ids.setdefault(sent["key"], set()).add(session.pk)
        except Exception as error:
            failed.append(error)
            together.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=sends) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert ExerciseSession.objects.count() == 10
    assert set(made.values()) == {1}
    assert all(len(found) == 1 for found in ids.values())
    assert SetPerformed.objects.count() == 20


def one_set(number: int = 1, side: str = "both") -> dict[str, Any]:
    return {"number": number, "side": side, "seen": None, "claimed_reps": 8, "claimed_hold_s": None}


@pytest.mark.parametrize(
    ("asked", "said", "field"),
    [
        ("both", {"skipped": True}, "skipped"),
        ("both", {"sets": [one_set(side="left")]}, "sets[0].side"),
        ("each", {"sets": [one_set(side="left"), one_set(side="both")]}, "sets[1].side"),
        ("left", {"sets": [one_set(side="right")]}, "sets[0].side"),
        ("both", {"sets": [one_set(), one_set(6)]}, "sets[1].number"),
    ],
)
def test_what_contradicts_itself_or_the_prescription_is_refused(
    people: People, asked: str, said: dict[str, Any], field: str
) -> None:
    version = sign(people, people.maria, [dataclasses.replace(SQUATS, side=asked)])
    sent = body(people.maria, version)
    sent["exercises"][0] |= said
    with pytest.raises(Refused) as refusal:
        record(people.maria, sent)
    assert refusal.value.field == f"exercises[0].{field}"
    assert not ExerciseSession.objects.exists()


def test_a_few_more_sets_than_asked_and_a_change_from_camera_to_tapping_are_fine(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria))
    sent["exercises"][0]["sets"] += [one_set(3), one_set(5)]
    sent["exercises"][0]["mode"] = "tap"
    assert record(people.maria, sent)[1]
