"""Rare questions, an offer, a plan of one's own, and one press after a break."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import BRIDGES, SQUATS, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.conversations.queries import waiting_messages_of
from unbrace.clinic.staying_well.queries import maintenance_of, own_plan_of, staying_well_of
from unbrace.clinic.staying_well.tests.actions.test_maintenance import begin

if TYPE_CHECKING:
    from tests.people import People

ASKS = "Did pain keep you from something"
OFFER = "Look at it together again?"
PLAN = {
    "first_signs": "I put things off",
    "first_steps": "Short walks",
    "keeps_well": "",
    "whom_to_ask": "Tom",
}


@pytest.fixture
def well(people: People) -> People:
    """Maria's therapist has just signed that she stays well by herself."""
    sign(people, people.maria, [SQUATS, BRIDGES])
    begin(people)
    return people


def today_in(people: People, days: float) -> str:
    with clock.set_to(clock.now() + timedelta(days=days)):
        screened(people.maria)  # the questions about safety come before anything else
        return signed_in(people.maria.user).get("/").content.decode()


def test_today_says_so_and_asks_on_the_days_of_the_plan_only(well: People) -> None:
    page = signed_in(well.maria.user).get("/").content.decode()
    assert "You are in the staying-well phase" in page
    assert ASKS not in page
    assert ASKS not in today_in(well, 6)
    assert ASKS in today_in(well, 7)


def test_no_is_the_end_of_it_until_the_next_day_of_the_plan(well: People) -> None:
    with clock.set_to(clock.now() + timedelta(days=7)):
        screened(well.maria)
        client = signed_in(well.maria.user)
        assert client.post("/staying-well/check-in/", {"limited": "no"}).headers["Location"] == "/"
        assert ASKS not in client.get("/").content.decode()
    assert ASKS in today_in(well, 14)


def test_yes_leads_to_the_flare_up_page(well: People) -> None:
    with clock.set_to(clock.now() + timedelta(days=7)):
        screened(well.maria)
        answer = signed_in(well.maria.user).post("/staying-well/check-in/", {"limited": "yes"})
    assert answer.headers["Location"] == "/flare-up/"


def test_neither_is_no_answer(well: People) -> None:
    signed_in(well.maria.user).post("/staying-well/check-in/", {"limited": "perhaps"})
    found = maintenance_of(well.maria)
    assert found is not None
    assert not found.check_ins.exists()


def test_a_booster_is_offered_after_three_months_and_a_yes_reaches_the_therapist(well: People) -> None:
    assert OFFER not in today_in(well, 89)
    assert OFFER in today_in(well, 90)
    with clock.set_to(clock.now() + timedelta(days=90)):
        client = signed_in(well.maria.user)
        client.post("/staying-well/booster/", {"wanted": "yes"})
        assert OFFER not in client.get("/").content.decode()
    assert "look at my exercises together" in waiting_messages_of(well.maria).get().text
    assert OFFER in today_in(well, 180)


def test_no_to_a_booster_tells_nobody(well: People) -> None:
    with clock.set_to(clock.now() + timedelta(days=90)):
        screened(well.maria)
        signed_in(well.maria.user).post("/staying-well/booster/", {"wanted": "no"})
    assert not waiting_messages_of(well.maria).exists()


def test_who_is_in_a_programme_is_asked_nothing_of_the_kind(people: People) -> None:
    sign(people, people.maria)
    client = signed_in(people.maria.user)
    assert client.post("/staying-well/check-in/", {"limited": "no"}).status_code == 302
    assert client.post("/staying-well/booster/", {"wanted": "yes"}).status_code == 302
    assert "staying-well phase" not in client.get("/").content.decode()
    assert staying_well_of(people.maria) is None


def test_her_plan_is_in_her_own_words_and_her_therapist_reads_it(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.post("/staying-well/", PLAN, follow=True).content.decode()
    assert "It is here when you need it." in page
    assert "I put things off" in page
    plan = own_plan_of(people.maria)
    assert plan is not None
    assert (plan.first_steps, plan.keeps_well) == ("Short walks", "")
    page = (
        signed_in(people.tom.user)
        .get(f"/therapist/patients/{people.maria.pk}/staying-well/")
        .content.decode()
    )
    assert "I put things off" in page
    client.post("/staying-well/", PLAN | {"keeps_well": "My walk"})
    assert people.maria.own_plans.count() == 2


def test_too_long_a_plan_stays_in_the_form(people: People) -> None:
    response = signed_in(people.maria.user).post("/staying-well/", PLAN | {"keeps_well": "y" * 601})
    assert response.status_code == 422
    assert "y" * 601 in response.content.decode()
    assert own_plan_of(people.maria) is None


@pytest.mark.parametrize("days", [7, 20, 90])
def test_after_a_break_of_any_length_one_press_leads_through_safety_and_tells_the_therapist(
    people: People, days: int
) -> None:
    noon = clock.now().replace(hour=12)
    with clock.set_to(noon):  # an hour later must not be tomorrow
        version = sign(people, people.maria, [SQUATS], days_ago=days + 5)
        sit(people.maria, version, days_ago=days)
    with clock.set_to(noon + timedelta(hours=1)):
        if days < 28:
            screened(people.maria)
        client = signed_in(people.maria.user)
        if days < 28:
            assert "Start again" in client.get("/").content.decode()
        answer = client.post("/come-back/")
        client.post("/come-back/")
    assert answer.status_code == 302
    assert [m.text for m in waiting_messages_of(people.maria)] == [
        f"I am starting again after a break of {days} days."
    ]
    proposals = people.maria.proposals.filter(state="open")
    assert proposals.exists()
    assert all(change["to"] < change["from"] for p in proposals for change in p.changes.values())


def test_the_questions_come_first_when_they_are_due(people: People) -> None:
    version = sign(people, people.maria, [SQUATS], days_ago=30)
    sit(people.maria, version, days_ago=20)
    with clock.set_to(clock.now() + timedelta(days=8)):
        answer = signed_in(people.maria.user).post("/come-back/")
    assert answer.headers["Location"].startswith("/safety/")


def test_who_was_here_within_the_week_just_goes_on(people: People) -> None:
    version = sign(people, people.maria, [SQUATS])
    sit(people.maria, version, days_ago=3)
    page = signed_in(people.maria.user).post("/come-back/", follow=True).content.decode()
    assert "Just go on where you are." in page
    assert not waiting_messages_of(people.maria).exists()


def test_who_never_began_comes_back_from_nowhere(people: People) -> None:
    signed_in(people.maria.user).post("/come-back/")
    assert not waiting_messages_of(people.maria).exists()


def test_someone_else_reads_and_changes_nothing_of_hers(well: People) -> None:
    signed_in(well.maria.user).post("/staying-well/", PLAN)
    posts: list[tuple[str, dict[str, str]]] = [
        ("/staying-well/", {"first_signs": "Not hers"}),
        ("/staying-well/check-in/", {"limited": "no"}),
        ("/staying-well/booster/", {"wanted": "yes"}),
        ("/come-back/", {}),
    ]
    for who, client in everybody_else(well):
        for path, said in posts:
            holds_nothing_of_maria(well, client.post(path, said), who, "I put things off")
        holds_nothing_of_maria(well, client.get("/staying-well/"), who, "I put things off")
    found = maintenance_of(well.maria)
    assert found is not None
    assert not found.check_ins.exists()
    assert not waiting_messages_of(well.maria).exists()
    assert well.maria.own_plans.count() == 1
