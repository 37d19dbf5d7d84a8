"""Coming in: sign up and log in with a code or a password, and by invitation. Who is known is told to nobody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.people import People
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.queries import by_email
from unbrace.portal.accounts import urls

PASSWORD = "correct-horse-battery"


@pytest.fixture(autouse=True)
def no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


def code() -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def is_in(client: Client, user: User | None) -> bool:
    return user is not None and client.session.get("_auth_user_id") == str(user.pk)


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.filter(user=user).update(verified=True)
    return user


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["", PASSWORD])
def test_sign_up_with_a_code_and_a_password_if_one_likes(client: Client, password: str) -> None:
    client.post("/account/signup/", {"name": "Nora", "email": "nora@example.org", "password1": password})
    assert not is_in(client, by_email("nora@example.org"))
    client.post("/account/confirm-email/", {"code": code()})
    nora = by_email("nora@example.org")
    assert is_in(client, nora)
    assert nora is not None
    assert (nora.name, nora.has_usable_password()) == ("Nora", bool(password))


@pytest.mark.django_db
def test_a_weak_password_is_refused_beside_its_field(client: Client) -> None:
    page = client.post("/account/signup/", {"name": "", "email": "nora@example.org", "password1": "password"})
    assert page.status_code == 200
    assert b'id="id_password1_error"' in page.content
    assert by_email("nora@example.org") is None


def test_log_in_with_a_code(people: People, client: Client) -> None:
    client.post("/account/login/code/", {"email": "MARIA@example.org"})
    assert mail.outbox[-1].to == ["maria@example.org"]
    client.post("/account/login/code/confirm/", {"code": code()})
    assert is_in(client, people.maria.user)


def test_a_wrong_code_lets_nobody_in_and_three_end_it(people: People, client: Client) -> None:
    client.post("/account/login/code/", {"email": "maria@example.org"})
    right = code()
    for _ in range(3):
        client.post("/account/login/code/confirm/", {"code": "AAAAAA"})
    client.post("/account/login/code/confirm/", {"code": right})
    assert not is_in(client, people.maria.user)


def test_log_in_with_a_password_and_out_again(people: People, client: Client) -> None:
    maria = with_password(people.maria.user)
    client.post("/account/login/", {"login": "maria@example.org", "password": "wrong"})
    assert not is_in(client, maria)
    client.post("/account/login/", {"login": "Maria@Example.org", "password": PASSWORD})
    assert is_in(client, maria)
    client.post("/account/logout/")
    assert not is_in(client, maria)


def test_a_new_password_by_code(people: People, client: Client) -> None:
    maria = with_password(people.maria.user)
    client.post("/account/password/reset/", {"email": maria.email})
    client.post("/account/password/reset/confirm/", {"code": code()})
    new = "another-long-password"
    client.post("/account/password/reset/complete/", {"password1": new, "password2": new})
    maria.refresh_from_db()
    assert maria.check_password(new)


def plain(page: Any, email: str) -> tuple[int, str, str]:
    """Status, where it leads and the page without what differs in any case."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(email, "")
    return page.status_code, page.headers.get("Location", ""), text


@pytest.mark.parametrize(
    ("address", "field"),
    [("/account/login/code/", "email"), ("/account/signup/", "email"), ("/account/password/reset/", "email")],
)
def test_known_and_unknown_addresses_get_the_same_answer(people: People, address: str, field: str) -> None:
    with_password(people.maria.user)
    answers = []
    for email in ("maria@example.org", "nobody@example.org"):
        client = Client()
        first = client.post(address, {field: email})
        answers.append(
            (plain(first, email), plain(client.get(first.headers.get("Location", address)), email))
        )
        assert mail.outbox[-1].to == [email]
    assert answers[0] == answers[1]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(people: People) -> None:
    with_password(people.maria.user)
    answers = [
        plain(Client().post("/account/login/", {"login": email, "password": "wrong"}), email)
        for email in ("maria@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]


def test_many_tries_get_a_calm_page(people: People, client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/key"}
    with_password(people.maria.user)
    pages = [
        client.post("/account/login/", {"login": "maria@example.org", "password": "no"}) for _ in range(4)
    ]
    assert not is_in(client, people.maria.user)
    assert b"That did not fit too many times." in pages[-1].content or pages[-1].status_code == 429


def test_the_last_wrong_code_says_why_one_is_thrown_back(people: People, client: Client) -> None:
    client.post("/account/login/code/", {"email": "maria@example.org"})
    for _ in range(3):
        page = client.post("/account/login/code/confirm/", {"code": "AAAAAA"}, follow=True)
    assert "That did not fit too many times." in page.content.decode()


@pytest.mark.parametrize("email", ["maria@example.org", "nora@example.org"])
def test_a_second_try_a_moment_later_is_shown_the_way_on(
    people: People, settings: Settings, email: str
) -> None:
    """Pressed Back and began again. Also for an address that is known, or the answer would tell."""
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    for _ in range(2):
        page = Client().post("/account/signup/", {"email": email, "password1": ""}, follow=True)
    assert page.status_code == 200
    assert "We have just sent a mail to this address." in page.content.decode()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_signing_up_takes_as_long_for_an_address_that_is_known(
    people: People, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    """Keeping a password is slow on purpose; it is what a watch would notice."""
    kept: list[str] = []
    encode = Argon2PasswordHasher.encode

    def counted(self: Argon2PasswordHasher, plain: str, salt: str) -> str:
        kept.append(plain)
        return str(encode(self, plain, salt))

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted)
    counts = []
    for email in ("maria@example.org", "nobody@example.org"):
        kept.clear()
        Client().post("/account/signup/", {"email": email, "password1": password})
        counts.append(len(kept))
    assert counts == [int(bool(password))] * 2


def test_a_password_is_chosen_and_changed_on_the_houses_own_page(people: People, client: Client) -> None:
    maria, new = people.maria.user, "another-long-password"
    client.force_login(maria)
    assert "Choose a password" in client.get("/you/").content.decode()
    page = client.get("/account/password/change/", follow=True)
    assert "Choose a password" in page.content.decode()
    client.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    wrong = client.post(
        "/account/password/change/", {"oldpassword": "wrong", "password1": new, "password2": new}
    )
    assert "That is not your password now." in wrong.content.decode()
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    maria.refresh_from_db()
    assert maria.check_password(new)
    assert is_in(client, maria)


@pytest.mark.parametrize(
    "path", ["/account/email/", "/account/reauthenticate/", "/account/password/reset/done/"]
)
def test_what_the_house_does_not_offer_leads_to_the_start(people: People, client: Client, path: str) -> None:
    client.force_login(people.maria.user)
    assert client.get(path).headers["Location"] == "/"
    assert client.post(path, {"email": "eve@example.org", "action_add": ""}).headers["Location"] == "/"


def test_every_mounted_page_is_written_by_the_house(people: People) -> None:
    """What the log-in library would show in its own words has a template of the house in front of it."""
    ours = Path(__file__).parent / "templates" / "account"
    shown = {
        name
        for pattern in urls.urlpatterns
        if (name := getattr(getattr(pattern.callback, "view_class", None), "template_name", None))
    }
    assert len(shown) > 6
    assert [name for name in sorted(shown) if not (ours / Path(name).name).exists()] == []


PAGES = (
    "/account/login/", "/account/signup/", "/account/login/code/", "/account/password/reset/", "/account/logout/",
    "/account/password/change/", "/account/password/set/", "/account/inactive/",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_the_houses_frame(people: People, client: Client, path: str) -> None:
    for user in (None, with_password(people.maria.user)):
        if user:
            client.force_login(user)
        page = client.get(path)
        assert page.status_code in (200, 302), path
        if page.status_code == 200:
            assert page.content.count(b"<h1") == 1
            assert b"unbrace</a>" in page.content
            assert b"style=" not in page.content
            assert b"onclick" not in page.content
