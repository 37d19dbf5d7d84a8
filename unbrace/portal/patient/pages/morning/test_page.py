"""The morning answer: nought counts, skipping stores nothing, and the rules look again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import ZONE, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import morning_after
from unbrace.clinic.questionnaires.queries import Allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.people import People
    from unbrace.clinic.exercise_sessions.models import ExerciseSession

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def session(people: People) -> Iterator[ExerciseSession]:
    """Done yesterday; it is noon of the next day."""
    with clock.set_to(NOON):
        yield sit(people.maria, sign(people, people.maria), days_ago=1)


def test_nought_is_kept_as_an_answer(people: People, session: ExerciseSession) -> None:
    response = signed_in(people.maria.user).post(f"/morning/{session.pk}/", {"pain": "0"})
    assert response.status_code == 302
    assert morning_after(session) == 0


@pytest.mark.parametrize(("pain", "asks"), [("7", True), ("10", True), ("6", False)])
def test_much_pain_asks_about_safety_first(
    people: People, session: ExerciseSession, pain: str, asks: bool
) -> None:
    screened(people.maria)
    response = signed_in(people.maria.user).post(f"/morning/{session.pk}/", {"pain": pain})
    assert morning_after(session) == int(pain)
    assert response["Location"].startswith("/safety/") is asks
    assert (gate_of(people.maria).allowed is Allowed.NOTHING) is asks


def test_skipping_stores_nothing_and_is_not_asked_again(people: People, session: ExerciseSession) -> None:
    client = signed_in(people.maria.user)
    client.post(f"/morning/{session.pk}/", {"pain": "skip"})
    assert morning_after(session) is None
    assert "the morning after" not in client.get("/").content.decode()


def test_saving_without_a_choice_asks_again(people: People, session: ExerciseSession) -> None:
    response = signed_in(people.maria.user).post(f"/morning/{session.pk}/", {})
    assert response.status_code == 422
    assert "or skip the question" in response.content.decode()
    assert morning_after(session) is None


def test_someone_else_cannot_answer_for_maria(people: People, session: ExerciseSession) -> None:
    nothing_leaks(people, f"/morning/{session.pk}/", {"pain": "9"})
    assert morning_after(session) is None
