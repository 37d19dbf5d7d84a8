"""Movement is kept as points only while the person allows it, and is gone when they no longer do."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.people import BRIDGES, SQUATS, People, also_treated_at, body, sign
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.exercise_sessions.actions import (
    allow_traces,
    forbid_traces,
    keep_traces,
    record_session,
    withdraw_session,
)
from unbrace.clinic.exercise_sessions.actions.keep_traces import BEFORE_YOU_ALLOWED, NOT_ALLOWED, TracesKept
from unbrace.clinic.exercise_sessions.models import ExerciseSession, MovementTrace, TraceConsent
from unbrace.clinic.exercise_sessions.queries import (
    sessions_for,
    trace_consent_of,
    traces_kept_of,
    traces_of,
)
from unbrace.clinic.exercise_sessions.tests.test_traces import A_TRACE, text, trace_of
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours


def with_traces(
    sent: dict[str, Any], consent: TraceConsent | None = None, data: bytes = A_TRACE
) -> dict[str, Any]:
    """The same session with a trace for every set, written under this yes."""
    sent = copy.deepcopy(sent) | ({"trace_consent": str(consent.pk)} if consent else {})
    for exercise in sent["exercises"]:
        for one in exercise["sets"]:
            one["seen"] |= {"frames": 100, "duration_ms": 3300.0}
            one["trace"] = text(data)
    return sent


def take_in(patient: Patient, sent: dict[str, Any]) -> tuple[ExerciseSession, TracesKept]:
    upload = parse_upload(sent)
    session, _ = record_session(by=patient.user, upload=upload)
    return session, keep_traces(by=patient.user, session=session, upload=upload)


@pytest.fixture
def yes(people: People) -> TraceConsent:
    """Maria allows it."""
    return allow_traces(by=people.maria.user, patient=people.maria)


def test_off_is_where_everybody_begins(people: People) -> None:
    assert trace_consent_of(people.maria) is None
    session, kept = take_in(people.maria, with_traces(body(people.maria, sign(people, people.maria))))
    assert kept.kept == 0
    assert {sentence for _, sentence in kept.refused} == {NOT_ALLOWED}
    assert [field for field, _ in kept.refused] == [f"exercises[0].sets[{n}].trace" for n in (0, 1)]
    assert not MovementTrace.objects.exists()
    assert sessions_for(people.maria).get() == session, "the session itself is not lost"


def test_who_allows_it_has_their_sets_kept(people: People, yes: TraceConsent) -> None:
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    session, kept = take_in(people.maria, with_traces(body(people.maria, version), yes))
    sets = sum(p.sets for p in version.prescriptions.all())
    assert (kept.kept, kept.refused) == (sets, ())
    found = list(traces_of(people.riverside, session.pk))
    assert [bytes(trace.data) for trace in found] == [A_TRACE] * sets
    assert {trace.frames for trace in found} == {100}
    assert AuditEntry.objects.get(deed="exercise_sessions.keep_traces").details["kept"] == sets


def test_the_same_session_again_keeps_nothing_twice(people: People, yes: TraceConsent) -> None:
    sent = with_traces(body(people.maria, sign(people, people.maria)), yes)
    take_in(people.maria, sent)
    assert take_in(people.maria, sent)[1].kept == 2
    assert MovementTrace.objects.count() == 2
    assert AuditEntry.objects.filter(deed="exercise_sessions.keep_traces").count() == 1


def test_the_session_without_its_traces_is_the_same_session(people: People, yes: TraceConsent) -> None:
    """A device whose long message did not get through sends it again without them."""
    plain = body(people.maria, sign(people, people.maria))
    for one in plain["exercises"][0]["sets"]:
        one["seen"] |= {"frames": 100, "duration_ms": 3300.0}
    first, _ = take_in(people.maria, plain)

    again, kept = take_in(people.maria, with_traces(plain, yes))
    assert again == first
    assert kept.kept == 2


def test_a_damaged_trace_costs_only_itself(people: People, yes: TraceConsent) -> None:
    sent = with_traces(body(people.maria, sign(people, people.maria)), yes)
    sent["exercises"][0]["sets"][1]["trace"] = text(A_TRACE[:50])
    session, kept = take_in(people.maria, sent)
    assert kept.kept == 1
    ((field, sentence),) = kept.refused
    assert field == "exercises[0].sets[1].trace"
    assert "did not arrive whole" in sentence
    assert [one.seen_reps for one in session.exercises.get().sets.all()] == [8, 8]


@pytest.mark.parametrize("odd", [None, 0, {}, [], "", "%%%", {"trace": "x"}])
def test_an_odd_trace_never_keeps_a_session_out(people: People, yes: TraceConsent, odd: Any) -> None:
    sent = body(people.maria, sign(people, people.maria))
    sent["exercises"][0]["sets"][0]["trace"] = odd
    sent["trace_consent"] = str(yes.pk)
    session, kept = take_in(people.maria, sent)
    assert kept.kept == 0
    assert len(kept.refused) == (odd is not None)
    assert sessions_for(people.maria).get() == session


def test_consent_does_not_reach_back(people: People) -> None:
    sent = with_traces(body(people.maria, sign(people, people.maria)))
    allow_traces(by=people.maria.user, patient=people.maria)
    _, kept = take_in(people.maria, sent)
    assert (kept.kept, kept.refused[0][1]) == (0, BEFORE_YOU_ALLOWED)


@pytest.mark.parametrize("named", [None, "", 7, {}, "nobody's", "\x00"])
def test_a_yes_that_is_not_the_one_that_holds_keeps_nothing_and_loses_nothing(
    people: People, yes: TraceConsent, named: Any
) -> None:
    sent = with_traces(body(people.maria, sign(people, people.maria))) | {"trace_consent": named}
    session, kept = take_in(people.maria, sent)
    assert (kept.kept, kept.refused[0][1]) == (0, BEFORE_YOU_ALLOWED)
    assert sessions_for(people.maria).get() == session


def test_someone_elses_yes_is_not_ones_own(people: People, yes: TraceConsent) -> None:
    allow_traces(by=people.jonas.user, patient=people.jonas)
    sent = with_traces(body(people.jonas, sign(people, people.jonas)), yes)
    assert take_in(people.jonas, sent)[1].kept == 0


def test_what_was_on_its_way_when_it_was_switched_off_is_not_kept_when_it_is_on_again(
    people: People, yes: TraceConsent
) -> None:
    sent = with_traces(body(people.maria, sign(people, people.maria)), yes)
    forbid_traces(by=people.maria.user, patient=people.maria)
    allow_traces(by=people.maria.user, patient=people.maria)
    assert take_in(people.maria, sent)[1].refused[0][1] == BEFORE_YOU_ALLOWED


def test_switching_it_off_deletes_what_is_kept_and_nothing_else(people: People, yes: TraceConsent) -> None:
    jonas = allow_traces(by=people.jonas.user, patient=people.jonas)
    session, _ = take_in(people.maria, with_traces(body(people.maria, sign(people, people.maria)), yes))
    take_in(people.jonas, with_traces(body(people.jonas, sign(people, people.jonas)), jonas))
    assert forbid_traces(by=people.maria.user, patient=people.maria) == 2
    assert traces_kept_of(people.maria) == 0
    assert traces_kept_of(people.jonas) == 2
    assert trace_consent_of(people.maria) is None
    assert sessions_for(people.maria).get() == session
    assert [one.seen_reps for one in session.exercises.get().sets.all()] == [8, 8]


def test_yes_and_no_are_written_down_with_their_time(people: People) -> None:
    first = allow_traces(by=people.maria.user, patient=people.maria)
    assert allow_traces(by=people.maria.user, patient=people.maria) == first, "twice yes is one yes"
    forbid_traces(by=people.maria.user, patient=people.maria)
    assert forbid_traces(by=people.maria.user, patient=people.maria) == 0, "twice no is one no"
    entries = AuditEntry.objects.filter(deed__endswith="_traces").order_by("at")
    assert [(entry.deed, entry.by_id) for entry in entries] == [
        ("exercise_sessions.allow_traces", people.maria.user.pk),
        ("exercise_sessions.forbid_traces", people.maria.user.pk),
    ]
    said = TraceConsent.objects.order_by("at")
    assert [(consent.agreed, consent.wording) for consent in said] == [
        (True, "stick-figure/1"),
        (False, "stick-figure/1"),
    ]


def test_consent_is_given_to_one_clinic(people: People, yes: TraceConsent) -> None:
    newer = also_treated_at(people.maria, people.ines)
    assert trace_consent_of(newer) is None


def test_a_session_of_another_clinic_shows_no_trace_nor_does_one_that_was_taken_out(
    people: People, yes: TraceConsent
) -> None:
    session, _ = take_in(people.maria, with_traces(body(people.maria, sign(people, people.maria)), yes))
    assert traces_of(people.riverside, session.pk).count() == 2
    with pytest.raises(NotYours):
        traces_of(people.hilltop, session.pk)
    withdraw_session(by=people.maria.user, session=session)
    with pytest.raises(NotYours):
        traces_of(people.riverside, session.pk)


def test_care_that_has_ended_keeps_and_shows_nothing_more(people: People, yes: TraceConsent) -> None:
    version = sign(people, people.maria)
    before, _ = take_in(people.maria, with_traces(body(people.maria, version), yes))
    people.maria.ended_at = clock.now()
    people.maria.save()
    assert take_in(people.maria, with_traces(body(people.maria, version), yes))[1].kept == 0
    with pytest.raises(NotYours):
        traces_of(people.riverside, before.pk)


def test_a_trace_of_other_length_than_its_set_is_not_kept(people: People, yes: TraceConsent) -> None:
    sent = with_traces(body(people.maria, sign(people, people.maria)), yes, trace_of(90))
    assert take_in(people.maria, sent)[1].kept == 0
