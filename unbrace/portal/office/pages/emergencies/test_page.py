"""The office judges each emergency, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, nothing_leaks, signed_in
from unbrace.clinic.audit.under import under_emergency
from unbrace.clinic.care_teams.actions import set_closed_care
from unbrace.clinic.patients.actions import look_in_emergency, open_in_emergency
from unbrace.clinic.patients.models import EmergencyOpening

if TYPE_CHECKING:
    from typing import Any

    from tests.people import People

ADDRESS = "/office/emergencies/"


@pytest.fixture
def opening(people: People) -> EmergencyOpening:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    for one in (people.riverside, people.theo, people.maria):
        one.refresh_from_db()
    return open_in_emergency(by=people.theo.user, patient=people.maria, reason="She cannot feel her legs.")


def test_it_shows_who_why_and_what_was_done(people: People, opening: EmergencyOpening) -> None:
    with under_emergency(opening.pk):
        look_in_emergency(by=people.theo.user, opening=opening, page="therapist:patient")
        look_in_emergency(by=people.theo.user, opening=opening, page="therapist:notes")
    page = signed_in(people.olga.user).get(ADDRESS).content.decode()
    assert "Theo opened the record of Maria" in page
    assert "She cannot feel her legs." in page
    assert "Looked at a page in an emergency, 2 times" in page
    assert "waits for your judgement" in page
    assert "(1 to judge)" in signed_in(people.olga.user).get("/office/audit/").content.decode()


def test_a_no_needs_its_reason_and_nothing_typed_is_lost(people: People, opening: EmergencyOpening) -> None:
    client = signed_in(people.olga.user)
    address = f"{ADDRESS}{opening.pk}/judge/"
    assert client.post(address, {"verdict": "wrong"}).status_code == 422
    answer = client.post(address, {"because": "We spoke about it."})
    assert answer.status_code == 422
    assert "We spoke about it." in answer.content.decode()
    client.post(address, {"verdict": "wrong", "because": "We spoke about it."})
    page = client.get(ADDRESS).content.decode()
    assert "was not right" in page
    assert "We spoke about it." in page
    opening.refresh_from_db()
    assert (opening.justified, opening.judged_by) == (False, people.olga.user)


def test_it_asks_as_often_for_many_as_for_one(
    people: People, opening: EmergencyOpening, django_assert_max_num_queries: Any
) -> None:
    for _ in range(10):
        EmergencyOpening.objects.create(
            patient=people.jonas, member=people.theo, reason="x", at=opening.at, until=opening.until
        )
    client = signed_in(people.olga.user)
    client.get(ADDRESS)  # the first page of a new browser notes the device
    with django_assert_max_num_queries(8):
        client.get(ADDRESS)


def test_someone_else_neither_reads_nor_judges(people: People, opening: EmergencyOpening) -> None:
    nothing_leaks(people, f"{ADDRESS}{opening.pk}/judge/", {"verdict": "right"}, "legs")
    for user in (people.theo.user, people.tom.user):
        assert signed_in(user).post(f"{ADDRESS}{opening.pk}/judge/", {"verdict": "right"}).status_code == 404
    for who, client in everybody_else(people):
        assert "legs" not in client.get(ADDRESS).content.decode(), who
    opening.refresh_from_db()
    assert opening.justified is None
