"""Asked every four weeks, told in own words, never put into somebody's mouth."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import SQUATS, screened, sign, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import set_goal
from unbrace.clinic.check_ins.queries import own_goals_of

if TYPE_CHECKING:
    from tests.people import People


@pytest.fixture
def told(people: People) -> People:
    """Maria told us five weeks ago that she wants to sit through a film: 4 of 10."""
    with clock.set_to(clock.now() - timedelta(days=35)):
        tells_and_sends(people.maria)
    sign(people, people.maria, [SQUATS])
    return people


def today_of(people: People) -> Any:
    return signed_in(people.maria.user).get("/").content.decode()


def test_the_words_and_the_first_number_are_those_of_the_way_in(told: People) -> None:
    (goal,) = own_goals_of(told.maria)
    assert (goal.words, goal.first, goal.now) == ("Sit through a film", 4, None)


def test_after_four_weeks_today_asks_once_and_no_more_when_it_is_answered(told: People) -> None:
    client = signed_in(told.maria.user)
    assert "“Sit through a film”" in client.get("/").content.decode()
    assert client.post("/goals/", {"goal-1": "7"}).status_code == 302
    assert "Sit through a film" not in client.get("/").content.decode()
    with clock.set_to(clock.now() + timedelta(days=28)):
        screened(told.maria)  # the questions about safety come before anything else
        assert "Sit through a film" in today_of(told)


def test_not_now_puts_it_off_for_a_week(told: People) -> None:
    client = signed_in(told.maria.user)
    client.post("/goals/not-now/")
    assert "Sit through a film" not in client.get("/").content.decode()
    with clock.set_to(clock.now() + timedelta(days=7)):
        screened(told.maria)
        assert "Sit through a film" in client.get("/").content.decode()


def test_within_four_weeks_nobody_asks(people: People) -> None:
    tells_and_sends(people.maria)
    sign(people, people.maria, [SQUATS])
    assert "Sit through a film" not in today_of(people)


@pytest.mark.parametrize(
    ("now", "means"),
    [
        ("7", "That is a change that matters for you."),
        ("5", "That is within the usual ups and downs."),
        ("1", "That is harder than at the start."),
        ("0", "That is harder than at the start."),
    ],
)
def test_then_and_now_stand_side_by_side_with_what_it_means(told: People, now: str, means: str) -> None:
    client = signed_in(told.maria.user)
    client.post("/goals/", {"goal-1": now})
    for path in ("/goals/", "/progress/"):
        page = client.get(path).content.decode()
        assert f'<b class="number">{now}</b>' in page
        assert means in page
    assert own_goals_of(told.maria)[0].now == int(now)


def test_left_out_is_no_answer_and_nothing_chosen_is_asked_again(told: People) -> None:
    client = signed_in(told.maria.user)
    response = client.post("/goals/", {})
    assert response.status_code == 422
    assert "Choose a number, or leave this one out." in response.content.decode()
    assert client.post("/goals/", {"goal-1": "11"}).status_code == 422
    assert client.post("/goals/", {"goal-1": "skip"}).status_code == 302
    assert own_goals_of(told.maria)[0].now is None


def test_said_twice_on_a_day_the_newest_counts(told: People) -> None:
    client = signed_in(told.maria.user)
    client.post("/goals/", {"goal-1": "3"})
    client.post("/goals/", {"goal-1": "6"})
    assert [rating for _, rating in own_goals_of(told.maria)[0].ratings] == [4, 6]


def test_other_words_begin_anew_and_a_second_goal_finds_its_place(told: People) -> None:
    client = signed_in(told.maria.user)
    client.post("/goals/", {"goal-1": "7"})
    client.post("/goals/put/", {"slot": "1", "words": "  Sit through  an opera ", "rating": "2"})
    client.post("/goals/put/", {"slot": "2", "words": "Dance", "rating": "0"})
    first, second = own_goals_of(told.maria)
    assert (first.words, first.first, first.now) == ("Sit through an opera", 2, None)
    assert (second.words, second.first) == ("Dance", 0)


@pytest.mark.parametrize(
    "said",
    [
        {"slot": "1", "words": "", "rating": "2"},
        {"slot": "1", "words": "Dance"},
        {"slot": "4", "words": "Dance", "rating": "2"},
        {"slot": "1", "words": "x" * 201, "rating": "2"},
        {"slot": "1", "words": "Dance", "rating": "12"},
    ],
)
def test_what_is_missing_is_said_and_changes_nothing(told: People, said: dict[str, str]) -> None:
    page = signed_in(told.maria.user).post("/goals/put/", said, follow=True).content.decode()
    assert "banner-clay" in page
    assert [goal.words for goal in own_goals_of(told.maria)] == ["Sit through a film"]


def test_reached_is_said_by_her_is_not_asked_again_and_can_be_taken_back(told: People) -> None:
    client = signed_in(told.maria.user)
    page = client.post("/goals/reached/", {"slot": "1"}, follow=True).content.decode()
    assert "Reached. That is yours." in page
    assert "Sit through a film" not in client.get("/").content.decode()
    client.post("/goals/reached/", {"slot": "1", "back": "yes"})
    assert own_goals_of(told.maria)[0].reached_on is None
    assert "Sit through a film" in client.get("/").content.decode()


def test_who_told_nothing_can_name_a_goal(people: People) -> None:
    client = signed_in(people.maria.user)
    assert "What do you want to do again?" in client.get("/goals/").content.decode()
    set_goal(by=people.maria.user, patient=people.maria, slot=1, words="Garden", rating=5)
    assert "“Garden”" in client.get("/goals/").content.decode()


def test_her_therapist_reads_them(told: People) -> None:
    signed_in(told.maria.user).post("/goals/", {"goal-1": "7"})
    page = signed_in(told.tom.user).get(f"/therapist/patients/{told.maria.pk}/").content.decode()
    assert "Sit through a film" in page.split('id="goals"')[1]


def test_someone_else_sees_and_changes_none_of_hers(told: People) -> None:
    before = own_goals_of(told.maria)
    posts: list[tuple[str, dict[str, str]]] = [
        ("/goals/", {"goal-1": "9"}),
        ("/goals/put/", {"slot": "1", "words": "Not hers", "rating": "9"}),
        ("/goals/reached/", {"slot": "1"}),
        ("/goals/not-now/", {}),
    ]
    for who, client in everybody_else(told):
        for path, said in posts:
            holds_nothing_of_maria(told, client.post(path, said), who, "Sit through a film")
        holds_nothing_of_maria(told, client.get("/goals/"), who, "Sit through a film")
    assert own_goals_of(told.maria) == before
