"""No answer is lost because its form had been sent before."""

from __future__ import annotations

import uuid

import pytest

from tests.people import People
from unbrace.clinic.intakes.models import IntakeAnswer
from unbrace.clinic.intakes.queries import asked_of, open_intake_of
from unbrace.clinic.intakes.tests.actions.test_send_intake import answer

POST = uuid.uuid4()


def said(people: People) -> object:
    return asked_of(people.maria, open_intake_of(people.maria)).said["places"]


def give(people: People, *areas: str) -> None:
    answer(people.maria, "places", {"areas": list(areas)}, POST)


def test_the_same_form_with_the_same_answer_counts_once(people: People) -> None:
    for _ in range(3):
        give(people, "low_back")
    assert IntakeAnswer.objects.count() == 1


@pytest.mark.parametrize("times", [1, 2])
def test_the_same_form_with_another_answer_is_an_answer(people: People, times: int) -> None:
    give(people, "low_back")
    for _ in range(times):
        give(people, "low_back", "ribs")
    assert said(people) == {"areas": ["low_back", "ribs"]}
    assert IntakeAnswer.objects.count() == 2


def test_whoever_goes_back_to_the_first_answer_has_the_last_word(people: People) -> None:
    give(people, "low_back")
    give(people, "low_back", "ribs")
    give(people, "low_back")
    assert said(people) == {"areas": ["low_back"]}
    assert IntakeAnswer.objects.count() == 3
