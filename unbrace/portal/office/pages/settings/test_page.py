"""The clinic's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import everybody_else, signed_in

if TYPE_CHECKING:
    from tests.people import People


def test_it_shows_the_clinic_and_keeps_the_theme(people: People) -> None:
    client = signed_in(people.olga.user)
    client.post("/office/clinic/", {"theme": "dark"})
    page = client.get("/office/clinic/").content.decode()
    assert "Riverside" in page
    assert 'data-theme="dark"' in page


def test_the_office_says_who_plans(people: People) -> None:
    client = signed_in(people.olga.user)
    for choice, on in (("nobody", True), ("therapist", False)):
        client.post("/office/clinic/", {"who_plans": choice})
        people.riverside.refresh_from_db()
        assert people.riverside.self_guided is on


def test_someone_else_does_not_see_this_clinic(people: People) -> None:
    for who, client in everybody_else(people):
        assert "Riverside" not in client.get("/office/clinic/").content.decode(), who
    assert signed_in(people.tom.user).get("/office/clinic/").status_code == 404


def test_the_reply_time_is_stated_by_the_office(people: People) -> None:
    client = signed_in(people.olga.user)
    assert 'name="reply_days" type="number" inputmode="numeric" min="1" max="10" required value="2"' in (
        client.get("/office/clinic/").content.decode()
    )
    client.post("/office/clinic/", {"reply_days": "3"})
    assert "within 3 working days" in signed_in(people.maria.user).get("/messages/").content.decode()
    for wrong in ("0", "11", "", "two", "-1", "1" * 50):
        answer = client.post("/office/clinic/", {"reply_days": wrong})
        assert answer.status_code == 422, wrong
        assert "between 1 and 10" in answer.content.decode()
