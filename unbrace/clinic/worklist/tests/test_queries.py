from __future__ import annotations

from tests.people import People, sign
from unbrace.clinic.worklist.actions import accept_proposal, refuse_proposal
from unbrace.clinic.worklist.models import Proposal
from unbrace.clinic.worklist.queries import newest_words_for, settled_words_for
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
