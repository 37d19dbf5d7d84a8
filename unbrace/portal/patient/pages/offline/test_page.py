"""The page that stands in for one that is not kept: ways to those that are, and nothing of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in

if TYPE_CHECKING:
    from tests.people import People


def test_it_leads_to_the_pages_of_a_day(people: People) -> None:
    page = signed_in(people.maria.user).get("/offline/").content.decode()
    for way in ("/", "/exercise/", "/programme/", "/check-in/", "/diary/", "/flare-up/", "/activity/"):
        assert f'<a href="{way}">' in page


def test_someone_else_sees_nothing_of_hers(people: People) -> None:
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/offline/"), who)


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_sign_in() -> None:
    assert Client().get("/offline/").status_code == 302
