"""The chart as a therapist reads it: everything on one line of time, by kind and period, a page at a time."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, a_picture, screened, sign, sit, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.assessments.actions import Marked, ask_assessment, mark_test
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.check_ins.actions import rate_flare_up, record_check_in, record_next_morning
from unbrace.clinic.conversations.actions import answer_message, send_message
from unbrace.clinic.desks.actions import decide_change, did_change, look_at_change, record_desk
from unbrace.clinic.desks.queries import open_change_of
from unbrace.clinic.lifts.actions import answer_day_after, describe_task, end_task, note_try, sign_step
from unbrace.clinic.lifts.queries import ladder_of, proposed_step
from unbrace.clinic.lifts.tests.actions.test_lifts import CRATE
from unbrace.clinic.notes.models import Note
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.visits.actions import cancel_visit, mark_visit, plan_visit
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People


@pytest.fixture
def tom(people: People) -> Client:
    return signed_in(people.tom.user)


def at(people: People, rest: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/chart/{rest}"


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def live_a_while(people: People) -> None:
    maria, tom = people.maria, people.tom.user
    tells_and_sends(maria)
    version = sign(people, maria, [SQUATS, BRIDGES], days_ago=20)
    session = sit(maria, version, days_ago=3, pain=3)
    with clock.set_to(clock.now() - timedelta(days=2)):
        record_next_morning(by=maria.user, patient=maria, session=session, pain=0)
    record_check_in(by=maria.user, patient=maria, answers={"average_pain": 0, "poor_nights": 1})
    send_message(by=maria.user, patient=maria, key=uuid.uuid4(), text="My chair", file=a_picture())
    answer_message(by=tom, patient=maria, key=uuid.uuid4(), text="Higher, perhaps.")
    finding = screened(maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    clear_flags(by=tom, patient=maria, findings=[finding.pk], reason="Seen by her doctor.")
    rate_flare_up(by=maria.user, patient=maria, pain=6)
    Note(patient=maria, author=tom, assessment="Settling.").save()
    is_tested_and_met(people)


def is_tested_and_met(people: People) -> None:
    """Tested in the room today; one visit of yesterday was kept, one of next week is cancelled, one is to come."""
    maria, tom = people.maria, people.tom.user
    asked = ask_assessment(by=tom, patient=maria, test_set="short-first")
    twelve = Marked(uuid.uuid4(), "measured", "in_person", {"both": 12.0})
    mark_test(by=tom, assessment=asked, test="chair-stand-30s", marked=twelve)
    for days in (-1, 7, 9):
        with clock.set_to(clock.now() + timedelta(days=min(days, 0), hours=-2 if days < 0 else 0)):
            begins = clock.now() + timedelta(days=max(days, 0), hours=1)
            visit = plan_visit(by=tom, patient=maria, kind="follow_up", place="video", begins=begins)
        if days == -1:
            mark_visit(by=tom, visit=visit, outcome="late")
        if days == 7:
            cancel_visit(by=tom, visit=visit, because="I am away.")


def test_everything_stands_on_one_line_of_time(people: People, tom: Client) -> None:
    live_a_while(people)
    text = text_of(tom, at(people))
    for words in (
        *("Exercise session", "2 exercises done. Pain before 2 of 10.", "The morning after a session"),
        *(
            "Pain 0 of 10.",
            "Weekly check-in",
            "Pain on average 0 of 10. At its worst not said.",
            "1 short or poor",
        ),
        *("“My chair”", "picture or clip", "Message by Tom", "Flare-up began", "At its worst 6 of 10."),
        *("Safety answer cleared by Tom", "“Seen by her doctor.”", "Note by Tom", "“Settling.”"),
        *("Programme, version 1", "Signed by Tom.", "Questionnaires answered", "Numeric pain rating (0-10)"),
    ):
        assert words in text, words


def test_visits_and_tests_stand_in_it_and_lead_to_their_pages(people: People, tom: Client) -> None:
    is_tested_and_met(people)
    text = text_of(tom, at(people, "?kind=visits"))
    assert text.count("Visit, by video") == 2  # what is still to come has not happened
    assert "began late" in text
    assert "cancelled by the clinic" in text
    assert "With Tom." in text
    assert "Chair stand" not in text
    for kind, page in (
        ("visits", r"/therapist/visits/[^/]+/"),
        ("tests", r"/therapist/patients/[^\"]+/tests/[^/]+/"),
    ):
        address = re.search(f'href="({page})"', text_of(tom, at(people, f"?kind={kind}")))
        assert address
        assert tom.get(address[1]).status_code == 200


def test_a_test_stands_with_its_band_and_by_whom(people: People, tom: Client) -> None:
    is_tested_and_met(people)
    text = text_of(tom, at(people, "?kind=tests"))
    assert "12 times, give or take" in text
    assert "marked by a therapist" in text
    assert "By video" not in text.split("Narrow down")[0]


def desk_and_lift(people: People) -> None:
    """A desk measured and changed eight days ago; a lift told, a step signed, tried badly and asked about."""
    maria, by = people.maria, people.maria.user
    with clock.set_to(clock.now() - timedelta(days=8)):
        record_desk(by=by, patient=maria, key=uuid.uuid4(), said={"longest_sitting_min": 120.0, "bothers": 5})
        change = open_change_of(maria)
        assert change is not None
        did_change(by=by, change=change, done=True)
        task = describe_task(by=by, patient=maria, key=uuid.uuid4(), said=CRATE)
        step = sign_step(
            by=people.tom.user,
            patient=maria,
            task_id=task.pk,
            step=proposed_step(ladder_of(task)),
            after=0,
            approved=["outside_the_ages"],
            because="Seen in the visit.",
        )
    with clock.set_to(clock.now() - timedelta(days=7)):
        look_at_change(by=by, change=change, after_days=1, bothers=0)
        tried = note_try(
            by=by, step=step, key=uuid.uuid4(), done=5, pain_before=None, worst_pain=4, spread=True
        )
    with clock.set_to(clock.now() - timedelta(days=6)):
        answer_day_after(by=by, tried=tried, pain=0)
    decide_change(by=by, change=change, keep=True)
    end_task(by=by, patient=maria)


def test_a_desk_and_a_lift_of_their_own_stand_in_it_and_lead_to_their_pages(
    people: People, tom: Client
) -> None:
    desk_and_lift(people)
    desk = text_of(tom, at(people, "?kind=desk"))
    for words in (
        *("Desk measured", "Bothers 5 of 10.", "Change at the desk proposed", "Get up after half an hour."),
        *("Bothered before 5 of 10.", "A day after a change at the desk", "Bothers 0 of 10."),
        *("Change at the desk kept", f"/therapist/patients/{people.maria.pk}/desk/"),
    ):
        assert words in desk, words
    assert "Own lift told" not in desk
    lift = text_of(tom, at(people, "?kind=lift"))
    for words in (
        *("Own lift told", "“A crate of water into the car”", "12 kg from the floor, 6 times."),
        *("Own lift rated", "Hurts 6 of 10. Worries 7 of 10.", "Step 1 of the own lift"),
        *("3 kg from 75 cm, 5 times. Signed by Tom.", "“Seen in the visit.”", "Step 1 tried"),
        *("5 times. Pain before not said. At its worst 4 of 10.", "went further down, or newly numb"),
        *("The day after a lift", "Pain 0 of 10.", "Own lift ended"),
    ):
        assert words in lift, words
    assert "Desk measured" not in lift
    people.tom.user.units = "imperial"
    people.tom.user.save()
    assert "7 lb from 30 in, 5 times." in text_of(tom, at(people, "?kind=lift"))


def test_desk_and_lift_cost_no_question_more(people: People, tom: Client) -> None:
    tom.get(at(people))
    few = queries(tom, at(people))
    desk_and_lift(people)
    assert queries(tom, at(people)) == few


def test_nothing_of_a_kind_is_said_kindly(people: People, tom: Client) -> None:
    assert "Nothing of this kind in this time" in text_of(tom, at(people, "?kind=notes"))


def test_it_is_narrowed_by_kind_and_by_days_and_keeps_what_was_chosen(people: People, tom: Client) -> None:
    live_a_while(people)
    text = text_of(tom, at(people, "?kind=notes&kind=messages"))
    assert "Settling." in text
    assert "My chair" in text
    assert "Exercise session" not in text
    assert 'value="notes" checked' in text
    day = today_of(people.maria) - timedelta(days=3)
    text = text_of(tom, at(people, f"?from={day}&until={day}"))
    assert "Exercise session" in text
    assert "Weekly check-in" not in text
    assert f'value="{day}"' in text


@pytest.mark.parametrize(
    "days", ["from=soon", "until=2026-13-40", "from=2026-11-20&until=2026-11-01", "from=0001-01-01"]
)
def test_a_day_that_cannot_be_is_said_beside_its_field(people: People, tom: Client, days: str) -> None:
    page = tom.get(at(people, f"?{days}"))
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_draft_and_what_was_taken_out_are_not_in_it(people: People, tom: Client) -> None:
    session = sit(people.maria, sign(people, people.maria))
    session.withdrawn_at = clock.now()
    session.save()
    tom.post(f"/therapist/patients/{people.maria.pk}/notes/begin/")
    text = text_of(tom, at(people))
    assert "Exercise session" not in text
    assert "Note by" not in text


def test_fifty_a_page_and_nothing_twice_or_lost(people: People, tom: Client) -> None:
    for number in range(53):
        answer_message(by=people.tom.user, patient=people.maria, key=uuid.uuid4(), text=f"Line {number}.")
    first = text_of(tom, at(people, "?kind=messages"))
    earlier = re.search(r'href="(\?kind=messages&amp;before=[^"]+)">Earlier', first)
    assert earlier
    second = text_of(tom, at(people, earlier[1].replace("&amp;", "&")))
    found = re.findall(r"“(Line \d+\.)”", first), re.findall(r"“(Line \d+\.)”", second)
    assert [len(one) for one in found] == [50, 3]
    assert len(set(found[0] + found[1])) == 53
    assert "Back to the newest" in second


@pytest.mark.parametrize(
    "before", ["x", "_", "2026-01-01T00:00:00Z_nothing_x", "9999-12-31T23:59:59-23:59_note_x"]
)
def test_a_mark_that_is_none_shows_the_first_page(people: People, tom: Client, before: str) -> None:
    sign(people, people.maria)
    assert "Programme, version 1" in text_of(tom, at(people, f"?before={before}"))


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_a_page_asks_the_database_the_same_for_one_entry_as_for_a_hundred(
    people: People, tom: Client
) -> None:
    tom.get(at(people))
    few = queries(tom, at(people))
    desk_and_lift(people)
    live_a_while(people)
    for number in range(60):
        answer_message(by=people.tom.user, patient=people.maria, key=uuid.uuid4(), text=f"Line {number}.")
    assert queries(tom, at(people)) == few <= 5


def test_each_look_is_written_down(people: People, tom: Client) -> None:
    tom.get(at(people, "?kind=notes"))
    tom.get(at(people, "side-by-side/"))
    deeds = [entry.deed for entry in AuditEntry.objects.filter(subject_id=str(people.maria.pk))]
    assert deeds[-2:] == ["reports.read_chart", "reports.read_two_dates"]


def test_someone_else_does_not_learn_that_there_is_a_chart(people: People) -> None:
    live_a_while(people)
    assert nothing_leaks(people, at(people), None, "Settling.")
    assert nothing_leaks(people, at(people, "side-by-side/"))
