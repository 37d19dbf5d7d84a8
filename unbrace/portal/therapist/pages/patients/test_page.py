"""The list of patients and the invitations."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.accounts.models import User
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import invitations_of

if TYPE_CHECKING:
    from tests.people import People

NADIA = {"name": "Nadia Yilmaz", "email": "nadia@example.org"}


def test_it_lists_this_clinics_patients_only(people: People) -> None:
    page = signed_in(people.tom.user).get("/therapist/patients/").content.decode()
    assert "Maria" in page
    assert "Jonas" in page
    assert "Victor" not in page


def test_a_name_narrows_the_list(people: People) -> None:
    page = signed_in(people.tom.user).get("/therapist/patients/?name=mar").content.decode()
    assert "Maria" in page
    assert "Jonas" not in page


def test_an_invitation_goes_out_by_mail_and_can_be_withdrawn(people: People) -> None:
    client = signed_in(people.tom.user)
    client.post("/therapist/patients/", NADIA)
    invitation = invitations_of(people.riverside).get()
    assert "nadia@example.org" in client.get("/therapist/patients/").content.decode()
    client.post(f"/therapist/patients/invitations/{invitation.pk}/withdraw/")
    assert not invitations_of(people.riverside).exists()


def test_a_slip_in_the_address_is_said_beside_the_field(people: People) -> None:
    response = signed_in(people.tom.user).post("/therapist/patients/", NADIA | {"email": "nadia@"})
    assert response.status_code == 422
    assert 'id="email-problem"' in response.content.decode()
    assert 'value="Nadia Yilmaz"' in response.content.decode()
    assert mail.outbox == []


def test_a_hundred_patients_cost_no_more_questions_than_one(people: People) -> None:
    client = signed_in(people.tom.user)
    client.get("/therapist/patients/")
    with CaptureQueriesContext(connection) as few:
        client.get("/therapist/patients/")
    for number in range(40):
        user = User.objects.create_user(f"p{number}@example.org", name=f"P {number}")
        Patient.objects.create(user=user, clinic=people.riverside, therapist=people.tom)
    with CaptureQueriesContext(connection) as many:
        client.get("/therapist/patients/")
    assert len(many) == len(few) <= 8


def test_someone_else_reads_and_invites_nobody(people: People) -> None:
    for_another_clinic = signed_in(people.ines.user).get("/therapist/patients/").content.decode()
    assert "Maria" not in for_another_clinic
    strangers = {who: user for who, user in people.strangers.items() if user != people.ines.user}
    for who, user in (strangers | {"the office": people.olga.user}).items():
        assert signed_in(user).get("/therapist/patients/").status_code == 404, who
        assert signed_in(user).post("/therapist/patients/", NADIA).status_code == 404, who
    assert not invitations_of(people.riverside).exists()


def test_someone_else_cannot_withdraw_an_invitation(people: People) -> None:
    invitation = invite_patient(
        by=people.tom.user, clinic=people.riverside, email="nadia@example.org", name="Nadia"
    )
    nothing_leaks(
        people, f"/therapist/patients/invitations/{invitation.pk}/withdraw/", {}, "nadia@example.org"
    )
    assert invitations_of(people.riverside).count() == 1


@pytest.mark.parametrize(("asked", "pages"), [("", 2), ("?name=example", 5)])
def test_the_next_begin_behind_the_last_name_and_nobody_is_left_out(
    people: People, asked: str, pages: int
) -> None:
    for number in range(101):
        user = User.objects.create_user(f"p{number}@example.org", name="P Same")
        Patient.objects.create(user=user, clinic=people.riverside, therapist=people.tom)
    client, seen, address, looked = signed_in(people.tom.user), [], f"/therapist/patients/{asked}", 0
    while address:
        looked += 1
        page = client.get(address).content.decode()
        seen += re.findall(r'<h2 class="h4"><a href="/therapist/patients/([0-9a-f-]{36})/"', page)
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = f"/therapist/patients/{unescape(found[1])}" if found else ""
    assert len(seen) == len(set(seen)) == 103
    assert looked == pages
    beyond = client.get(f"/therapist/patients/?after={people.victor.pk}").content.decode()
    assert "Victor" not in beyond
