"""What may be looked at again, by whom, with which curve, and beside what."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import People, body, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.exercise_sessions.actions import (
    allow_traces,
    forbid_traces,
    measure_trace,
    replay_session,
    withdraw_session,
)
from unbrace.clinic.exercise_sessions.models import ExerciseSession, MovementTrace, TraceConsent
from unbrace.clinic.exercise_sessions.replays import (
    earlier_sets,
    moments_in,
    own_baseline,
    own_trace,
    set_of,
    sets_of,
    trace_in,
)
from unbrace.clinic.exercise_sessions.tests.actions.test_traces import take_in
from unbrace.clinic.exercise_sessions.tests.test_traces import text
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours
from unbrace.motion.landmarks import Frame
from unbrace.motion.session import Session
from unbrace.motion.tests.replay import EXERCISES, movement_of, read
from unbrace.motion.trace import TraceWriter, rounded

SIDE_ON = EXERCISES / "squat" / "cases" / "side-on-full.jsonl.gz"


def filmed() -> tuple[bytes, dict[str, Any]]:
    """(trace, result) of a set as a device sends it."""
    session = Session(movement_of("squat"), exercise="squat", content_version="1.0.0")
    writer, out, last = TraceWriter(), b"", 0.0
    for values in read(SIDE_ON)[1]:
        frame = rounded(Frame.from_floats(values))
        session.receive(frame)
        out, last = out + writer.add(frame), frame.t_ms
    session.finish(last)
    return out + writer.finish(), json.loads(json.dumps(session.result().to_json()))


FILMED, SEEN = filmed()


def squatted(patient: Patient, version: Any, consent: TraceConsent, days_ago: float = 0.1) -> ExerciseSession:
    """One filmed set, kept."""
    began = clock.now() - timedelta(days=days_ago)
    sent = body(patient, version, began)
    sent["exercises"][0]["sets"] = sent["exercises"][0]["sets"][:1]
    one = sent["exercises"][0]["sets"][0]
    one["seen"], one["trace"] = copy.deepcopy(SEEN), text(FILMED)
    sent["trace_consent"] = str(consent.pk)
    session, kept = take_in(patient, sent)
    assert kept.kept == 1, kept
    return session


@pytest.fixture
def yes(people: People) -> TraceConsent:
    return allow_traces(by=people.maria.user, patient=people.maria)


@pytest.fixture
def session(people: People, yes: TraceConsent) -> ExerciseSession:
    return squatted(people.maria, sign(people, people.maria), yes)


def test_a_replay_is_the_kept_movement_and_who_looked_is_written_down(
    people: People, session: ExerciseSession
) -> None:
    (one,) = sets_of(session)
    trace = trace_in(people.riverside, people.maria, one.pk)
    assert replay_session(by=people.tom.user, trace=trace) == FILMED
    entry = AuditEntry.objects.get(deed="exercise_sessions.replay_session")
    assert (entry.by_id, entry.subject_id) == (people.tom.user.pk, str(session.pk))
    assert replay_session(by=people.maria.user, trace=own_trace(people.maria, one.pk)) == FILMED
    assert AuditEntry.objects.filter(deed="exercise_sessions.replay_session").count() == 1, "her own eyes"


def test_someone_elses_movement_is_not_there(people: People, session: ExerciseSession) -> None:
    (one,) = sets_of(session)
    trace = trace_in(people.riverside, people.maria, one.pk)
    for look in (
        lambda: trace_in(people.hilltop, people.maria, one.pk),
        lambda: trace_in(people.riverside, people.jonas, one.pk),
        lambda: own_trace(people.jonas, one.pk),
        lambda: set_of(sit(people.jonas, sign(people, people.jonas)), one.pk),
        *((lambda user=user: replay_session(by=user, trace=trace)) for user in people.strangers.values()),
        lambda: replay_session(by=people.olga.user, trace=trace),
    ):
        with pytest.raises(NotYours):
            look()  # type: ignore[operator]


def test_withdrawn_and_ended_have_no_replay(people: People, session: ExerciseSession) -> None:
    (one,) = sets_of(session)
    withdraw_session(by=people.maria.user, session=session)
    with pytest.raises(NotYours):
        trace_in(people.riverside, people.maria, one.pk)


def test_after_a_no_nothing_is_left_of_it_but_its_numbers(people: People, session: ExerciseSession) -> None:
    assert moments_in([session]) == {session.pk: (1, 0, 0)}
    measure_trace(MovementTrace.objects.get())
    forbid_traces(by=people.maria.user, patient=people.maria)
    (one,) = sets_of(session)
    assert not one.has_trace  # type: ignore[attr-defined]
    assert moments_in([session]) == {}
    with pytest.raises(NotYours):
        trace_in(people.riverside, people.maria, one.pk)


def test_the_sets_are_listed_without_their_movement(people: People, session: ExerciseSession) -> None:
    with CaptureQueriesContext(connection) as asked:
        (one,) = sets_of(session)
    assert one.has_trace  # type: ignore[attr-defined]
    assert '"data"' not in " ".join(query["sql"] for query in asked.captured_queries)


def test_the_curve_is_measured_once_and_kept(people: People, session: ExerciseSession) -> None:
    measured = measure_trace(MovementTrace.objects.get())
    assert measured is not None
    assert measured["counts"] == SEEN["counts"]
    kept = MovementTrace.objects.get()
    assert kept.curve == measured
    kept.data = b"never read again"
    assert measure_trace(kept) == measured


def test_another_engine_measures_anew(people: People, session: ExerciseSession) -> None:
    MovementTrace.objects.update(curve={"engine": "0", "content": "0", "times_ms": []})
    measured = measure_trace(MovementTrace.objects.get())
    assert measured is not None
    assert measured["times_ms"]


def test_a_trace_that_is_deleted_meanwhile_does_not_come_back(
    people: People, session: ExerciseSession
) -> None:
    trace = MovementTrace.objects.get()
    forbid_traces(by=people.maria.user, patient=people.maria)
    measure_trace(trace)
    assert not MovementTrace.objects.exists()


def test_the_band_is_that_of_the_first_sessions_before_this_one(people: People) -> None:
    version = sign(people, people.maria)
    first = sit(people.maria, version, days_ago=9)
    later = sit(people.maria, version, days_ago=2)
    (one, *_), (other, *_) = sets_of(first), sets_of(later)
    assert own_baseline(one) is None, "there is nothing before it"
    assert own_baseline(other) == (75.0, 75.0)


def test_too_few_repetitions_make_no_band(people: People) -> None:
    version = sign(people, people.maria)
    sit(people.maria, version, days_ago=9, full=2)
    assert own_baseline(sets_of(sit(people.maria, version))[0]) is None


def test_beside_it_stand_earlier_sets_of_the_same_exercise_with_movement(
    people: People, yes: TraceConsent, session: ExerciseSession
) -> None:
    (one,) = sets_of(session)
    assert earlier_sets(one) == []
    before = squatted(people.maria, session.programme_version, yes, days_ago=3)
    assert [earlier.exercise.session_id for earlier in earlier_sets(one)] == [before.pk]
    withdraw_session(by=people.maria.user, session=before)
    assert earlier_sets(one) == []
