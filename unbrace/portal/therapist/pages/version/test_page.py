"""A signed version stays readable as it was signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, sign
from unbrace.portal.programme_sheet import parts_of

if TYPE_CHECKING:
    from tests.people import People


def test_it_says_who_signed_what_and_what_it_changed(people: People) -> None:
    sign(people, people.maria, [SQUATS], days_ago=10)
    second = sign(people, people.maria, [BRIDGES], days_ago=5)
    address = f"/therapist/patients/{people.maria.pk}/versions/{second.pk}/"
    page = signed_in(people.theo.user).get(address).content.decode()
    assert "Signed by Tom" in page
    assert "taken out</span> <b>Squat</b>" in page
    assert "Content 1.0.0" in page or "Content 1." in page


def test_it_shows_how_the_exercises_go(people: People) -> None:
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    address = f"/therapist/patients/{people.maria.pk}/versions/{version.pk}/"
    page = signed_in(people.theo.user).get(address).content.decode()
    assert page.count('data-part="pictures"') == 2
    assert "/static/exercises/glute-bridge/start.webp" in page


def test_a_version_is_reached_through_its_own_patient_only(people: People) -> None:
    version = sign(people, people.maria)
    address = f"/therapist/patients/{people.jonas.pk}/versions/{version.pk}/"
    assert signed_in(people.tom.user).get(address).status_code == 404


def test_someone_else_is_told_there_is_nothing_here(people: People) -> None:
    version = sign(people, people.maria)
    nothing_leaks(
        people, f"/therapist/patients/{people.maria.pk}/versions/{version.pk}/", None, str(version.pk)
    )


def test_someone_else_cannot_reach_it_through_their_own_patient(people: People) -> None:
    version = sign(people, people.maria)
    address = f"/therapist/patients/{people.victor.pk}/versions/{version.pk}/"
    assert signed_in(people.ines.user).get(address).status_code == 404


def test_the_paper_shows_each_exercise_with_its_pictures(people: People) -> None:
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    address = f"/therapist/patients/{people.maria.pk}/versions/{version.pk}/sheet.pdf"
    answer = signed_in(people.tom.user).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert "Maria" not in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
    assert answer.content.count(b"/Subtype /Image") == 4
    nothing_leaks(people, address, None, "%PDF")


def test_the_paper_says_what_the_page_says() -> None:
    drafts = [
        replace(SQUATS, circuit=1, part_of_day="morning"),
        replace(BRIDGES, circuit=1, part_of_day="morning"),
    ]
    [part] = parts_of(drafts)
    assert part.heading == "In the morning"
    [group] = part.groups
    assert group.words.startswith("In turn")
    assert [line.title for line in group.lines] == ["Squat", "Bridge"]
