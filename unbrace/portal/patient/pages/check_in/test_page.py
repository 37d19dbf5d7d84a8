"""The weekly check-in: kept at once, changed until tonight, followed by the questions that safety asks for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, reviews_asked_for, signed_in
from tests.people import ZONE, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.queries import check_ins_of
from unbrace.clinic.questionnaires.models import SafetyScreen
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo(ZONE))
A_WEEK = timedelta(days=7, hours=1)
WEEK = {
    "average_pain": "3", "worst_pain": "4", "poor_nights": "0", "plans": "1", "positions": "", "hands": "skip",
    "stress": "2", "confidence": "8",
}  # fmt: skip


def send(people: People, **data: str) -> Any:
    return signed_in(people.maria.user).post("/check-in/", WEEK | data)


def newest_screen(people: People) -> SafetyScreen:
    return SafetyScreen.objects.filter(patient=people.maria).latest("started_at")


def test_a_week_after_the_last_list_today_asks_for_the_check_in(people: People) -> None:
    with clock.set_to(clock.now() + A_WEEK):
        page = signed_in(people.maria.user).get("/").content.decode()
    assert "How was your week?" in page
    assert 'href="/check-in/"' in page


def test_it_keeps_nought_leaves_out_what_was_not_said_and_goes_on_to_the_list(people: People) -> None:
    with clock.set_to(clock.now() + A_WEEK):
        response = send(people)
    (kept,) = check_ins_of(people.maria)
    assert (kept.average_pain, kept.poor_nights, kept.positions, kept.hands) == (3, 0, None, None)
    screen = newest_screen(people)
    assert screen.occasion is AskedIn.CHECK_IN
    assert response["Location"] == f"/safety/{screen.pk}/"


def test_an_early_check_in_asks_the_list_too(people: People) -> None:
    with clock.set_to(clock.now() + timedelta(days=2)):
        send(people)
        assert newest_screen(people).occasion is AskedIn.CHECK_IN


def test_a_jump_in_pain_asks_the_questions_of_a_flare_up_after_the_weekly_ones(people: People) -> None:
    screened(people.maria, asked_in=AskedIn.CHECK_IN)
    send(people, worst_pain="7")
    assert newest_screen(people).occasion is AskedIn.FLARE_UP


def test_said_again_on_the_same_day_it_is_changed_and_the_list_is_not_asked_twice(people: People) -> None:
    with clock.set_to(NOON):
        screened(people.maria, asked_in=AskedIn.ONBOARDING)
        screened(people.maria, asked_in=AskedIn.CHECK_IN)
        client = signed_in(people.maria.user)
        client.post("/check-in/", WEEK)
        page = client.get("/check-in/").content.decode()
        assert "You answered today already" in page
        assert 'name="average_pain" value="3" checked' in page
        assert 'name="positions" value="skip" checked' not in page
        assert client.post("/check-in/", WEEK | {"average_pain": "2"})["Location"] == "/"
        assert "Change today&#x27;s check-in" in client.get("/").content.decode().replace("'", "&#x27;")
        assert [one.average_pain for one in check_ins_of(people.maria)] == [2]
    with clock.set_to(NOON + timedelta(hours=13)):
        page = client.get("/check-in/").content.decode()
        assert "You answered today already" not in page
        assert "checked" not in page


def test_the_rules_look_again_at_the_last_session(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria), days_ago=1)
    reviews_asked_for()
    send(people)
    assert reviews_asked_for() == {str(session.pk)}


@pytest.mark.parametrize(
    "slip", [{"average_pain": ""}, {"worst_pain": "11"}, {"poor_nights": "8"}, {"stress": "-1"}]
)
def test_what_is_open_or_cannot_be_is_asked_again_and_nothing_is_kept(
    people: People, slip: dict[str, str]
) -> None:
    response = send(people, **slip)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Please choose a number, or" in page
    assert 'name="confidence" value="8" checked' in page
    assert check_ins_of(people.maria) == []


def test_someone_else_neither_reads_nor_answers_it(people: People) -> None:
    send(people)
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/check-in/"), who, 'value="3" checked')
        client.post("/check-in/", WEEK)
    assert len(check_ins_of(people.maria)) == 1
