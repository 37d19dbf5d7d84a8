"""Every reason is printed with the numbers that hold in this clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import everybody_else, signed_in
from unbrace.clinic.worklist.actions import set_list_rules
from unbrace.clinic.worklist.reasons import REASONS

if TYPE_CHECKING:
    from tests.people import People


def test_the_numbers_are_the_clinics_own(people: People) -> None:
    client = signed_in(people.tom.user)
    page = client.get("/therapist/why-listed/").content.decode()
    places = [page.index(f". {reason.title}<") for reason in REASONS if reason.id != "monitoring"]
    assert places == sorted(places)
    assert "was 7 or more, or 3 and more above the usual" in page
    assert "For your records" not in page
    set_list_rules(by=people.olga.user, clinic=people.riverside, values={"worst_pain": 6}, monitoring=True)
    page = client.get("/therapist/why-listed/").content.decode()
    assert "was 6 or more, or 3 and more above the usual" in page
    assert "version 1" in page
    assert "For your records" in page
    theirs = signed_in(people.ines.user).get("/therapist/why-listed/").content.decode()
    assert "was 7 or more" in theirs


def test_someone_else_does_not_read_it(people: People) -> None:
    for who, client in everybody_else(people):
        page = client.get("/therapist/why-listed/")
        assert page.status_code in (302, 404) or "Riverside" not in page.content.decode(), who
    assert signed_in(people.olga.user).get("/therapist/why-listed/").status_code == 404
