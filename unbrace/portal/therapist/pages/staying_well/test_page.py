"""The therapist sees what is missing, chooses, and signs; nobody else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, sign
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.staying_well.queries import maintenance_of

if TYPE_CHECKING:
    from tests.people import People


@pytest.fixture
def path(people: People) -> str:
    sign(people, people.maria, [SQUATS, BRIDGES])
    return f"/therapist/patients/{people.maria.pk}/staying-well/"


def form_of(people: People, **said: Any) -> dict[str, Any]:
    version = current_version(people.maria)
    assert version is not None
    usual = {
        "exercises": [str(version.prescriptions.all()[0].pk)],
        "days": ["1", "4"],
        "agreed": "yes",
        "because": "She wants to.",
    }
    return usual | said


def test_what_the_rules_miss_stands_there_before_anything_is_signed(people: People, path: str) -> None:
    page = signed_in(people.tom.user).get(path).content.decode()
    assert "The goal is at 8, or 2 better than at the start." in page
    assert "The person agrees." not in page, "that is what the box is for"


def test_signed_it_is_said_on_both_sides(people: People, path: str) -> None:
    client = signed_in(people.tom.user)
    page = client.post(path, form_of(people), follow=True).content.decode()
    assert "Signed. From today on it is two days a week." in page
    assert "Signed by Tom." in client.get(path).content.decode()
    assert "staying-well phase" in signed_in(people.maria.user).get("/").content.decode()
    client.post(f"{path}end/")
    assert maintenance_of(people.maria) is None


def test_without_the_persons_yes_it_is_not_signed_and_what_was_chosen_stays(
    people: People, path: str
) -> None:
    response = signed_in(people.tom.user).post(path, form_of(people, agreed=""))
    assert response.status_code == 422
    page = response.content.decode()
    assert "only when the person agrees" in page
    assert page.count(" checked") == 3
    assert maintenance_of(people.maria) is None


def test_someone_elses_patient_is_nobody(people: People, path: str) -> None:
    for address in (path, f"{path}end/"):
        nothing_leaks(people, address, form_of(people))
    nothing_leaks(people, path)
    assert maintenance_of(people.maria) is None
    assert signed_in(people.maria.user).get(path).status_code == 404
    assert signed_in(people.olga.user).get(path).status_code == 404
