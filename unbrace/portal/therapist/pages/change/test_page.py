"""A proposal signed with the therapist's own dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import sign, sit
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.worklist.actions import review_session
from unbrace.clinic.worklist.queries import proposal_of

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.worklist.models import Proposal

DOSE = {
    "exercise-0": "squat", "sets-0": "1", "reps-0": "6", "hold_s-0": "", "rest_s-0": "60", "side-0": "both",
    "reason": "One set is enough for now.",
}  # fmt: skip


@pytest.fixture
def proposal(people: People) -> Proposal:
    """Maria's step back."""
    version = sign(people, people.maria)
    sit(people.maria, version, days_ago=2)
    (proposal,) = review_session(sit(people.maria, version, days_ago=0.1, pain=8))
    return proposal


def test_the_form_starts_from_what_was_proposed(people: People, proposal: Proposal) -> None:
    page = signed_in(people.tom.user).get(f"/therapist/proposals/{proposal.pk}/change/").content.decode()
    assert f'name="reps-0" value="{proposal.changes["reps"]["to"]}"' in page


def test_it_is_signed_with_the_own_dose_and_the_reason(people: People, proposal: Proposal) -> None:
    signed_in(people.tom.user).post(f"/therapist/proposals/{proposal.pk}/change/", DOSE)
    version = current_version(people.maria)
    assert version is not None
    squat = version.prescriptions.get()
    assert (squat.sets, squat.reps) == (1, 6)
    assert proposal_of(people.maria, proposal.pk).decision_reason == "One set is enough for now."


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        ({"reps-0": "lots"}, "Repetitions: write a whole number"),
        ({"sets-0": "40"}, "Choose 1 to 10 sets."),
        ({"reason": ""}, "Say in a few words why"),
    ],
)
def test_a_slip_is_said_and_nothing_is_signed(
    people: People, proposal: Proposal, slip: dict[str, str], sentence: str
) -> None:
    response = signed_in(people.tom.user).post(f"/therapist/proposals/{proposal.pk}/change/", DOSE | slip)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert proposal_of(people.maria, proposal.pk).state == "open"


def test_setting_a_step_back_aside_needs_a_yes_by_name(people: People, proposal: Proposal) -> None:
    address, harder = f"/therapist/proposals/{proposal.pk}/change/", DOSE | {"sets-0": "2", "reps-0": "9"}
    client = signed_in(people.tom.user)
    response = client.post(address, harder)
    assert response.status_code == 422
    assert "Setting aside a step back that a rule proposed." in response.content.decode()
    assert client.post(address, harder | {"approved": "overriding_a_step_back"}).status_code == 302
    assert proposal_of(people.maria, proposal.pk).state == "changed"


def test_the_dose_that_is_signed_already_is_no_change(people: People, proposal: Proposal) -> None:
    same = DOSE | {"sets-0": "2", "reps-0": "8"}
    response = signed_in(people.tom.user).post(f"/therapist/proposals/{proposal.pk}/change/", same)
    assert response.status_code == 422
    assert "signed already" in response.content.decode()
    assert proposal_of(people.maria, proposal.pk).state == "open"


def test_someone_else_can_neither_read_nor_sign(people: People, proposal: Proposal) -> None:
    nothing_leaks(people, f"/therapist/proposals/{proposal.pk}/change/", None, proposal.reason)
    nothing_leaks(people, f"/therapist/proposals/{proposal.pk}/change/", DOSE)
    assert proposal_of(people.maria, proposal.pk).state == "open"
