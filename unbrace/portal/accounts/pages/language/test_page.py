"""The language one reads: chosen, kept, and asked for by the browser."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.people import People
from unbrace.clinic.accounts.queries import by_id
from unbrace.clinic.audit.models import AuditEntry

SIGN_IN = "/account/login/"
CHOOSE = "/account/language/"


def lang_of(html: bytes) -> str:
    return html.decode().split("<html lang=", 1)[1].split(">", 1)[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("", '"en" dir="ltr"'),
        ("de-AT,de;q=0.9,en;q=0.5", '"de" dir="ltr"'),
        ("fr,ar;q=0.8,en;q=0.5", '"ar" dir="rtl"'),
        ("fr,nl;q=0.8", '"en" dir="ltr"'),
        ("*", '"en" dir="ltr"'),
        ("es;q=not-a-number", '"en" dir="ltr"'),
    ],
)
def test_the_browsers_first_language_that_we_speak(client: Client, asked: str, lang: str) -> None:
    page = client.get(SIGN_IN, headers={"accept-language": asked} if asked else {})
    assert lang_of(page.content) == lang


@pytest.mark.django_db
def test_what_was_chosen_on_this_device_counts_before_the_browser(client: Client) -> None:
    answer = client.post(CHOOSE, {"language": "es", "next": SIGN_IN})
    assert answer["Location"] == SIGN_IN
    page = client.get(SIGN_IN, headers={"accept-language": "de"})
    assert lang_of(page.content) == '"es" dir="ltr"'
    assert page["Content-Language"] == "es"


def test_what_is_saved_with_the_account_counts_before_the_device(client: Client, people: People) -> None:
    client.force_login(people.maria.user)
    client.post(CHOOSE, {"language": "ar", "next": "/you/"})
    user = by_id(people.maria.user.pk)
    assert user is not None
    assert user.language == "ar"
    assert AuditEntry.objects.filter(deed="accounts.choose_language").count() == 1
    client.cookies["language"] = "de"
    assert lang_of(client.get("/you/").content) == '"ar" dir="rtl"'


@pytest.mark.parametrize("sent", ["", "fr", "xx-evil", "../../de"])
def test_an_unknown_language_changes_nothing(client: Client, people: People, sent: str) -> None:
    client.force_login(people.maria.user)
    assert client.post(CHOOSE, {"language": sent}).status_code == 302
    user = by_id(people.maria.user.pk)
    assert user is not None
    assert user.language == "en"
    assert "language" not in client.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_way_back_never_leaves_the_house(client: Client, back: str) -> None:
    assert client.post(CHOOSE, {"language": "de", "next": back})["Location"] == "/"


def test_someone_else_keeps_their_language(client: Client, people: People) -> None:
    client.force_login(people.maria.user)
    client.post(CHOOSE, {"language": "de"})
    other = by_id(people.jonas.user.pk)
    assert other is not None
    assert other.language == "en"


def test_the_therapists_pages_stay_english(client: Client, people: People) -> None:
    client.force_login(people.tom.user)
    client.post(CHOOSE, {"language": "de"})
    assert lang_of(client.get("/therapist/").content) == '"en" dir="ltr"'
