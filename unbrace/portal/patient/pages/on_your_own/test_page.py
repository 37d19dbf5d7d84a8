"""On one's own: after the safety questions, learning, writing down, walking, breathing. Never an exercise."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import screened, sign
from unbrace.clinic import clock
from unbrace.clinic.activity.actions import log_walk, start_walking
from unbrace.clinic.activity.models import Walk
from unbrace.clinic.activity.own_days import own_days_of
from unbrace.clinic.activity.queries import walks_of
from unbrace.clinic.care_teams.actions import remove_member
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.check_ins.actions import rate_flare_up
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import diary_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.actions import set_self_guided
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.rehab.red_flags import AskedIn, Urgency

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


def test_a_signed_programme_is_paused_and_said_to_be_kept(people: People) -> None:
    sign(people, people.maria, days_ago=1)
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    client = signed_in(people.maria.user)
    today = client.get("/").content.decode()
    assert "your exercises are paused" in today
    assert "Start the session" not in today
    assert client.get("/exercise/")["Location"] == "/"
    assert "How to do it" not in client.get("/programme/").content.decode()
    assert "Breathe calmly" in client.get(ADDRESS).content.decode()


def test_after_switching_back_it_goes_on_only_when_a_therapist_says_so(people: People) -> None:
    sign(people, people.maria, days_ago=1)
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    therapist, address = signed_in(people.tom.user), f"/therapist/patients/{people.maria.pk}/"
    refused = therapist.post(f"{address}resume/", follow=True).content.decode()
    assert "Nobody plans for people in this clinic" in refused
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=False)
    assert "Your programme is paused" in signed_in(people.maria.user).get("/").content.decode()
    assert "Paused because nobody planned" in therapist.get(address).content.decode()
    therapist.post(f"{address}resume/")
    assert "Start the session" in signed_in(people.maria.user).get("/").content.decode()


def test_a_clinic_whose_therapists_have_left_is_on_its_own(people: People) -> None:
    assert not is_self_guided(people.riverside)
    for member in (people.tom, people.theo):
        remove_member(by=people.olga.user, membership=member)
    assert is_self_guided(people.riverside)
    assert signed_in(people.maria.user).get(ADDRESS).status_code == 200


def said(**answers: str) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), **answers}


@pytest.mark.parametrize(
    ("sent", "walked", "pain"),
    [
        ({"walked": "10", "pain-low_back": "0"}, 10, 0),
        ({"walked": "0", "pain-low_back": "skip"}, 0, None),
        ({"walked": "", "pain-low_back": "4"}, None, 4),
    ],
)
def test_a_day_is_written_where_everybody_writes_theirs(
    alone: People, sent: dict[str, str], walked: int | None, pain: int | None
) -> None:
    page = signed_in(alone.maria.user).post(ADDRESS, said(**sent), follow=True).content.decode()
    assert [walk.minutes for walk in walks_of(alone.maria)] == ([] if walked is None else [walked])
    assert [entry.pains for entry in diary_of(alone.maria)] == ([] if pain is None else [{"low_back": pain}])
    (day,) = own_days_of(alone.maria)
    assert (day.walked, day.pain) == (walked, pain)
    assert ("walk not written down" in page) is (walked is None)
    assert ("pain not rated" in page) is (pain is None)


def test_the_form_sent_twice_is_one_day_and_two_walks_add_up(alone: People) -> None:
    client, form = signed_in(alone.maria.user), said(walked="10", **{"pain-low_back": "1"})
    for sent in (form, form, said(walked="5")):
        assert client.post(ADDRESS, sent)["Location"] == ADDRESS
    assert "15 min walked, pain 1 of 10" in client.get(ADDRESS).content.decode()


def test_a_walk_from_anywhere_is_one_of_her_days(alone: People) -> None:
    today = today_of(alone.maria)
    log_walk(by=alone.maria.user, patient=alone.maria, key=uuid.uuid4(), day=today, minutes=33, pain=2)
    assert "33 min walked, pain 2 of 10" in signed_in(alone.maria.user).get(ADDRESS).content.decode()


def test_much_pain_opens_the_safety_questions_here_too(alone: People) -> None:
    asked = signed_in(alone.maria.user).post(
        ADDRESS, said(walked="10", **{"pain-low_back": "8"}), follow=True
    )
    screen = alone.maria.safety_screens.latest("started_at")
    assert screen.occasion is AskedIn.FLARE_UP
    assert asked.redirect_chain[-1][0] == f"/safety/{screen.pk}/"
    assert gate_of(alone.maria).allowed is Allowed.NOTHING
    assert [walk.minutes for walk in walks_of(alone.maria)] == [10]


def good_weeks(alone: People) -> None:
    """Three calm walks in the last but one week: the next are longer by two minutes."""
    begin = today_of(alone.maria) - timedelta(days=8)
    for ahead in (0, 2, 4):
        Walk.objects.create(patient=alone.maria, day=begin + timedelta(days=ahead), minutes=20, pain=2)


def test_it_grows_after_a_good_week_and_not_in_a_flare_up(alone: People) -> None:
    good_weeks(alone)
    client = signed_in(alone.maria.user)
    assert "About 12 minutes" in client.get(ADDRESS).content.decode()
    with clock.set_to(clock.now() - timedelta(days=3)):
        rate_flare_up(by=alone.maria.user, patient=alone.maria, pain=4)
    page = client.get(ADDRESS).content.decode()
    assert "About 10 minutes" in page
    assert "It stays at this for now" in page


def test_it_does_not_grow_while_an_answer_waits_for_a_look(alone: People) -> None:
    good_weeks(alone)
    with clock.set_to(clock.now() - timedelta(days=3)):
        screened(alone.maria, {"CES-2": ("Y", "OLD_CHECKED")}, asked_in=AskedIn.CHECK_IN)
    assert gate_of(alone.maria).safety.urgency is Urgency.TELL_THERAPIST
    assert "About 10 minutes" in signed_in(alone.maria.user).get(ADDRESS).content.decode()


def test_whoever_has_a_walking_plan_finds_the_same_minutes_here(alone: People) -> None:
    start_walking(by=alone.maria.user, patient=alone.maria, longest_comfortable_minutes=7)
    good_weeks(alone)
    assert "About 5 minutes" in signed_in(alone.maria.user).get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"walked": "", "pain-low_back": "skip"},
        {"walked": "-3"},
        {"walked": "601"},
        {"walked": "x"},
        {"walked": "5", "pain-low_back": "11"},
        {"walked": "5", "key": "x"},
    ],
)
def test_what_says_nothing_is_not_written_down(alone: People, sent: dict[str, str]) -> None:
    response = signed_in(alone.maria.user).post(ADDRESS, said(**sent))
    assert response.status_code == 422
    assert own_days_of(alone.maria) == []


def test_someone_else_neither_reads_nor_writes_her_days(alone: People) -> None:
    signed_in(alone.maria.user).post(ADDRESS, said(walked="47", **{"pain-low_back": "3"}))
    for who, client in everybody_else(alone):
        holds_nothing_of_maria(alone, client.get(ADDRESS), who, "47 min walked")
        client.post(ADDRESS, said(walked="1"))
    assert [day.walked for day in own_days_of(alone.maria)] == [47]
