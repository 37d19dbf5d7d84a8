"""Decisions about proposals at the therapist's door: holds together, one step by itself, and both undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import SQUATS, sign
from unbrace.clinic.worklist.tests.actions.test_judge import propose

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.worklist.models import Proposal


HOLD: dict[str, Any] = {
    "kind": "HOLD",
    "changes": {},
    "because": "low_sleep",
    "reason": "Little sleep.",
    "notes": ["Three times."],
}


def states(proposals: list[Proposal]) -> set[str]:
    for one in proposals:
        one.refresh_from_db()
    return {one.state for one in proposals}


def test_holds_are_kept_together_and_undone_together(people: People) -> None:
    kept = [propose(sign(people, who, [SQUATS]), who, **HOLD) for who in (people.maria, people.jonas)]
    client = signed_in(people.tom.user)
    page = client.get("/therapist/").content.decode()
    assert "2 proposals keep the dose as it is" in page
    assert "Keep the dose" in page
    done = client.post("/therapist/proposals/keep/", {"proposal": [str(one.pk) for one in kept]}, follow=True)
    assert "2 kept as they are." in done.content.decode()
    assert "You have just kept 2 doses." in done.content.decode()
    assert states(kept) == {"accepted"}
    undone = client.post(
        "/therapist/proposals/undo/", {"proposal": [str(one.pk) for one in kept]}, follow=True
    )
    assert "It waits for a decision again." in undone.content.decode()
    assert "You have just" not in undone.content.decode()
    assert states(kept) == {"open"}


def test_a_change_among_the_holds_is_refused_and_nothing_is_kept(people: People) -> None:
    hold = propose(sign(people, people.maria, [SQUATS]), people.maria, **HOLD)
    change = propose(sign(people, people.jonas, [SQUATS]), people.jonas)
    client = signed_in(people.tom.user)
    assert "keep the dose as it is" not in client.get("/therapist/").content.decode()
    both = {"proposal": [str(hold.pk), str(change.pk)]}
    assert (
        "Nothing was accepted"
        in client.post("/therapist/proposals/keep/", both, follow=True).content.decode()
    )
    assert states([hold, change]) == {"open"}


def test_an_accepted_step_is_undone_where_it_was_accepted(people: People) -> None:
    proposal = propose(sign(people, people.maria, [SQUATS]), people.maria)
    client, home = signed_in(people.tom.user), f"/therapist/patients/{people.maria.pk}/"
    client.post(f"/therapist/proposals/{proposal.pk}/accept/?from=patient")
    assert "You have just decided a proposal." in client.get(home).content.decode()
    back: Any = client.post("/therapist/proposals/undo/?from=patient", {"proposal": str(proposal.pk)})
    assert back.url == home
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_a_proposal_says_what_its_rule_was_told_and_which_version_it_is(people: People) -> None:
    told = {
        "sessions": [{"days_ago": 1, "worst_pain": 0, "pain_before": None, "effort": 4, "completion": 1.0}]
    }
    propose(sign(people, people.maria, [SQUATS]), people.maria, inputs=told, rules_version="2026-11")
    page = signed_in(people.tom.user).get("/therapist/").content.decode()
    assert "Rule: progress (2026-11)." in page
    assert "Yesterday: pain 0 at worst, not said before, not said next morning; effort 4; 100 % done." in page
    assert f"/therapist/patients/{people.maria.pk}/why/" in page


@pytest.mark.parametrize("where", ["keep", "undo"])
def test_someone_elses_proposal_is_neither_kept_nor_undone(people: People, where: str) -> None:
    hold = propose(sign(people, people.maria, [SQUATS]), people.maria, **HOLD)
    for one in (str(hold.pk), "x", "\x00"):
        assert (
            signed_in(people.ines.user).post(f"/therapist/proposals/{where}/", {"proposal": one}).status_code
            == 404
        )
    assert states([hold]) == {"open"}
    nothing_leaks(people, f"/therapist/proposals/{where}/", {"proposal": str(hold.pk)})
