"""The frame for what a device keeps: it names its owner without saying who that is, and holds nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from unbrace.clinic.accounts.queries import owner_mark

if TYPE_CHECKING:
    from tests.people import People


def test_it_names_whose_sessions_may_be_shown(people: People) -> None:
    page = signed_in(people.maria.user).get("/kept/").content.decode()
    assert f'data-owner="{owner_mark(people.maria.user)}"' in page
    assert str(people.maria.user.pk) not in page


def test_without_scripts_it_says_what_is_missing(people: People) -> None:
    assert "switch scripts on" in signed_in(people.maria.user).get("/kept/").content.decode()


def test_someone_else_is_shown_their_own_or_sent_away(people: People) -> None:
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/kept/"), who, owner_mark(people.maria.user))
