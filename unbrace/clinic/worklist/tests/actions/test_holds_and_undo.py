"""Holds are accepted together, changes never; and what a hand did by mistake it undoes while nothing rests on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.people import BRIDGES, SQUATS, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.programmes.queries import current_version, draft_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import (
    accept_holds,
    accept_proposal,
    change_proposal,
    refuse_proposal,
    undo_decision,
)
from unbrace.clinic.worklist.models import Proposal
from unbrace.clinic.worklist.queries import open_proposals_for
from unbrace.clinic.worklist.tests.actions.test_judge import doses, propose

if TYPE_CHECKING:
    from tests.people import People

HOLD: dict[str, Any] = {
    "kind": "HOLD",
    "changes": {},
    "because": "low_sleep",
    "reason": "You slept little.",
    "notes": ["Three times the same reason."],
}
EIGHT_TO_SIX = {"reps": {"from": 8, "to": 6}}


def holds(people: People) -> list[Proposal]:
    return [propose(sign(people, who, [SQUATS]), who, **HOLD) for who in (people.maria, people.jonas)]


def test_a_hold_is_accepted_without_a_new_version(people: People) -> None:
    (hold, _) = holds(people)
    version = accept_proposal(by=people.tom.user, proposal=hold)
    assert version.number == 1
    hold.refresh_from_db()
    assert (hold.state, hold.resulting_version, hold.decided_by) == ("accepted", version, people.tom.user)
    assert not open_proposals_for(people.maria)


def test_holds_of_several_people_are_accepted_together(people: People) -> None:
    both = holds(people)
    assert accept_holds(by=people.tom.user, proposals=both) == both
    assert {one.state for one in Proposal.objects.all()} == {"accepted"}
    assert AuditEntry.objects.filter(deed="worklist.accepted").count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"kind": "REGRESS", "changes": EIGHT_TO_SIX},
        {"kind": "HOLD", "changes": {"reps": {"from": 8, "to": 10}}},
        {"kind": "ASK_PT", "changes": {}},
        {"kind": "LOCK", "changes": {}},
    ],
)
def test_one_that_changes_anything_or_asks_for_a_decision_stops_them_all(
    people: People, other: dict[str, Any]
) -> None:
    hold = propose(sign(people, people.maria, [SQUATS]), people.maria, **HOLD)
    change = propose(sign(people, people.jonas, [SQUATS]), people.jonas, **other)
    with pytest.raises(Refused, match="Nothing was accepted"):
        accept_holds(by=people.tom.user, proposals=[hold, change])
    assert {one.state for one in Proposal.objects.all()} == {"open"}


def test_one_that_was_decided_meanwhile_keeps_the_others_from_nothing(people: People) -> None:
    first, second = holds(people)
    refuse_proposal(by=people.theo.user, proposal=first, reason="I ring them.")
    assert accept_holds(by=people.tom.user, proposals=[first, second]) == [second]
    first.refresh_from_db()
    assert first.state == "refused"


def test_no_other_clinic_accepts_them(people: People) -> None:
    with pytest.raises(NotYours):
        accept_holds(by=people.ines.user, proposals=holds(people))


def test_a_step_up_undone_signs_the_doses_before_and_waits_again(people: People) -> None:
    first = sign(people, people.maria, [SQUATS, BRIDGES])
    proposal = propose(first, people.maria)
    accept_proposal(by=people.tom.user, proposal=proposal)
    undo_decision(by=people.tom.user, proposal=proposal)
    now = current_version(people.maria)
    assert now is not None
    assert (now.number, doses(now)) == (3, doses(first))
    assert [draft_of(one) for one in now.prescriptions.all()] == [
        draft_of(one) for one in first.prescriptions.all()
    ]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.resulting_version) == ("open", None, None)
    assert accept_proposal(by=people.tom.user, proposal=proposal).number == 4
    assert AuditEntry.objects.filter(deed="worklist.undo_decision").count() == 1


def test_a_hold_and_a_refusal_undone_leave_the_programme_alone(people: People) -> None:
    hold, other = holds(people)
    accept_holds(by=people.tom.user, proposals=[hold])
    refuse_proposal(by=people.tom.user, proposal=other, reason="x")
    for one in (hold, other):
        undo_decision(by=people.tom.user, proposal=one)
        one.refresh_from_db()
        assert (one.state, one.decision_reason) == ("open", "")
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 1


def test_no_undo_asks_more_of_anybody(people: People) -> None:
    back = propose(sign(people, people.maria, [SQUATS]), people.maria, kind="REGRESS", changes=EIGHT_TO_SIX)
    accept_proposal(by=people.tom.user, proposal=back)
    with pytest.raises(Refused, match="asks for more"):
        undo_decision(by=people.tom.user, proposal=back)
    less = propose(sign(people, people.jonas, [SQUATS]), people.jonas)
    change_proposal(
        by=people.tom.user,
        proposal=less,
        draft=draft_of(less.prescription).__class__("squat", 1, 8),
        reason="x",
    )
    with pytest.raises(Refused, match="asks for more"):
        undo_decision(by=people.tom.user, proposal=less)


def test_only_whoever_decided_and_only_for_a_quarter_of_an_hour(people: People) -> None:
    proposal = propose(sign(people, people.maria, [SQUATS]), people.maria)
    with pytest.raises(NotYours):
        undo_decision(by=people.tom.user, proposal=proposal)
    accept_proposal(by=people.tom.user, proposal=proposal)
    with pytest.raises(NotYours):
        undo_decision(by=people.theo.user, proposal=proposal)
    with clock.set_to(clock.now() + timedelta(minutes=15)), pytest.raises(Refused, match="15 minutes"):
        undo_decision(by=people.tom.user, proposal=proposal)


def test_not_once_something_rests_on_it(people: People) -> None:
    proposal = propose(sign(people, people.maria, [SQUATS]), people.maria)
    version = accept_proposal(by=people.tom.user, proposal=proposal)
    sit(people.maria, version, days_ago=0)
    with pytest.raises(Refused, match="exercised by this version"):
        undo_decision(by=people.tom.user, proposal=proposal)
    other = propose(sign(people, people.jonas, [SQUATS]), people.jonas)
    accept_proposal(by=people.tom.user, proposal=other)
    sign(people, people.jonas, [SQUATS, BRIDGES])
    with pytest.raises(Refused, match="changed again"):
        undo_decision(by=people.tom.user, proposal=other)


def test_not_once_the_rules_have_said_something_newer(people: People) -> None:
    version = sign(people, people.maria, [SQUATS])
    old = propose(version, people.maria, **HOLD)
    refuse_proposal(by=people.tom.user, proposal=old, reason="x")
    propose(version, people.maria, **HOLD)
    with pytest.raises(Refused, match="newer"):
        undo_decision(by=people.tom.user, proposal=old)
