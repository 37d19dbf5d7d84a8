"""A lift of one's own is told, a signed step tried, asked about on Today a day later; nothing goes on by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.conversations.queries import waiting_messages_of
from unbrace.clinic.lifts.actions import sign_step
from unbrace.clinic.lifts.models import LadderStep, OwnTask, TaskTry
from unbrace.library.wordlist import banned_word_in
from unbrace.rehab.lifting_ladder import Step
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

CRATE = {
    "what": "A crate of water",
    "load_kg": "12",
    "from_cm": "0",
    "to_cm": "75",
    "times": "6",
    "hurts": "5",
    "worries": "6",
}
EQUATION = {"reach_cm": "40", "twist_degrees": "0", "per_minute": "0.2", "hours": "1", "grip": "fair"}
ASKED = "How much does it hurt today, a day after the lift?"


def told(people: People, **said: str) -> Client:
    client = signed_in(people.maria.user)
    assert client.post("/lift/tell/", {"key": str(uuid4()), **CRATE, **said}).status_code == 302
    return client


def begun(people: People, **said: str) -> tuple[Client, LadderStep]:
    client = told(people, **said)
    step = sign_step(
        by=people.tom.user,
        patient=people.maria,
        task_id=OwnTask.objects.get().pk,
        step=Step(3.0, 75.0, 5),
        after=0,
        approved=["outside_the_ages"],
        because="Seen.",
    )
    return client, step


def text(client: Client, path: str = "/lift/") -> str:
    return client.get(path).content.decode()


def test_it_begins_with_ones_own_thing_and_no_right_way(people: People) -> None:
    page = text(signed_in(people.maria.user))
    assert "There is no single right way to lift." in page
    assert "You need no camera." in page


def test_before_a_signature_nothing_is_to_be_lifted(people: People) -> None:
    page = text(told(people))
    assert "Your therapist signs a first step" in page
    assert "12 kg from the floor, 6 times" in page
    assert "I have tried it" not in page
    assert banned_word_in(page.split("<main")[1]) is None


def test_the_equation_is_information_with_what_it_is_not(people: People) -> None:
    assert "What a planning equation says" not in text(told(people))
    page = text(told(people, **EQUATION))
    assert "Its limit for this lift is" in page
    assert "It does not say which weight suits you" in page


def test_pounds_and_inches_are_kept_as_kilograms_and_centimetres(people: People) -> None:
    people.maria.user.units = "imperial"
    people.maria.user.save()
    client = told(people, load_kg="26", from_cm="10", to_cm="30")
    task = OwnTask.objects.get()
    assert (task.load_kg, task.from_cm) == (11.8, 25.4)
    assert "26 lb from 10 in, 6 times" in text(client)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"what": ""}, "Say in a few words what you lift."),
        ({"load_kg": ""}, "Write a number here. A guess is fine."),
        ({"load_kg": "much"}, "Write digits only"),
        ({"load_kg": "900"}, "This can hardly be."),
    ],
)
def test_what_cannot_be_is_marked_and_the_rest_stays(
    people: People, said: dict[str, str], sentence: str
) -> None:
    response = signed_in(people.maria.user).post("/lift/tell/", {"key": str(uuid4()), **CRATE, **said})
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert 'value="75"' in page
    assert not OwnTask.objects.exists()


def test_two_good_days_make_it_ready_and_only_the_therapist_takes_the_step(people: People) -> None:
    client, step = begun(people)
    now = clock.now()
    for day in (0, 2):
        with clock.set_to(now + timedelta(days=day)):
            client.post(
                f"/lift/steps/{step.pk}/tried/",
                {"key": str(uuid4()), "done": "5", "pain_before": "2", "worst_pain": "2"},
            )
            assert ASKED not in text(client)
        with clock.set_to(now + timedelta(days=day + 1)):
            screened(people.maria)
            assert ASKED in text(client, "/")
            tried = TaskTry.objects.latest("at")
            client.post(f"/lift/tries/{tried.pk}/day-after/", {"pain": "2"})
            assert ASKED not in text(client, "/")
    with clock.set_to(now + timedelta(days=3)):
        page = text(client)
    assert "Ready for a step. Your therapist signs it first." in page
    assert "3 kg from 75 cm, 5 times" in page
    assert "60 cm" not in page


def test_a_bad_day_after_makes_it_less_at_once(people: People) -> None:
    client, step = begun(people)
    now = clock.now()
    client.post(f"/lift/steps/{step.pk}/tried/", {"done": "5", "pain_before": "2", "worst_pain": "3"})
    with clock.set_to(now + timedelta(days=1)):
        client.post(f"/lift/tries/{TaskTry.objects.get().pk}/day-after/", {"pain": "6"})
        page = text(client)
    assert "A little less for now, until your therapist has looked." in page
    assert "3 kg from 75 cm, 3 times" in page


def test_skipping_the_day_after_stores_nothing_and_no_answer_is_asked_again(people: People) -> None:
    client, step = begun(people)
    now = clock.now()
    client.post(f"/lift/steps/{step.pk}/tried/", {"done": "5", "pain_before": "2", "worst_pain": "2"})
    tried = TaskTry.objects.get()
    with clock.set_to(now + timedelta(days=1)):
        assert client.post(f"/lift/tries/{tried.pk}/day-after/", {}).status_code == 422
        client.post(f"/lift/tries/{tried.pk}/day-after/", {"pain": "skip"})
        assert ASKED in text(client)


@pytest.mark.parametrize(
    "said",
    [
        {"spread": "yes", "worst_pain": "1"},
        {"worst_pain": "9"},
        {"pain_before": "7", "worst_pain": "skip"},
    ],
)
def test_what_moved_further_down_and_much_pain_begin_the_questions(
    people: People, said: dict[str, str]
) -> None:
    client, step = begun(people)
    answer = client.post(f"/lift/steps/{step.pk}/tried/", {"done": "2", "pain_before": "1", **said})
    assert answer.headers["Location"].startswith("/safety/")
    assert TaskTry.objects.count() == 1


@pytest.mark.parametrize(("hurts", "to"), [("7", "/safety/"), ("6", "/lift/"), ("skip", "/lift/")])
def test_much_pain_in_telling_and_in_rating_again_begins_the_questions(
    people: People, hurts: str, to: str
) -> None:
    client = signed_in(people.maria.user)
    answer = client.post("/lift/tell/", {"key": str(uuid4()), **CRATE, "hurts": hurts})
    assert answer.headers["Location"].startswith(to)
    answer = client.post("/lift/rate/", {"hurts": hurts, "worries": "10"})
    assert answer.headers["Location"].startswith(to)


def test_without_a_network_each_form_about_pain_holds_the_signs(people: People) -> None:
    client, step = begun(people)
    held = 'data-part="signs" hidden'
    tell = text(client, "/lift/tell/")
    assert ('data-high="hurts"' in tell, tell.count(held)) == (True, 1)
    page = text(client)
    assert 'data-high="pain_before worst_pain" data-alarming="yes"' in page
    assert page.count(held) == 1
    client.post(f"/lift/steps/{step.pk}/tried/", {"done": "5", "pain_before": "2", "worst_pain": "2"})
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert text(client).count(held) == 2
        assert text(client, "/").count(held) == 1


def test_how_often_is_a_number(people: People) -> None:
    client, step = begun(people)
    response = client.post(f"/lift/steps/{step.pk}/tried/", {"done": "some"})
    assert response.status_code == 422
    assert "Write how many times, as a number." in response.content.decode()


def test_while_safety_is_open_nothing_is_lifted(people: People) -> None:
    client, _ = begun(people)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    page = text(client)
    assert "Lifting waits: first look at Today." in page
    assert "I have tried it" not in page


def test_it_is_rated_again_and_ended(people: People) -> None:
    client = told(people)
    client.post("/lift/rate/", {"hurts": "2", "worries": "skip"})
    page = text(client)
    assert "hurts 5 of 10" in page
    assert "hurts 2 of 10" in page
    client.post("/lift/end/")
    assert "What do you want to lift again?" in text(client)
    page = client.post("/lift/rate/", {"hurts": "2"}, follow=True).content.decode()
    assert "There is nothing to rate yet." in page


def test_a_look_at_the_way_of_lifting_is_asked_for_in_a_message(people: People) -> None:
    told(people).post("/lift/ask/")
    assert "lifting test" in waiting_messages_of(people.maria).get().text


def test_someone_else_reads_and_changes_nothing_of_hers(people: People) -> None:
    client, step = begun(people)
    client.post(f"/lift/steps/{step.pk}/tried/", {"done": "5", "pain_before": "2", "worst_pain": "2"})
    tried = TaskTry.objects.get()
    nothing_leaks(people, f"/lift/steps/{step.pk}/tried/", {"done": "5"}, "crate of water")
    nothing_leaks(people, f"/lift/tries/{tried.pk}/day-after/", {"pain": "1"}, "crate of water")
    for who, other in everybody_else(people):
        for page in ("/lift/", "/lift/tell/"):
            holds_nothing_of_maria(people, other.get(page), who, "crate of water")
        for path in ("/lift/rate/", "/lift/end/", "/lift/ask/"):
            holds_nothing_of_maria(people, other.post(path), who, "crate of water")
    assert OwnTask.objects.get().ended_at is None
    assert TaskTry.objects.count() == 1
