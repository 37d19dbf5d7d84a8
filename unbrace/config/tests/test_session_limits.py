"""How long a log-in lasts: quiet for too long, or simply too old."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.people import People
from unbrace.clinic import clock

PAGE = "/account/password/change/"  # needs a log-in, belongs to everybody


def logged_in(client: Client) -> bool:
    client.get("/account/login/")
    return "_auth_user_id" in client.session


def later(client: Client, **after: float) -> bool:
    with clock.set_to(clock.now() + timedelta(**after)):
        return logged_in(client)


@pytest.mark.parametrize(
    ("who", "stays", "ends"),
    [("tom", {"minutes": 50}, {"minutes": 70}), ("maria", {"days": 13}, {"days": 15})],
)
def test_a_quiet_log_in_ends_sooner_for_members(
    people: People, client: Client, who: str, stays: dict[str, float], ends: dict[str, float]
) -> None:
    for after, expected in ((stays, True), (ends, False)):
        client.logout()
        client.force_login(getattr(people, who).user)
        assert logged_in(client)
        assert later(client, **after) is expected


def test_a_busy_log_in_ends_as_well(people: People, client: Client) -> None:
    client.force_login(people.tom.user)
    assert logged_in(client)
    hours = [later(client, hours=0.5 * n) for n in range(1, 25)]
    assert hours == [True] * 23 + [False]


def test_a_log_in_gets_a_new_session_id(people: People, client: Client) -> None:
    people.maria.user.set_password("a-long-password")
    people.maria.user.save()
    EmailAddress.objects.filter(user=people.maria.user).update(verified=True)
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = client.cookies["unbrace_session"].value
    client.post("/account/login/", {"login": "maria@example.org", "password": "a-long-password"})
    assert "_auth_user_id" in client.session
    cookie = client.cookies["unbrace_session"]
    assert cookie.value != before
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_whoever_leaves_a_clinic_is_a_stranger_from_the_next_request_on(
    people: People, client: Client
) -> None:
    client.force_login(people.tom.user)
    assert client.get("/therapist/").status_code == 200
    people.tom.ended_at = clock.now()
    people.tom.save()
    assert client.get("/therapist/").status_code == 404
