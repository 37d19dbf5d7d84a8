"""Two days of one person side by side."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.assessments.actions import Marked, ask_assessment, mark_test
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.desks.actions import record_desk
from unbrace.clinic.lifts.actions import describe_task, rate_task, sign_step
from unbrace.clinic.lifts.queries import ladder_of, proposed_step, task_of
from unbrace.clinic.lifts.tests.actions.test_lifts import CRATE
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.visits.actions import mark_visit, plan_visit

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People


@pytest.fixture
def tom(people: People) -> Client:
    return signed_in(people.tom.user)


def at(people: People, days: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/chart/side-by-side/{days}"


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def said(people: People, days_ago: int, pain: int) -> None:
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"average_pain": pain})


def two_months(people: People) -> None:
    """Four sessions at pain 6 a month ago, four at pain 2 now; one more exercise in between."""
    version = sign(people, people.maria, [SQUATS], days_ago=40)
    for back in (33, 31, 30, 29):
        sit(people.maria, version, days_ago=back, pain_before=6)
    version = sign(people, people.maria, [SQUATS, BRIDGES], days_ago=20)
    for back in (5, 3, 2, 1):
        sit(people.maria, version, days_ago=back, pain_before=2)
    said(people, 29, 6)
    said(people, 1, 5)


def test_a_change_that_matters_is_told_from_a_wobble(people: People, tom: Client) -> None:
    two_months(people)
    text = text_of(tom, at(people))
    rest = text.split("Pain at rest, mean of the week")[1].split("</tr>")[0]
    assert "6 of 10" in rest
    assert "2 of 10" in rest
    assert "−4" in rest
    assert "better, by more than the smallest change that matters" in rest
    average = text.split("Pain on average, check-in")[1].split("</tr>")[0]
    assert "within the usual ups and downs" in average


def test_the_range_stands_with_its_band_and_what_the_camera_cannot_tell(people: People, tom: Client) -> None:
    two_months(people)
    text = text_of(tom, at(people)).split('id="range"')[1]
    squat = text.split("Squat")[1].split("</tr>")[0]
    assert "75°" in squat
    assert "give or take 7°" in squat
    assert "within what the camera may be off" in squat


def test_tests_of_function_and_visits_stand_beside_each_other(people: People, tom: Client) -> None:
    by, maria = people.tom.user, people.maria
    asked = ask_assessment(by=by, patient=maria, test_set="short-first")
    for days_ago, value in ((30, 9.0), (0, 15.0)):
        with clock.set_to(clock.now() - timedelta(days=days_ago)):
            marked = Marked(uuid.uuid4(), "measured", "in_person", {"both": value})
            mark_test(by=by, assessment=asked, test="chair-stand-30s", marked=marked)
            begins = clock.now() + timedelta(minutes=1)
            visit = plan_visit(by=by, patient=maria, kind="follow_up", place="video", begins=begins)
        with clock.set_to(visit.ends):
            mark_visit(by=by, visit=visit, outcome="kept")
    text = text_of(tom, at(people))
    row = text.split('id="tests"')[1].split("</table>")[0]
    assert "9 times, give or take" in row
    assert "15 times, give or take" in row
    assert "more, beyond the error of both" in row
    assert "marked in the room" in row
    visits = text.split("Visits kept so far")[1].split("</tr>")[0]
    assert "<td>1<small>the last on" in visits
    assert "<td>2<small>the last on" in visits


def bothers(people: People, days_ago: int, much: int) -> None:
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        record_desk(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), said={"bothers": much})


def lifts(people: People, days_ago: int, hurts: int, what: str = "") -> None:
    """Rated again; with `what` told anew."""
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        by, maria = people.maria.user, people.maria
        if what:
            said = CRATE | {"what": what, "hurts": hurts, "worries": None}
            describe_task(by=by, patient=maria, key=uuid.uuid4(), said=said)
        else:
            rate_task(by=by, patient=maria, hurts=hurts, worries=None)


def test_desk_and_own_lift_stand_beside_each_other(people: People, tom: Client) -> None:
    assert "Desk and own lift" not in text_of(tom, at(people))
    bothers(people, 35, 6)
    bothers(people, 3, 1)
    lifts(people, 35, 8, "A crate of water")
    lifts(people, 3, 2)
    with clock.set_to(clock.now() - timedelta(days=10)):
        task = task_of(people.maria)
        assert task is not None
        sign_step(
            by=people.tom.user,
            patient=people.maria,
            task_id=task.pk,
            step=proposed_step(ladder_of(task)),
            after=0,
            approved=["outside_the_ages"],
            because="Seen.",
        )
    own = text_of(tom, at(people)).split('id="own"')[1]
    desk = own.split("How much the desk bothers")[1].split("</tr>")[0]
    assert "6 of 10" in desk
    assert "1 of 10" in desk
    assert "−5" in desk
    hurts = own.split("Own lift hurts")[1].split("</tr>")[0]
    assert "−6" in hurts
    assert "better, by more than the smallest change that matters" in hurts
    signed = own.split("Step of the own lift")[1].split("</tr>")[0]
    assert "none signed yet" in signed
    assert "3 kg from 75 cm, 5 times" in signed
    worries = own.split("Own lift worries")[1].split("</tr>")[0]
    assert worries.count("not known") == 2


def test_two_different_lifts_are_not_compared(people: People, tom: Client) -> None:
    lifts(people, 35, 8, "A crate of water")
    lifts(people, 3, 2, "My toddler")
    hurts = text_of(tom, at(people)).split("Own lift hurts")[1].split("</tr>")[0]
    assert "Another lift: not compared." in hurts
    assert "−6" not in hurts


def test_the_dose_says_what_came(people: People, tom: Client) -> None:
    two_months(people)
    dose = text_of(tom, at(people)).split('id="dose"')[1].split("</section>")[0]
    assert "new</span> <b>Bridge</b>" in dose


def test_too_few_rated_days_are_shown_and_not_compared(people: People, tom: Client) -> None:
    version = sign(people, people.maria, [SQUATS], days_ago=40)
    sit(people.maria, version, days_ago=30, pain_before=8)
    sit(people.maria, version, days_ago=1, pain_before=0)
    rest = text_of(tom, at(people)).split("Pain at rest, mean of the week")[1].split("</tr>")[0]
    assert "0 of 10" in rest
    assert "1 rated day" in rest
    assert "fewer than 3 rated days is not compared" in rest


def test_days_in_the_wrong_order_are_turned_round(people: People, tom: Client) -> None:
    today = today_of(people.maria)
    text = text_of(tom, at(people, f"?first={today}&second={today - timedelta(days=9)}"))
    assert text.index(f"{today - timedelta(days=9):%-d %b %Y}") < text.index(
        f'<th scope="col">{today:%-d %b %Y}'
    )


def test_a_day_that_is_none_is_said_and_the_usual_one_is_shown(people: People, tom: Client) -> None:
    page = tom.get(at(people, "?first=yesterday"))
    assert page.status_code == 422
    assert "Write the day as year-month-day" in page.content.decode()


def test_it_asks_the_same_for_one_session_as_for_many(people: People, tom: Client) -> None:
    version = sign(people, people.maria, [SQUATS], days_ago=40)
    sit(people.maria, version, days_ago=30)
    said(people, 29, 6)
    tom.get(at(people))
    counts = []
    for more in (0, 6):
        for back in range(1, more):
            sit(people.maria, version, days_ago=back)
        with CaptureQueriesContext(connection) as asked:
            assert tom.get(at(people)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 11


def test_someone_else_sees_neither_day(people: People) -> None:
    assert nothing_leaks(people, at(people))
