"""The therapist's own name, place and theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import everybody_else, signed_in
from unbrace.clinic.accounts.queries import by_id

if TYPE_CHECKING:
    from tests.people import People

FORM = {"name": "Tom Berger", "time_zone": "Europe/Lisbon", "theme": "dark"}


def test_name_place_and_theme_are_saved(people: People) -> None:
    client = signed_in(people.tom.user)
    client.post("/therapist/you/", FORM)
    saved = by_id(people.tom.user.pk)
    assert saved is not None
    assert (saved.name, saved.time_zone) == ("Tom Berger", "Europe/Lisbon")
    assert 'data-theme="dark"' in client.get("/therapist/").content.decode()


def test_someone_else_changes_only_themselves(people: People) -> None:
    for who, client in everybody_else(people):
        response = client.post("/therapist/you/", FORM | {"name": "Nobody"})
        assert "tom@example.org" not in response.content.decode(), who
    tom = by_id(people.tom.user.pk)
    assert tom is not None
    assert tom.name == "Tom"
