"""The programme as the patient reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import BRIDGES, SQUATS, sign
from unbrace.clinic.programmes.actions import PrescriptionDraft, prescribe

if TYPE_CHECKING:
    from tests.people import People


def page(people: People) -> str:
    return signed_in(people.maria.user).get("/programme/").content.decode()


def test_without_a_programme_it_says_what_happens_next(people: People) -> None:
    assert "Your programme is on its way" in page(people)


def test_each_exercise_has_its_dose_its_pictures_and_its_words(people: People) -> None:
    sign(people, people.maria, [SQUATS, BRIDGES])
    text = page(people)
    assert "2 sets of 8 · hold 3 s" in text
    assert "/static/exercises/squat/start.webp" in text
    assert "How it should feel" in text
    assert "When to stop" in text


def test_only_the_current_version_is_shown(people: People) -> None:
    sign(people, people.maria, [BRIDGES], days_ago=20)
    sign(people, people.maria, [SQUATS], days_ago=10)
    text = page(people)
    assert "version 2" in text
    assert "glute-bridge" not in text


def test_days_are_said_as_days(people: People) -> None:
    sign(people, people.maria, [PrescriptionDraft("squat", sets=2, reps=8, days=(0, 2))])
    assert "Mon, Wed" in page(people)


def test_who_takes_turns_and_when_is_said(people: People) -> None:
    drafts = [
        replace(SQUATS, circuit=1, part_of_day="evening"),
        replace(BRIDGES, circuit=1, part_of_day="evening"),
    ]
    sign(people, people.maria, [*drafts, replace(PrescriptionDraft("arm-lift", 2, 8), load_kg=2.0)])
    text = page(people)
    assert "In turn with: Bridge." in text
    assert "In turn with: Squat." in text
    assert text.count("In the evening") == 2
    assert "2 sets of 8 · 2 kg" in text


def test_a_note_cannot_carry_markup(people: People) -> None:
    prescribe(by=people.tom.user, patient=people.maria, prescriptions=[SQUATS], note="<img src=x>")
    assert "<img src=x>" not in page(people)
    assert "&lt;img src=x&gt;" in page(people)


def test_someone_else_sees_nothing_of_it(people: People) -> None:
    sign(people, people.maria)
    for who, client in everybody_else(people):
        response = client.get("/programme/")
        holds_nothing_of_maria(people, response, who)
        assert "2 sets of 8" not in response.content.decode(), who
