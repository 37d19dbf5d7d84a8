"""People and roles: printed in words, changed by the office alone."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.care_teams.roles import ROLES

if TYPE_CHECKING:
    from tests.people import People

NEW = {"name": "Nils", "email": "nils@example.org", "role": "therapist"}


def names(people: People) -> set[str]:
    return {member.user.name for member in members_of(people.riverside)}


def test_it_lists_who_works_here_now(people: People) -> None:
    page = signed_in(people.olga.user).get("/office/").content.decode()
    assert all(name in page for name in ("Olga", "Tom", "Theo"))
    assert not any(name in page for name in ("Fred", "Ines", "Hanna"))


def test_every_permission_of_every_role_is_printed_in_words(people: People) -> None:
    page = unescape(signed_in(people.olga.user).get("/office/").content.decode())
    for role in ROLES.values():
        assert role.sentence in page
        for permission in role.permissions:
            assert str(permission)[1:] in page


def test_someone_new_is_added_and_let_go(people: People) -> None:
    client = signed_in(people.olga.user)
    client.post("/office/", NEW)
    assert "Nils" in names(people)
    member = next(m for m in members_of(people.riverside) if m.user.name == "Nils")
    client.post(f"/office/people/{member.pk}/remove/")
    assert "Nils" not in names(people)


def test_the_last_one_who_can_manage_people_stays(people: People) -> None:
    page = signed_in(people.olga.user).post(f"/office/people/{people.olga.pk}/remove/", follow=True)
    assert "Add another one first." in page.content.decode()
    assert "Olga" in names(people)


def test_a_slip_is_said_beside_its_field(people: People) -> None:
    response = signed_in(people.olga.user).post("/office/", NEW | {"email": "nils"})
    assert response.status_code == 422
    assert 'id="email-problem"' in response.content.decode()
    response = signed_in(people.olga.user).post("/office/", NEW | {"role": "king"})
    assert 'id="role-problem"' in response.content.decode()


def test_someone_else_adds_and_removes_nobody(people: People) -> None:
    nothing_leaks(people, f"/office/people/{people.theo.pk}/remove/", {}, "Theo")
    for who, user in (people.strangers | {"a therapist of the clinic": people.tom.user}).items():
        page = signed_in(user).get("/office/").content.decode()
        assert "Theo" not in page, who
        if user != people.hanna.user:  # she adds to her own clinic
            assert signed_in(user).post("/office/", NEW).status_code == 404, who
    assert names(people) == {"Olga", "Tom", "Theo"}
