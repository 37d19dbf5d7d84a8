from __future__ import annotations

import dataclasses

import pytest

from tests.people import BRIDGES, SQUATS, People, sign, sit
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.exercise_sessions.actions import correct_session, withdraw_session
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.programmes.queries import current_version, draft_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import (
    accept_proposal,
    change_proposal,
    proposed_draft,
    refuse_proposal,
    still_fits,
)
from unbrace.clinic.worklist.models import Proposal, Review
from unbrace.clinic.worklist.queries import open_proposals_for, worklist_for

TEN = {"reps": {"from": 8, "to": 10}}


def propose(
    version: ProgrammeVersion, patient: Patient, exercise: str = "squat", **other: object
) -> Proposal:
    prescription = version.prescriptions.get(exercise=exercise)
    said: dict[str, object] = {
        "kind": "PROGRESS", "reason": "Two good sessions.", "because": "two_green", "rule": "progress", "changes": TEN,
    }  # fmt: skip
    return Proposal.objects.create(
        patient=patient,
        prescription=prescription,
        session=sit(patient, version),
        exercise=exercise,
        side="both",
        **(said | other),
    )


def doses(version: ProgrammeVersion) -> list[tuple[str, int | None]]:
    return [(p.exercise, p.reps) for p in version.prescriptions.all()]


def test_accepting_signs_exactly_the_proposed_change(people: People) -> None:
    first = sign(people, people.maria, [SQUATS, BRIDGES])
    proposal = propose(first, people.maria)
    version = accept_proposal(by=people.tom.user, proposal=proposal)
    before, after = (
        [dataclasses.asdict(draft_of(p)) for p in v.prescriptions.all()] for v in (first, version)
    )
    before[0]["reps"] = 10
    assert after == before
    assert (version.number, version.signed_by) == (2, people.tom.user)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.resulting_version) == ("accepted", version)
    assert AuditEntry.objects.filter(deed="worklist.accepted").exists()


def test_a_proposal_is_judged_once(people: People) -> None:
    """Two clicks, or two therapists: the second must not take another step."""
    proposal = propose(sign(people, people.maria), people.maria)
    accept_proposal(by=people.tom.user, proposal=proposal)
    with pytest.raises(Refused, match="dealt with already"):
        accept_proposal(by=people.theo.user, proposal=proposal)
    with pytest.raises(Refused, match="dealt with already"):
        refuse_proposal(by=people.theo.user, proposal=proposal, reason="no")
    with pytest.raises(Refused, match="dealt with already"):
        change_proposal(by=people.theo.user, proposal=proposal, draft=SQUATS, reason="no")
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 2


def test_a_stale_proposal_is_refused_with_a_sentence(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria)
    sign(people, people.maria, [dataclasses.replace(SQUATS, reps=6)], days_ago=0)
    assert not still_fits(proposal)
    with pytest.raises(Refused, match="programme has changed"):
        accept_proposal(by=people.tom.user, proposal=proposal)
    with pytest.raises(Refused, match="programme has changed"):
        change_proposal(by=people.tom.user, proposal=proposal, draft=SQUATS, reason="x")
    assert refuse_proposal(by=people.tom.user, proposal=proposal, reason="Too late now.").state == "refused"


def test_a_change_of_another_exercise_does_not_make_it_stale(people: People) -> None:
    proposal = propose(sign(people, people.maria, [SQUATS, BRIDGES]), people.maria)
    sign(people, people.maria, [SQUATS, dataclasses.replace(BRIDGES, reps=6)], days_ago=0)
    assert doses(accept_proposal(by=people.tom.user, proposal=proposal)) == [
        ("squat", 10),
        ("glute-bridge", 6),
    ]


def test_two_proposals_of_one_day_can_both_be_accepted(people: People) -> None:
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    squats, bridges = propose(version, people.maria), propose(version, people.maria, "glute-bridge")
    accept_proposal(by=people.tom.user, proposal=squats)
    assert doses(accept_proposal(by=people.tom.user, proposal=bridges)) == [
        ("squat", 10),
        ("glute-bridge", 10),
    ]


def test_a_changed_proposal_signs_the_therapists_own_dose(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria)
    own = dataclasses.replace(proposed_draft(proposal), reps=9)
    version = change_proposal(by=people.tom.user, proposal=proposal, draft=own, reason=" One at a time. ")
    proposal.refresh_from_db()
    assert doses(version) == [("squat", 9)]
    assert (proposal.state, proposal.decision_reason) == ("changed", "One at a time.")


def test_refusing_needs_a_reason_and_leaves_the_programme_alone(people: People) -> None:
    first = sign(people, people.maria)
    proposal = propose(first, people.maria)
    with pytest.raises(Refused) as refusal:
        refuse_proposal(by=people.tom.user, proposal=proposal, reason="  ")
    assert refusal.value.field == "reason"
    refuse_proposal(by=people.tom.user, proposal=proposal, reason="She travels next week.")
    assert current_version(people.maria) == first
    assert not open_proposals_for(people.maria).exists()


def test_a_proposal_without_a_change_cannot_be_accepted_as_it_is(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria, kind="FLARE", changes={})
    with pytest.raises(Refused, match="no single change"):
        accept_proposal(by=people.tom.user, proposal=proposal)


def test_a_refused_acceptance_leaves_nothing_half_done(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria, changes={"reps": {"from": 8, "to": 900}})
    with pytest.raises(Refused):
        accept_proposal(by=people.tom.user, proposal=proposal)
    proposal.refresh_from_db()
    version = current_version(people.maria)
    assert version is not None
    assert (proposal.state, version.number) == ("open", 1)


def test_the_work_list_shows_who_may_be_worse_off_first(people: People) -> None:
    propose(sign(people, people.maria), people.maria)
    propose(sign(people, people.jonas), people.jonas, kind="REGRESS", changes={"reps": {"from": 8, "to": 5}})
    propose(sign(people, people.victor), people.victor)
    rows = worklist_for(people.riverside)
    assert [row.patient for row in rows] == [people.jonas, people.maria]
    assert worklist_for(people.riverside, therapist=people.theo) == []
    assert len(worklist_for(people.riverside, therapist=people.tom)) == 2


def test_what_the_person_took_out_of_the_log_can_no_longer_be_signed(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria)
    withdraw_session(by=people.maria.user, session=proposal.session)
    with pytest.raises(Refused, match="looked at again"):
        accept_proposal(by=people.tom.user, proposal=proposal)
    refuse_proposal(by=people.tom.user, proposal=proposal, reason="Taken out.")


@pytest.mark.parametrize("reviewed_first", [True, False])
def test_a_number_said_anew_is_looked_at_before_anything_is_signed(
    people: People, reviewed_first: bool
) -> None:
    """Also when it was the earlier one of the sessions that a step rests on."""
    version = sign(people, people.maria)
    earlier = sit(people.maria, version, days_ago=3)
    proposal = propose(version, people.maria)
    if reviewed_first:
        Review.objects.create(session=earlier)
    correct_session(by=people.maria.user, session=earlier, exercise=earlier.exercises.get(), pain=9)
    with pytest.raises(Refused, match="looked at again"):
        accept_proposal(by=people.tom.user, proposal=proposal)
    Review.objects.create(session=earlier)
    accept_proposal(by=people.tom.user, proposal=proposal)


def test_a_session_that_has_just_come_in_is_looked_at_first(people: People) -> None:
    version = sign(people, people.maria)
    proposal = propose(version, people.maria)
    sit(people.maria, version, days_ago=0, pain=9)
    with pytest.raises(Refused, match="looked at again"):
        accept_proposal(by=people.tom.user, proposal=proposal)


def test_what_somebody_else_said_anew_stops_nothing(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria)
    others = sit(people.jonas, sign(people, people.jonas))
    withdraw_session(by=people.jonas.user, session=others)
    accept_proposal(by=people.tom.user, proposal=proposal)
