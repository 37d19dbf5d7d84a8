"""One question a screen, without any script (B10): what was tapped is kept, and nothing said is never a no."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires import red_flags
from unbrace.clinic.questionnaires.models import SafetyScreen
from unbrace.clinic.questionnaires.queries import Allowed, asked_of, safety_of

if TYPE_CHECKING:
    from tests.people import People

HIDDEN = re.compile(r'name="(item|step|seen|version|post)" value="([^"]*)"')


@pytest.fixture
def newcomer(people: People) -> Patient:
    return Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)


def begun(client: Client, address: str = "/safety/", **data: Any) -> Any:
    return client.post(address, data, follow=True)


def form_of(page: Any) -> dict[str, Any]:
    """The hidden fields as a browser without scripts sends them."""
    return dict(HIDDEN.findall(page.content.decode()))


def tap(client: Client, page: Any, **data: Any) -> Any:
    return client.post(page.request["PATH_INFO"], form_of(page) | data, follow=True)


def heading(page: Any) -> str:
    found = re.search(r"<h1>(?:<label[^>]*>)?(.*?)<", page.content.decode())
    return found[1] if found else ""


def no_to_everything(client: Client, page: Any) -> Any:
    for _ in range(80):
        text = page.content.decode()
        if 'name="age"' in text:
            page = tap(client, page, age="47")
        elif 'value="none"' in text:
            page = tap(client, page, answer="none")
        elif 'class="answer"' in text:
            page = tap(client, page, answer="N")
        else:
            return page
    raise AssertionError("the questions did not end")


def test_b10_all_of_it_works_with_plain_forms(newcomer: Patient) -> None:
    client = signed_in(newcomer.user)
    page = no_to_everything(client, begun(client, regions=["low_back"]))
    text = page.content.decode()
    assert heading(page) == "Good to go"
    assert "numbness between the legs" in text
    assert safety_of(newcomer).allowed is Allowed.ALL


def test_it_goes_on_where_it_stopped(newcomer: Patient) -> None:
    client = signed_in(newcomer.user)
    page = tap(client, begun(client, regions=["low_back"]), age="47")
    page = tap(client, page, answer="none")
    assert "Has your bladder changed" in heading(page)
    again = begun(client, regions=["low_back"])
    assert heading(again) == heading(page)
    assert "Question 2 of" in again.content.decode()


def test_a_yes_to_a_cauda_equina_sign_asks_since_when_and_is_an_emergency_when_new(newcomer: Patient) -> None:
    client = signed_in(newcomer.user)
    page = tap(client, begun(client, regions=["low_back"]), age="47")
    page = tap(client, page, ticked=["0"], answer="go")
    assert heading(page) == "Since when?"
    page = tap(client, page, answer="Y")
    assert heading(page) == "Get help now"
    screen = SafetyScreen.objects.get(patient=newcomer)
    assert screen.answers.get(item="CES-1", step=0).ticked == [0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Tick what fits you"),
        ({"answer": "go"}, "Tick what fits you"),
        ({"answer": "none", "ticked": ["1"]}, "Which of the two is right?"),
        ({"ticked": ["99"], "answer": "go"}, "Tick what fits you"),
    ],
)
def test_nothing_said_or_two_things_at_once_is_asked_again(
    newcomer: Patient, data: dict[str, Any], said: str
) -> None:
    client = signed_in(newcomer.user)
    page = tap(client, begun(client, regions=["low_back"]), age="47")
    again = tap(client, page, **data)
    assert again.status_code == 422
    assert said in again.content.decode()
    assert "CES-1" not in asked_of(SafetyScreen.objects.get(patient=newcomer)).answers


@pytest.mark.parametrize("age", ["", "0", "121", "-4", "4.5", "forty", "٤٧", "1" * 400])
def test_an_age_is_a_number_of_years(newcomer: Patient, age: str) -> None:
    client = signed_in(newcomer.user)
    page = tap(client, begun(client, regions=["low_back"]), age=age)
    assert page.status_code == 422


def test_whoever_does_not_tell_their_age_is_asked_whether_they_are_under_eighteen(newcomer: Patient) -> None:
    client = signed_in(newcomer.user)
    tap(client, begun(client, regions=["low_back"]), answer="untold")
    asked = asked_of(SafetyScreen.objects.get(patient=newcomer))
    assert asked.age is None
    assert "GEN-5" in asked.items


def test_the_way_back_shows_the_answer_so_far_and_lets_it_be_changed(newcomer: Patient) -> None:
    client = signed_in(newcomer.user)
    page = tap(client, begun(client, regions=["low_back"]), age="47")
    page = tap(client, page, answer="none")
    found = re.search(r'ask-back" href="([^"]*)"', page.content.decode())
    assert found
    back = client.get(page.request["PATH_INFO"] + found[1].replace("&amp;", "&"))
    assert "Have you noticed any of these?" in heading(back)
    tap(client, back, answer="unsure")
    assert asked_of(SafetyScreen.objects.get(patient=newcomer)).answers["CES-1"] == "U"


def test_the_weekly_list_is_one_tap_when_nothing_is_new(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/check-in/")
    assert "Is any of these new since last time?" in heading(page)
    assert heading(tap(client, page, answer="none")) == "Good to go"


def test_what_is_ticked_in_the_list_is_asked_about_on_its_own(people: People) -> None:
    client = signed_in(people.maria.user)
    page = tap(client, begun(client, "/safety/check-in/"), line=["CES-2", "CAN-2"], answer="some")
    assert "Has your bladder changed" in heading(page)
    page = tap(client, page, answer="none")
    page = tap(client, page, answer="Y")
    assert heading(page) == "See a doctor in the next few days"


def test_all_lines_ticked_are_all_asked(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/check-in/")
    lines = re.findall(r'name="line" value="([^"]+)"', page.content.decode())
    page = no_to_everything(client, tap(client, page, line=lines, answer="some"))
    assert heading(page) == "Good to go"


def test_after_a_session_the_alarming_thing_comes_first_and_then_the_list(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/after/")
    assert "During or after today" in heading(page)
    page = tap(client, page, answer="none")
    assert "Is any of these new" in heading(page)


def test_fainting_in_a_session_is_an_emergency(people: People) -> None:
    client = signed_in(people.maria.user)
    page = tap(client, begun(client, "/safety/after/"), ticked=["1"], answer="go")
    assert heading(page) == "Get help now"


def test_a_form_sent_twice_is_kept_once(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/flare-up/")
    for _ in range(2):
        tap(client, page, answer="none")
    screen = SafetyScreen.objects.filter(patient=people.maria).latest("started_at")
    assert screen.answers.count() == 1


def test_another_window_that_says_less_is_asked_to_look_again(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/flare-up/")
    tap(client, page, answer="none")
    page = client.get(page.request["PATH_INFO"] + "?question=INF-1")
    tap(client, page, ticked=["0"], answer="go")
    again = tap(client, page, answer="none", post="")
    assert again.status_code == 409
    assert "in another window" in again.content.decode()


def test_a_question_that_nobody_knows_brings_a_therapist(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/check-in/")
    tap(client, page, item="XYZ-9", answer="N")
    page = tap(client, client.get(page.request["PATH_INFO"]), answer="none")
    assert heading(page) == "Your therapist looks first"
    assert safety_of(people.maria).allowed is Allowed.NOTHING


def test_questions_renewed_in_the_middle_fail_closed(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/flare-up/")
    page = tap(client, page, answer="none", version="an-older-one")
    assert heading(page) == "Your therapist looks first"
    assert safety_of(people.maria).allowed is Allowed.NOTHING


def test_a_page_left_open_over_a_renewal_leads_to_the_new_questions(people: People) -> None:
    client = signed_in(people.maria.user)
    page = begun(client, "/safety/flare-up/")
    object.__setattr__(red_flags.red_flag_screen(), "version", "2027-01")
    try:
        assert client.get(page.request["PATH_INFO"])["Location"] == "/safety/flare-up/"
    finally:
        red_flags.red_flag_screen.cache_clear()


def test_someone_else_neither_reads_nor_answers_it(people: People) -> None:
    begun(signed_in(people.maria.user), "/safety/flare-up/")
    screen = SafetyScreen.objects.filter(patient=people.maria).latest("started_at")
    nothing_leaks(people, f"/safety/{screen.pk}/", None, "Have you noticed")
    nothing_leaks(people, f"/safety/{screen.pk}/", {"item": "CES-1", "answer": "N"})
    assert not screen.answers.exists()
