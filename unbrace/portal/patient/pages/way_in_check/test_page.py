"""Looked through, sent, drafted from: and nobody exercises until a therapist has signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import screened, tells
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.worklist.models import FirstPlan

if TYPE_CHECKING:
    from tests.people import People

ADDRESS = "/way-in/check/"


@pytest.fixture
def nora(people: People) -> Patient:
    care = Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    screened(care)
    return care


def test_everything_said_is_there_with_a_way_back_to_it(nora: Patient) -> None:
    tells(nora)
    page = signed_in(nora.user).get(ADDRESS).content.decode()
    for words in (
        "Lower back, Buttock or hip",
        "Sit through a film",
        "4 of 10",
        "6 hours",
        "Mon, Wed, Fri",
        "Nothing",
    ):
        assert words in page, words
    assert "/way-in/?question=goals" in page


def test_half_of_it_cannot_be_sent(nora: Patient) -> None:
    tells(nora, stops_before="home")
    client = signed_in(nora.user)
    assert client.get(ADDRESS)["Location"] == "/way-in/"
    assert client.post(ADDRESS)["Location"] == "/way-in/"
    assert not FirstPlan.objects.exists()


def test_sent_it_is_drafted_from_and_the_therapist_looks_first(nora: Patient) -> None:
    tells(nora)
    client = signed_in(nora.user)
    page = client.post(ADDRESS, follow=True).content.decode()
    assert "Your therapist looks first" in page
    plan = FirstPlan.objects.get(patient=nora)
    assert plan.state == "open"
    assert plan.lines
    nora.refresh_from_db()
    assert nora.usual_pain == 3
    assert "Start the session" not in client.get("/exercise/", follow=True).content.decode()


def test_pressed_twice_it_is_sent_once(nora: Patient) -> None:
    tells(nora)
    client = signed_in(nora.user)
    for _ in range(2):
        assert client.post(ADDRESS)["Location"] == "/"
    assert Intake.objects.filter(sent_at__isnull=False).count() == FirstPlan.objects.count() == 1


def test_what_was_sent_keeps_its_words_when_the_questions_change(nora: Patient) -> None:
    tells(nora)
    signed_in(nora.user).post(ADDRESS)
    intake = Intake.objects.get()
    assert {
        "question": "What do you have at home?",
        "lines": [{"ask": "", "answer": "Firm chair, Mat or rug, Exercise band"}],
    } in (intake.told)
    scores = {score["measure"]: score["value"] for score in intake.scores}
    assert scores["nprs:average"] == 3
    assert scores["psfs"] == 4
    assert scores["everyday"] == 6


def test_someone_else_can_neither_read_nor_send_it(people: People) -> None:
    tells(people.maria)
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get(ADDRESS), who, "Sit through a film")
        client.post(ADDRESS)
    assert Intake.objects.get(patient=people.maria).sent_at is None
