"""Where care is closed: the whole door stays shut for a colleague, and an emergency opens one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, nothing_leaks, signed_in
from tests.people import screened, sign
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.actions import set_closed_care
from unbrace.clinic.patients.models import EmergencyOpening
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

ADDRESS = "/therapist/emergency/"
WHY = "She called, she cannot feel her legs."


@pytest.fixture
def theo(people: People) -> Client:
    """A colleague outside the care, in a clinic that has closed it."""
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    sign(people, people.maria)
    return signed_in(people.theo.user)


def hers(people: People) -> str:
    return f"/therapist/patients/{people.maria.pk}/"


def opened(people: People, theo: Client) -> EmergencyOpening:
    theo.post(f"{ADDRESS}people/{people.maria.pk}/", {"reason": WHY})
    return EmergencyOpening.objects.get()


def test_without_an_emergency_there_is_nothing(people: People, theo: Client) -> None:
    assert theo.get(hers(people)).status_code == 404
    assert "Maria" not in theo.get("/therapist/patients/").content.decode()
    assert "Maria" not in theo.get("/therapist/?whose=all").content.decode()
    assert signed_in(people.tom.user).get(hers(people)).status_code == 200


def test_names_come_by_search_and_a_safety_answer_comes_by_itself(people: People, theo: Client) -> None:
    assert "Maria" not in theo.get(ADDRESS).content.decode()
    assert "Maria" in theo.get(f"{ADDRESS}?name=mar").content.decode()
    assert "Nobody of that name" in theo.get(f"{ADDRESS}?name=victor").content.decode()
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    assert "a safety answer waits" in theo.get(ADDRESS).content.decode()


def test_a_reason_opens_the_record_and_it_says_so_on_every_page(people: People, theo: Client) -> None:
    answer = theo.post(f"{ADDRESS}people/{people.maria.pk}/", {"reason": "now"})
    assert answer.status_code == 422
    assert 'id="reason-problem"' in answer.content.decode()
    assert theo.get(hers(people)).status_code == 404
    opening = opened(people, theo)
    page = theo.get(hers(people)).content.decode()
    assert "Opened in an emergency" in page
    assert "Squat" in page
    theo.post(f"{hers(people)}pause/")
    done = AuditEntry.objects.filter(details__emergency=str(opening.pk)).values_list("deed", flat=True)
    assert "programmes.pause" in done
    assert list(done).count("patients.look_in_emergency") == 2
    assert "Opened in an emergency" not in signed_in(people.tom.user).get(hers(people)).content.decode()


def test_done_it_is_shut_again(people: People, theo: Client) -> None:
    opening = opened(people, theo)
    theo.post(f"{ADDRESS}{opening.pk}/close/")
    assert theo.get(hers(people)).status_code == 404


def test_in_an_open_clinic_it_says_that_nobody_needs_it(people: People) -> None:
    assert "Nothing is closed here" in signed_in(people.theo.user).get(ADDRESS).content.decode()


def test_someone_else_opens_nothing(people: People, theo: Client) -> None:
    opening = opened(people, theo)
    nothing_leaks(people, f"{ADDRESS}people/{people.maria.pk}/")
    nothing_leaks(people, f"{ADDRESS}people/{people.maria.pk}/", {"reason": WHY})
    nothing_leaks(people, f"{ADDRESS}{opening.pk}/close/", {})
    assert signed_in(people.tom.user).post(f"{ADDRESS}{opening.pk}/close/").status_code == 404
    assert signed_in(people.olga.user).get(ADDRESS).status_code == 404
    for who, client in everybody_else(people):
        assert "Maria" not in client.get(f"{ADDRESS}?name=maria").content.decode(), who
    assert EmergencyOpening.objects.count() == 1
