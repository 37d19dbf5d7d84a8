"""From what a new person told to a draft that waits; and only a therapist's signature makes a programme of it."""

from __future__ import annotations

import pytest

from tests.people import BRIDGES, SQUATS, People, screened, sign, tells, tells_and_sends
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.intakes.actions import send_intake
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.questionnaires.queries import waiting_findings_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import (
    propose_first_plan,
    refuse_first_plan,
    sign_first_plan,
    sweep,
)
from unbrace.clinic.worklist.models import FirstPlan
from unbrace.clinic.worklist.queries import drafts_of, first_plans_for, open_first_plan_of, reasons_for


@pytest.fixture
def nora(people: People) -> Patient:
    return Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)


def waiting(patient: Patient) -> FirstPlan:
    plan = open_first_plan_of(patient)
    assert plan is not None
    return plan


def test_the_draft_can_be_signed_as_it_is(people: People, nora: Patient) -> None:
    screened(nora)
    tells_and_sends(nora)
    plan = waiting(nora)
    assert current_version(nora) is None
    version = sign_first_plan(by=people.tom.user, plan=plan, prescriptions=drafts_of(plan), starting_from=0)
    assert [p.exercise for p in version.prescriptions.all()] == [line["exercise"] for line in plan.lines]
    assert {day for p in version.prescriptions.all() for day in p.days} <= {0, 2, 4}
    plan.refresh_from_db()
    assert (plan.state, plan.decided_by, plan.resulting_version) == ("signed", people.tom.user, version)
    assert AuditEntry.objects.filter(deed="worklist.first_plan_signed").count() == 1


def test_what_the_therapist_changes_is_what_counts_and_the_reasons_stay_with_what_was_kept(
    people: People, nora: Patient
) -> None:
    screened(nora)
    tells_and_sends(nora)
    plan = waiting(nora)
    kept = drafts_of(plan)[0]
    version = sign_first_plan(by=people.tom.user, plan=plan, prescriptions=[kept, BRIDGES])
    assert [p.exercise for p in version.prescriptions.all()] == [kept.exercise, BRIDGES.exercise]
    reasons = reasons_for(nora)
    assert reasons[(kept.exercise, kept.side)].startswith("because: ")
    assert (BRIDGES.exercise, BRIDGES.side) not in reasons


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_refusal_needs_a_reason_and_keeps_it(people: People, nora: Patient, reason: str) -> None:
    screened(nora)
    tells_and_sends(nora)
    with pytest.raises(Refused):
        refuse_first_plan(by=people.tom.user, plan=waiting(nora), reason=reason)
    refused = refuse_first_plan(by=people.tom.user, plan=waiting(nora), reason="I want to see her first.")
    assert (refused.state, refused.decision_reason) == ("refused", "I want to see her first.")
    assert propose_first_plan(nora) is None
    assert not reasons_for(nora)
    with pytest.raises(Refused):
        sign_first_plan(by=people.tom.user, plan=refused, prescriptions=[SQUATS])
    with pytest.raises(Refused):
        refuse_first_plan(by=people.tom.user, plan=refused, reason="x")


def test_a_safety_answer_holds_the_draft_back_until_a_clinician_has_looked(
    people: People, nora: Patient
) -> None:
    screened(nora, {"GEN-3": "Y"})
    tells_and_sends(nora)
    plan = waiting(nora)
    assert plan.ask == "A safety answer waits for the therapist."
    assert not plan.lines
    with pytest.raises(Refused):
        sign_first_plan(by=people.tom.user, plan=plan, prescriptions=[SQUATS])
    findings = [finding.pk for finding in waiting_findings_of(nora)]
    clear_flags(by=people.tom.user, patient=nora, findings=findings, reason="Seen on video.")
    propose_first_plan(nora)
    anew = waiting(nora)
    assert anew.lines
    assert "cardio" in anew.flags
    plan.refresh_from_db()
    assert plan.state == "superseded"


def test_somebody_with_a_signed_programme_is_not_new(people: People, nora: Patient) -> None:
    screened(nora)
    tells_and_sends(nora)
    sign(people, nora, days_ago=0)
    assert open_first_plan_of(nora) is None
    assert not first_plans_for(people.riverside)
    assert propose_first_plan(nora) is None


def test_whoever_looks_after_nobody_sees_those_whom_nobody_looks_after(people: People, nora: Patient) -> None:
    screened(nora)
    tells_and_sends(nora)
    assert [plan.patient for plan in first_plans_for(people.riverside, people.tom)] == [nora]
    assert not first_plans_for(people.riverside, people.theo)
    assert not first_plans_for(people.hilltop)
    Patient.objects.filter(pk=nora.pk).update(therapist=None)
    assert [plan.patient for plan in first_plans_for(people.riverside, people.theo)] == [nora]


def test_a_draft_that_a_stopped_server_never_made_is_made_by_the_sweep(people: People, nora: Patient) -> None:
    screened(nora)
    tells(nora)
    send_intake(by=nora.user, patient=nora)
    assert open_first_plan_of(nora) is None
    sweep()
    assert waiting(nora).lines
    sweep()
    assert FirstPlan.objects.count() == 1


def test_before_anything_was_told_there_is_nothing_to_draft(people: People, nora: Patient) -> None:
    screened(nora)
    assert propose_first_plan(nora) is None
