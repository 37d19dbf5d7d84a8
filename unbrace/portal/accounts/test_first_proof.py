"""The first proof that an address is somebody's own takes the key from whoever signed up with it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pytest_django import Settings

from tests.people import People
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.care_teams.actions import add_member
from unbrace.portal.accounts.test_door import PASSWORD, code, is_in

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User

NORA = "nora@example.org"


@pytest.fixture(autouse=True)
def no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


def signed_up_by_a_stranger() -> Client:
    stranger = Client()
    stranger.post("/account/signup/", {"name": "Eve", "email": NORA, "password1": PASSWORD})
    return stranger


def proves_it_is_hers(client: Client) -> User:
    client.post("/account/login/code/", {"email": NORA})
    client.post("/account/login/code/confirm/", {"code": code()})
    nora = by_email(NORA)
    assert nora is not None
    assert is_in(client, nora)
    return nora


@pytest.mark.django_db
def test_a_stranger_who_signed_up_first_has_no_key_to_the_owners_account() -> None:
    stranger = signed_up_by_a_stranger()
    nora = proves_it_is_hers(Client())
    stranger.post("/account/login/", {"login": NORA, "password": PASSWORD})
    for address in ("/account/confirm-email/", "/account/login/", "/"):
        stranger.get(address, follow=True)
    assert not is_in(stranger, nora)
    assert not nora.has_usable_password()


def test_nor_to_a_colleague_whom_the_office_adds_later(people: People) -> None:
    stranger = signed_up_by_a_stranger()
    add_member(by=people.olga.user, clinic=people.riverside, email=NORA, name="Nora", role="therapist")
    nora = proves_it_is_hers(Client())
    stranger.post("/account/login/", {"login": NORA, "password": PASSWORD})
    assert not is_in(stranger, nora)


@pytest.mark.django_db
def test_a_new_password_by_code_replaces_the_strangers() -> None:
    stranger, owner, new = signed_up_by_a_stranger(), Client(), "another-long-password"
    owner.post("/account/password/reset/", {"email": NORA})
    owner.post("/account/password/reset/confirm/", {"code": code()})
    owner.post("/account/password/reset/complete/", {"password1": new, "password2": new})
    nora = by_email(NORA)
    assert nora is not None
    assert nora.check_password(new)
    assert is_in(owner, nora)
    stranger.post("/account/login/", {"login": NORA, "password": PASSWORD})
    assert not is_in(stranger, nora)


@pytest.mark.django_db
def test_whoever_knows_the_password_and_has_the_code_keeps_both() -> None:
    signed_up_by_a_stranger()  # this time it was Nora herself, and she goes on in another browser
    client = Client()
    client.post("/account/login/", {"login": NORA, "password": PASSWORD})
    client.post("/account/confirm-email/", {"code": code()})
    nora = by_email(NORA)
    assert is_in(client, nora)
    assert nora is not None
    assert nora.check_password(PASSWORD)


def test_a_second_proof_takes_nothing(people: People) -> None:
    maria = people.maria.user
    client = Client()
    client.post("/account/login/code/", {"email": maria.email})
    client.post("/account/login/code/confirm/", {"code": code()})
    maria.set_password(PASSWORD)
    maria.save()
    other = Client()
    other.post("/account/login/code/", {"email": maria.email})
    other.post("/account/login/code/confirm/", {"code": code()})
    maria.refresh_from_db()
    assert maria.check_password(PASSWORD)
