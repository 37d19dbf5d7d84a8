"""From the link in the mail to being in care."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.people import People
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.patients.queries import cares_of


@pytest.fixture(autouse=True)
def no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


def code() -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def invited(people: People) -> str:
    invitation = invite_patient(
        by=people.tom.user, clinic=people.riverside, email="nora@example.org", name="Nora"
    )
    return f"/account/invitation/{invitation.token}/"


def test_from_the_link_to_being_in_care(people: People, client: Client) -> None:
    link = invited(people)
    page = client.get(link).content.decode()
    assert "Riverside invites you" in page
    signup = re.search(r'href="(/account/signup/\?[^"]+)"', page)
    assert signup
    after = {"next": link}
    client.post(signup.group(1), {"name": "", "email": "nora@example.org", "password1": "", **after})
    arrived = client.post("/account/confirm-email/", {"code": code(), **after}, follow=True)
    assert b"Join Riverside" in arrived.content
    assert client.post(link).headers["Location"] == "/"
    nora = by_email("nora@example.org")
    assert nora is not None
    care = cares_of(nora).first()
    assert care is not None
    assert (care.clinic, care.therapist, nora.name) == (people.riverside, people.tom, "Nora")


def test_opening_the_link_changes_nothing(people: People, client: Client) -> None:
    """Mail programs open links by themselves."""
    link = invited(people)
    client.force_login(people.lone)
    assert client.get(link).status_code == client.get(link).status_code == 200
    assert not cares_of(people.lone).exists()


def test_a_stranger_cannot_join_without_logging_in(people: People, client: Client) -> None:
    assert client.post(invited(people)).status_code == 200
    assert people.riverside.patients.count() == 2


def test_no_thanks_needs_no_account_and_ends_the_link(people: People, client: Client) -> None:
    link = invited(people)
    assert b"No thanks" in client.get(link).content
    page = client.post(link, {"answer": "no"})
    assert page.status_code == 200
    assert b"That is fine" in page.content
    assert client.get(link).status_code == 404
    assert client.post(link, {"answer": "no"}).status_code == 404
    client.force_login(people.lone)
    assert client.post(link).status_code == 404
    assert people.riverside.patients.count() == 2


def test_a_used_link_says_what_to_do(people: People, client: Client) -> None:
    link = invited(people)
    client.force_login(people.lone)
    client.post(link)
    page = client.get(link)
    assert page.status_code == 404
    assert b"Ask your clinic to send a new one" in page.content


def test_who_works_there_is_told_why_not(people: People, client: Client) -> None:
    client.force_login(people.tom.user)
    page = client.post(invited(people))
    assert page.status_code == 422
    assert b"You work in this clinic" in page.content


def test_someone_else_learns_nothing_from_a_made_up_link_and_takes_no_used_one(
    people: People, client: Client
) -> None:
    """Whoever holds the link may use it once; after that it is nobody's, and a wrong one looks the same."""
    link = invited(people)
    client.force_login(people.lone)
    client.post(link)
    for user in people.strangers.values():
        client.force_login(user)
        used, made_up = client.post(link), client.post("/account/invitation/made-up/")
        assert (used.status_code, made_up.status_code) == (404, 404)
        assert b"Riverside" not in used.content
        assert b"Riverside" not in made_up.content
    assert people.riverside.patients.count() == 3


def test_someone_treated_elsewhere_is_told_what_becomes_of_it(people: People) -> None:
    client = Client()
    client.force_login(people.victor.user)
    link = invited(people)
    assert "What you do with Hilltop goes on" in client.get(link).content.decode()
    client.post(link)
    assert [care.clinic.name for care in cares_of(people.victor.user)] == ["Riverside", "Hilltop"]
