"""Where the questions begin. Nothing is begun by looking at the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.models import SafetyScreen

if TYPE_CHECKING:
    from tests.people import People

ADDRESSES = ("/safety/", "/safety/check-in/", "/safety/flare-up/", "/safety/before/", "/safety/after/")


@pytest.fixture
def newcomer(people: People) -> Patient:
    return Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)


def test_a_newcomer_is_asked_where_it_hurts_and_then_one_question_at_a_time(newcomer: Patient) -> None:
    client = signed_in(newcomer.user)
    assert "Where does it hurt?" in client.get("/safety/").content.decode()
    response = client.post("/safety/", {"regions": ["low_back", "neck"]}, follow=True)
    assert "How old are you?" in response.content.decode()
    assert SafetyScreen.objects.get(patient=newcomer).regions == ["low_back", "neck"]


@pytest.mark.parametrize("regions", [[], ["knee"], ["low_back", "<b>"]])
def test_a_place_has_to_be_one_of_the_list(newcomer: Patient, regions: list[str]) -> None:
    response = signed_in(newcomer.user).post("/safety/", {"regions": regions})
    assert response.status_code == 422
    assert not SafetyScreen.objects.filter(patient=newcomer).exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_looking_at_the_page_begins_nothing(people: People, address: str) -> None:
    before = SafetyScreen.objects.count()
    assert signed_in(people.maria.user).get(address).status_code == 200
    assert SafetyScreen.objects.count() == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_pressed_twice_it_begins_once(people: People, address: str) -> None:
    client = signed_in(people.maria.user)
    places = {client.post(address, {"regions": "low_back"})["Location"] for _ in range(2)}
    assert len(places) == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_someone_else_begins_nothing_of_marias(people: People, address: str) -> None:
    before = SafetyScreen.objects.filter(patient=people.maria).count()
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get(address), who)
        holds_nothing_of_maria(people, client.post(address, {"regions": "neck"}), who)
    assert SafetyScreen.objects.filter(patient=people.maria).count() == before
