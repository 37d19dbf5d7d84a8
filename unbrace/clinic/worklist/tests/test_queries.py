from __future__ import annotations

from tests.people import People, sign
from unbrace.clinic.care_teams.actions import remove_member
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.worklist.actions import accept_proposal, refuse_proposal
from unbrace.clinic.worklist.models import Proposal
from unbrace.clinic.worklist.queries import newest_words_for, settled_words_for, worklist_for
from unbrace.clinic.worklist.tests.actions.test_judge import propose

SQUAT = ("squat", "both")


def test_the_patient_does_not_read_what_no_therapist_has_judged(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria)
    assert newest_words_for(people.maria)[SQUAT] == proposal
    assert settled_words_for(people.maria) == {}
    accept_proposal(by=people.tom.user, proposal=proposal)
    assert settled_words_for(people.maria)[SQUAT].reason == "Two good sessions."


def test_the_patient_never_reads_what_was_refused(people: People) -> None:
    proposal = propose(sign(people, people.maria), people.maria)
    refuse_proposal(by=people.tom.user, proposal=proposal, reason="She has a cold.")
    assert settled_words_for(people.maria) == {}


def test_that_the_dose_stays_needs_no_judgement(people: People) -> None:
    version = sign(people, people.maria)
    propose(
        version, people.maria, kind="HOLD", reason="The dose stays.", changes={}, state=Proposal.State.NOTED
    )
    assert settled_words_for(people.maria)[SQUAT].reason == "The dose stays."


def test_the_patients_of_a_therapist_who_left_are_everybodys_to_look_to(people: People) -> None:
    propose(sign(people, people.maria), people.maria)
    assert worklist_for(people.riverside, people.theo) == []
    remove_member(by=people.olga.user, membership=people.tom)
    (row,) = worklist_for(people.riverside, people.theo)
    assert row.patient.looked_after_by is None
    assert worklist_for(people.hilltop, people.ines) == []


def test_so_are_those_who_never_had_one(people: People) -> None:
    propose(sign(people, people.maria), people.maria)
    Patient.objects.filter(pk=people.maria.pk).update(therapist=None)
    assert len(worklist_for(people.riverside, people.theo)) == 1
    assert len(worklist_for(people.riverside, people.tom)) == 1
