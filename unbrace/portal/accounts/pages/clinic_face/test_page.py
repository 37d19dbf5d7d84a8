"""The clinic's own colour and logo, for its people alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from tests.doors import signed_in
from unbrace.clinic.care_teams.accent import GROUNDS
from unbrace.clinic.care_teams.actions import set_accent, set_logo
from unbrace.clinic.care_teams.tests.test_face import a_file
from unbrace.portal.ui.tokens import LIGHT

if TYPE_CHECKING:
    from tests.people import People

LOOK, LOGO = "/account/clinic/look.css", "/account/clinic/logo.png"


def test_the_grounds_are_those_of_the_design() -> None:
    assert tuple(LIGHT[name] for name in ("paper", "surface", "sunken", "mist")) == GROUNDS
    assert LIGHT["on-pine"] in GROUNDS


def test_everybody_of_the_clinic_sees_its_colour_and_logo(people: People) -> None:
    set_accent(by=people.olga.user, clinic=people.riverside, accent="#1a237e")
    set_logo(by=people.olga.user, clinic=people.riverside, data=a_file())
    for user in (people.maria.user, people.tom.user, people.olga.user):
        client = signed_in(user)
        assert "--pine:#1a237e" in client.get(LOOK).content.decode()
        assert client.get(LOGO)["Content-Type"] == "image/png"
        page = client.get("/", follow=True).content.decode()
        assert f"{LOOK}?v=1a237e" in page
        assert f"{LOGO}?v=" in page


def test_without_them_the_house_looks_as_it_does(people: People) -> None:
    client = signed_in(people.maria.user)
    assert client.get(LOOK).status_code == 404
    assert client.get(LOGO).status_code == 404
    assert "/account/clinic/" not in client.get("/").content.decode()


def test_someone_else_sees_nothing_of_it(people: People) -> None:
    set_accent(by=people.olga.user, clinic=people.riverside, accent="#1a237e")
    set_logo(by=people.olga.user, clinic=people.riverside, data=a_file())
    for client in (
        Client(),
        *(signed_in(user) for user in (people.victor.user, people.ines.user, people.fred.user, people.lone)),
    ):
        assert client.get(LOOK).status_code == 404
        assert client.get(LOGO).status_code == 404
