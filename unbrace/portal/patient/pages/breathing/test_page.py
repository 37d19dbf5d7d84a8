"""Breathing: one stage, the pacer within its bounds, stopping first, and nobody reads or writes anybody else's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, ZONE, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.education.actions import begin_stage, count_breaths, practise
from unbrace.clinic.education.models import BreathCount, BreathingPractice, SelfCheck, StageBegun
from unbrace.clinic.education.queries import standing_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.unbracing import Step

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo(ZONE))


def maria(people: People) -> Client:
    return signed_in(people.maria.user)


def page_of(client: Client, query: str = "") -> str:
    return " ".join(client.get(f"/breathing/{query}").content.decode().split())


def at_stage(people: People, *stages: str) -> None:
    for stage in stages:
        StageBegun.objects.create(patient=people.maria, stage=stage)


def test_it_begins_with_noticing_and_one_tap_keeps_a_check(people: People) -> None:
    client = maria(people)
    assert "Stage 1 of 6" in page_of(client)
    client.post("/breathing/practised/", {})
    (kept,) = BreathingPractice.objects.all()
    assert (kept.stage, kept.ease, kept.held) == ("notice", None, "")
    client.post(f"/breathing/practice/{kept.pk}/take-out/")
    assert standing_of(people.maria).practices == ()


def test_a_stage_that_is_not_open_is_refused_and_the_page_says_how_many_days_are_left(people: People) -> None:
    client = maria(people)
    answer = client.post("/breathing/stage/", {"stage": "soft-belly"}, follow=True)
    page = " ".join(answer.content.decode().split())
    assert "That stage is not open yet." in page
    assert "5 more days of this, in your own time." in page
    assert not StageBegun.objects.exists()


def test_the_next_stage_is_offered_when_it_has_become_easy(people: People) -> None:
    client = maria(people)
    for ago in range(5):
        with clock.set_to(clock.now() - timedelta(days=ago)):
            for _ in range(3):
                practise(by=people.maria.user, patient=people.maria)
    assert "Go on to the next stage" in page_of(client)
    client.post("/breathing/stage/", {"stage": "soft-belly"})
    page = page_of(client)
    assert "Stage 2 of 6" in page
    assert "Go on to the next stage" not in page
    client.post("/breathing/stage/", {"stage": "daily-life"})
    assert "not open yet" in page_of(client)
    assert standing_of(people.maria).stage.id == "soft-belly"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "In for 4, out for 6"),
        ("?in=5&out=7&minutes=1", "In for 5, out for 7, small and easy, for 1 minute"),
        ("?in=99&out=1&minutes=0", "In for 6, out for 6, small and easy, for 1 minute"),
        ("?in=-4&out=x&minutes=٣", "In for 4, out for 6"),
    ],
)
def test_the_pace_is_what_was_chosen_within_the_bounds(people: People, query: str, words: str) -> None:
    assert words in page_of(maria(people), query)


def test_the_pace_of_last_time_is_the_pace_of_today(people: People) -> None:
    client = maria(people)
    client.post("/breathing/practised/", {"in": "5", "out": "8", "seconds": "65"})
    page = page_of(client)
    assert "In for 5, out for 8" in page
    assert "practised, 1 min 5 s" in page


def test_nought_is_kept_and_left_out_is_not_nought(people: People) -> None:
    at_stage(people, "soft-belly")
    client = maria(people)
    for ease in ("0", "skip"):
        client.post("/breathing/practised/", {"ease": ease})
    assert [row.ease for row in BreathingPractice.objects.order_by("at")] == [0, None]
    assert "0 of 10 easy" in page_of(client)
    client.post("/breathing/practised/", {"ease": "eleven"})
    assert BreathingPractice.objects.count() == 2
    assert "Choose a number from 0 to 10" in page_of(client)


def test_stopping_says_what_to_do_and_shuts_the_pacer_for_today(people: People) -> None:
    client = maria(people)
    assert 'data-module="pacer"' in page_of(client)
    page = " ".join(
        client.post("/breathing/stopped/", {"caution": "light_headed"}, follow=True).content.decode().split()
    )
    assert "Good that you stopped" in page
    assert "The pacer rests until tomorrow." in page
    assert 'data-module="pacer"' not in page
    assert "please choose" in client.post("/breathing/stopped/", {}, follow=True).content.decode().lower()


def test_something_alarming_leads_to_the_safety_questions_and_shuts_the_rest(people: People) -> None:
    client = maria(people)
    response = client.post("/breathing/stopped/", {"caution": "alarming"}, follow=True)
    assert "chest pain" in response.content.decode().lower()
    assert gate_of(people.maria).allowed is Allowed.NOTHING
    assert client.get("/breathing/").status_code == 302
    assert standing_of(people.maria).advice.step is Step.SAFETY_FIRST


def test_the_own_count_is_kept_as_that(people: People) -> None:
    client = maria(people)
    client.post("/breathing/counted/", {"taps": "14", "seconds": "60"})
    assert "14 breaths a minute, your own count" in page_of(client)
    client.post("/breathing/counted/", {"taps": "", "seconds": "60"})
    assert BreathCount.objects.count() == 1
    assert "Tap once for every breath in" in page_of(client)
    client.post(f"/breathing/count/{BreathCount.objects.get().pk}/take-out/")
    assert "your own count" not in page_of(client).split("What you have kept")[-1]


def test_a_fast_breath_at_rest_asks_the_safety_questions(people: People) -> None:
    response = maria(people).post("/breathing/counted/", {"taps": "25", "seconds": "60"}, follow=True)
    assert "faster than usual" in response.content.decode()
    assert gate_of(people.maria).allowed is Allowed.NOTHING
    assert BreathCount.objects.get().taps == 25


def test_while_nothing_is_safe_this_is_not_open_either(people: People) -> None:
    screened(people.maria, {"INF-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    assert maria(people).get("/breathing/").headers["Location"] == "/"


def test_while_the_therapist_looks_first_calm_breathing_stays_open(people: People) -> None:
    screened(people.maria, {"CAN-2": "U"}, asked_in=AskedIn.CHECK_IN)
    assert gate_of(people.maria).allowed is Allowed.SAFE_FLOOR
    assert maria(people).get("/breathing/").status_code == 200


def test_two_taps_after_an_exercise_are_shown_over_weeks(people: People) -> None:
    client = maria(people)
    session = sit(people.maria, sign(people, people.maria, [SQUATS, BRIDGES]), days_ago=1)
    squat, bridge = session.exercises.all()
    assert f"/breathing/check/{session.pk}/" in page_of(client)
    assert "Did you hold your breath?" in client.get(f"/breathing/check/{session.pk}/").content.decode()
    assert client.post(f"/breathing/check/{session.pk}/", {}).status_code == 422
    client.post(f"/breathing/check/{session.pk}/", {f"held-{squat.pk}": "yes", f"braced-{bridge.pk}": ""})
    (check,) = SelfCheck.objects.all()
    assert (check.exercise_id, check.held, check.braced) == (squat.pk, "yes", "")
    page = page_of(client)
    assert "breath held 1 of 1 times" in page
    assert "belly pulled in or hard" not in page  # not asked is no chart
    assert f"/breathing/check/{session.pk}/" not in page


def test_someone_else_reads_and_writes_nothing_of_hers(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria), days_ago=1)
    practice = practise(by=people.maria.user, patient=people.maria)
    count = count_breaths(by=people.maria.user, patient=people.maria, taps=14, seconds=60)
    begin_stage(by=people.maria.user, patient=people.maria, stage_id="notice")
    nothing_leaks(people, f"/breathing/check/{session.pk}/")
    nothing_leaks(people, f"/breathing/check/{session.pk}/", {"x": "y"})
    nothing_leaks(people, f"/breathing/practice/{practice.pk}/take-out/", {})
    nothing_leaks(people, f"/breathing/count/{count.pk}/take-out/", {})
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/breathing/"), who)
        for deed in ("practised", "stopped", "counted", "stage"):
            data = {"caution": "tingling", "taps": "9", "seconds": "60", "stage": "notice"}
            holds_nothing_of_maria(people, client.post(f"/breathing/{deed}/", data), who)
    assert BreathingPractice.objects.filter(patient=people.maria, withdrawn_at=None).count() == 1
    assert BreathCount.objects.filter(patient=people.maria, withdrawn_at=None).count() == 1
    assert StageBegun.objects.filter(patient=people.maria).count() == 1


def test_it_asks_the_database_the_same_few_questions_however_long_the_history(people: People) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = maria(people)
    client.get("/breathing/")
    with CaptureQueriesContext(connection) as few:
        client.get("/breathing/")
    for ago in range(1, 8):
        with clock.set_to(clock.now() - timedelta(days=ago)):
            practise(by=people.maria.user, patient=people.maria)
    with CaptureQueriesContext(connection) as many:
        client.get("/breathing/")
    assert len(many) == len(few) <= 25
