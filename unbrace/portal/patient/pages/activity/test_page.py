"""The walking page: noting a walk, a slip beside its field, taking out and putting back; and nobody else's."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.activity.actions import start_walking
from unbrace.clinic.activity.models import Walk, WalkingPlan
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.queries import Allowed, safety_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People


def form(people: People, **changed: Any) -> dict[str, Any]:
    day = today_of(people.maria).isoformat()
    return {
        "key": str(uuid.uuid4()),
        "day": day,
        "minutes": "12",
        "steps": "",
        "effort": "3",
        "pain": "0",
    } | changed


def test_a_walk_is_noted_and_read_again_with_its_0(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/activity/walk/", form(people, steps="1400"))
    page = client.get("/activity/").content.decode()
    assert "12 minutes, 1,400 steps, effort 3 of 10, pain 0 of 10" in page
    assert "1 day of 28 known, 12 minutes a day on average" in page


def test_what_was_skipped_is_not_nought(people: People) -> None:
    client = signed_in(people.maria.user)
    data = form(people, pain="skip")
    del data["effort"]
    client.post("/activity/walk/", data)
    walk = Walk.objects.get()
    assert (walk.pain, walk.effort, walk.steps) == (None, None, None)
    assert (
        "pain"
        not in re.findall(r'<p class="muted">12 minutes[^<]*', client.get("/activity/").content.decode())[0]
    )


def test_the_form_sent_twice_is_one_walk(people: People) -> None:
    client, data = signed_in(people.maria.user), form(people)
    for _ in range(2):
        assert client.post("/activity/walk/", data).status_code == 302
    assert Walk.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"minutes": ""}, ["minutes"]),
        ({"minutes": "0"}, ["minutes"]),
        ({"minutes": "٣"}, ["minutes"]),
        ({"minutes": "x", "day": "x"}, ["minutes", "day"]),
        ({"day": "2020-01-01"}, ["day"]),
        ({"steps": "many"}, ["steps"]),
        ({"pain": "11"}, ["pain"]),
        ({"effort": "-1"}, ["effort"]),
        ({"key": "x"}, ["minutes"]),
    ],
)
def test_a_slip_stands_beside_its_field_and_what_was_typed_stays(
    people: People, changed: dict[str, str], fields: list[str]
) -> None:
    response = signed_in(people.maria.user).post("/activity/walk/", form(people, **changed))
    assert response.status_code == 422
    page = response.content.decode()
    assert all(f'id="{field}-problem"' in page for field in fields)
    assert 'name="effort" value="3" checked' in page or "effort" in changed
    assert not Walk.objects.exists()


def test_much_pain_leads_to_the_list_of_signs(people: People) -> None:
    response = signed_in(people.maria.user).post("/activity/walk/", form(people, pain="8"))
    screen = people.maria.safety_screens.latest("started_at")
    assert screen.occasion is AskedIn.AFTER_SESSION
    assert response["Location"] == f"/safety/{screen.pk}/"
    assert safety_of(people.maria).allowed is Allowed.NOTHING
    assert Walk.objects.get().pain == 8


def test_a_plan_begins_and_a_word_is_no_number(people: People) -> None:
    client = signed_in(people.maria.user)
    assert 'id="longest-problem"' in client.post("/activity/plan/", {"longest": "some"}).content.decode()
    client.post("/activity/plan/", {"longest": "40"})
    assert "10 minutes, on 3 days a week" in client.get("/activity/").content.decode()


def test_after_a_week_the_next_step_waits_for_a_yes(people: People) -> None:
    with clock.set_to(clock.now() - timedelta(days=7)):
        start_walking(by=people.maria.user, patient=people.maria, longest_comfortable_minutes=40)
    client = signed_in(people.maria.user)
    assert "Next: 10 minutes, on 3 days a week" in client.get("/activity/").content.decode()
    assert WalkingPlan.objects.count() == 1
    client.post("/activity/step/")
    assert WalkingPlan.objects.count() == 2


def test_where_safety_stops_no_plan_is_offered(people: People) -> None:
    screened(people.maria, {"INF-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    page = signed_in(people.maria.user).get("/activity/").content.decode()
    assert "First come the safety questions" in page
    assert "Begin the plan" not in page


def test_a_walk_is_taken_out_and_put_back(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/activity/walk/", form(people))
    walk = Walk.objects.get()
    client.post(f"/activity/walk/{walk.pk}/take-out/")
    assert "Taken out." in client.get("/activity/").content.decode()
    assert "0 days" not in client.get("/activity/").content.decode()
    client.post(f"/activity/walk/{walk.pk}/put-back/")
    assert Walk.objects.get().withdrawn_at is None


def test_the_number_of_questions_to_the_database_does_not_grow(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/activity/walk/", form(people))
    client.get("/activity/")
    with CaptureQueriesContext(connection) as few:
        client.get("/activity/")
    for _ in range(5):
        client.post("/activity/walk/", form(people))
    client.get("/activity/")
    with CaptureQueriesContext(connection) as many:
        client.get("/activity/")
    assert len(many) == len(few) <= 20


def test_someone_else_sees_only_their_own_walks(people: People) -> None:
    Walk.objects.create(patient=people.maria, day=today_of(people.maria), minutes=77)
    for who, client in everybody_else(people):
        answer = client.get("/activity/")
        holds_nothing_of_maria(people, answer, who)
        assert "77 minutes" not in answer.content.decode(), who


def test_someone_else_can_neither_take_out_nor_put_back(people: People) -> None:
    walk = Walk.objects.create(patient=people.maria, day=date(2026, 11, 1), minutes=10)
    nothing_leaks(people, f"/activity/walk/{walk.pk}/take-out/", {})
    nothing_leaks(people, f"/activity/walk/{walk.pk}/put-back/", {})
    walk.refresh_from_db()
    assert walk.withdrawn_at is None
