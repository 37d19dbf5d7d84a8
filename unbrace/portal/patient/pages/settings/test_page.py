"""Name, time zone, theme: one's own only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, also_treated_at, joins, sign
from unbrace.clinic.accounts.queries import by_id
from unbrace.clinic.exercise_sessions.queries import trace_consent_of

if TYPE_CHECKING:
    from tests.people import People

FORM = {"name": "Maria Lopez", "time_zone": "Europe/Lisbon", "theme": "dark"}


def test_name_and_place_are_saved_and_the_theme_is_kept_on_this_device(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/you/", FORM)
    saved = by_id(people.maria.user.pk)
    assert saved is not None
    assert (saved.name, saved.time_zone) == ("Maria Lopez", "Europe/Lisbon")
    assert '<html lang="en" data-theme="dark">' in client.get("/you/").content.decode()


def test_as_my_device_forgets_the_choice(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/you/", FORM)
    client.post("/you/", FORM | {"theme": "auto"})
    assert "data-theme" not in client.get("/you/").content.decode().split("<body")[0]


def test_a_cookie_cannot_write_into_the_page(people: People) -> None:
    client = signed_in(people.maria.user)
    client.cookies["theme"] = 'x"onload="y'
    assert "onload" not in client.get("/you/").content.decode()


def test_an_unknown_time_zone_is_refused_beside_its_field(people: People) -> None:
    response = signed_in(people.maria.user).post("/you/", FORM | {"time_zone": "Mars/Base"})
    assert response.status_code == 422
    assert 'id="time_zone-problem"' in response.content.decode()


def test_someone_else_changes_only_themselves(people: People) -> None:
    for who, client in everybody_else(people):
        response = client.post("/you/", FORM | {"name": "Nobody"})
        holds_nothing_of_maria(people, response, who)
    maria = by_id(people.maria.user.pk)
    assert maria is not None
    assert maria.name == "Maria"


def test_the_stick_figure_is_off_until_its_person_switches_it_on(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.get("/you/").content.decode()
    assert "Let my therapist see my movement as a stick figure" in page
    assert "Your care is the same either way" in page
    assert 'name="allow" value="yes"' in page
    client.post("/you/stick-figure/", {"allow": "yes"})
    assert trace_consent_of(people.maria) is not None
    page = client.get("/you/").content.decode()
    assert "on since" in page
    assert "Switching it off deletes every stick figure that is kept." in page
    assert 'name="allow" value="no"' in page


@pytest.mark.parametrize("said", [{"allow": "no"}, {}, {"allow": "perhaps"}])
def test_switched_off_it_says_what_was_deleted(people: People, said: dict[str, str]) -> None:
    """Anything but a plain yes is a no."""
    client = signed_in(people.maria.user)
    client.post("/you/stick-figure/", {"allow": "yes"})
    page = client.post("/you/stick-figure/", said, follow=True).content.decode()
    assert "Switched off. No stick figure is kept." in page
    assert trace_consent_of(people.maria) is None


def test_a_link_switches_nothing_on(people: People) -> None:
    assert signed_in(people.maria.user).get("/you/stick-figure/?allow=yes").status_code == 405
    assert trace_consent_of(people.maria) is None


def test_someone_else_allows_only_for_themselves(people: People) -> None:
    for who, client in everybody_else(people):
        response = client.post("/you/stick-figure/", {"allow": "yes"}, follow=True)
        holds_nothing_of_maria(people, response, who)
    assert trace_consent_of(people.maria) is None


def test_whom_two_clinics_treat_sees_either_programme(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    newer = also_treated_at(people.maria, people.ines)
    sign(people, newer, [BRIDGES], days_ago=0)
    client = signed_in(people.maria.user)
    assert "glute-bridge" in client.get("/programme/").content.decode()
    assert "Show Riverside" in client.get("/you/").content.decode()
    client.post(f"/you/clinic/{people.maria.pk}/")
    page = client.get("/programme/").content.decode()
    assert "squat" in page.lower()
    assert "glute-bridge" not in page


def test_whom_one_clinic_treats_is_asked_nothing(people: People) -> None:
    assert "Your clinics" not in signed_in(people.maria.user).get("/you/").content.decode()


def test_someone_else_cannot_look_at_her_care(people: People) -> None:
    nothing_leaks(people, f"/you/clinic/{people.maria.pk}/", {})


@pytest.mark.parametrize(("who", "door"), [("ines", "/therapist/"), ("hanna", "/office/")])
def test_someone_who_works_in_a_clinic_and_is_treated_in_another_finds_the_way_to_work(
    people: People, who: str, door: str
) -> None:
    client = signed_in(getattr(people, who).user)
    joins(getattr(people, who).user, people.tom)
    assert f'href="{door}">To my work</a>' in client.get("/you/").content.decode()
    assert "To my work" not in signed_in(people.maria.user).get("/you/").content.decode()
