"""On one's own: after the safety questions, learning, writing down, walking, breathing. Never an exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import screened, sign
from unbrace.clinic.care_teams.actions import remove_member, set_self_guided
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.intakes.models import OwnDay
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.queries import catalogue

if TYPE_CHECKING:
    from tests.people import People

ADDRESS = "/on-your-own/"


@pytest.fixture
def alone(people: People) -> People:
    """Riverside has chosen that nobody plans; Maria has answered the safety questions with no."""
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    return people


def test_there_is_walking_breathing_learning_and_writing_down_and_no_exercise(alone: People) -> None:
    page = signed_in(alone.maria.user).get(ADDRESS).content.decode()
    assert "About 10 minutes" in page
    for heading in ("Breathe calmly", "Know more", "Write today down"):
        assert heading in page
    for exercise in catalogue():
        allowed = exercise.safe_floor and exercise.code.startswith("BR")
        assert (f"<h3>{exercise.title}</h3>" in page) is allowed, exercise.id


def test_today_leads_there_and_nobody_is_asked_to_tell_anything(alone: People) -> None:
    client = signed_in(alone.maria.user)
    today = client.get("/").content.decode()
    assert "Walk, breathe, know more" in today
    assert "Tell us about your back" not in today
    assert client.get("/way-in/")["Location"] == "/"
    assert "Start the session" not in client.get("/exercise/", follow=True).content.decode()


def test_the_safety_questions_come_first(alone: People) -> None:
    care = Patient.objects.create(user=alone.lone, clinic=alone.riverside)
    client = signed_in(alone.lone)
    assert client.get(ADDRESS)["Location"] == "/"
    assert "First: is it safe to start?" in client.get("/").content.decode()
    screened(care, {"GEN-1": "Y"})
    assert client.get(ADDRESS)["Location"] == "/"
    today = client.get("/").content.decode()
    assert "Please have somebody look first" in today


def test_a_clinic_with_a_therapist_has_no_such_page(people: People) -> None:
    assert signed_in(people.maria.user).get(ADDRESS)["Location"] == "/"


def test_what_a_therapist_has_signed_stays_what_there_is(alone: People) -> None:
    sign(alone, alone.maria, days_ago=1)
    client = signed_in(alone.maria.user)
    assert client.get(ADDRESS)["Location"] == "/"
    assert "Start the session" in client.get("/").content.decode()


def test_a_clinic_whose_therapists_have_left_is_on_its_own(people: People) -> None:
    assert not is_self_guided(people.riverside)
    for member in (people.tom, people.theo):
        remove_member(by=people.olga.user, membership=member)
    assert is_self_guided(people.riverside)
    assert signed_in(people.maria.user).get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    ("sent", "walked", "pain"),
    [
        ({"walked": "10", "pain": "0"}, 10, 0),
        ({"walked": "0", "pain": "skip"}, 0, None),
        ({"walked": "", "pain": "7"}, None, 7),
    ],
)
def test_a_day_is_written_down(
    alone: People, sent: dict[str, str], walked: int | None, pain: int | None
) -> None:
    page = signed_in(alone.maria.user).post(ADDRESS, sent, follow=True).content.decode()
    day = OwnDay.objects.get(patient=alone.maria)
    assert (day.walked, day.pain) == (walked, pain)
    assert ("walk not written down" in page) is (walked is None)
    assert ("pain not rated" in page) is (pain is None)


@pytest.mark.parametrize(
    "sent", [{}, {"walked": "", "pain": "skip"}, {"walked": "-3"}, {"walked": "601"}, {"walked": "x"}]
)
def test_what_says_nothing_is_not_written_down(alone: People, sent: dict[str, str]) -> None:
    response = signed_in(alone.maria.user).post(ADDRESS, sent)
    assert response.status_code == 422
    assert not OwnDay.objects.exists()


def test_someone_else_neither_reads_nor_writes_her_days(alone: People) -> None:
    signed_in(alone.maria.user).post(ADDRESS, {"walked": "47", "pain": "3"})
    for who, client in everybody_else(alone):
        holds_nothing_of_maria(alone, client.get(ADDRESS), who, "47 min walked")
        client.post(ADDRESS, {"walked": "1"})
    assert OwnDay.objects.filter(patient=alone.maria).count() == 1
