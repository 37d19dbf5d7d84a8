"""The thread everything hangs on: from an invitation to the next proposed step, with the camera counting in between."""

import re
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import DESK, PHONE, Person, expect_sent
from tests.journeys.server import DemoClinic

pytestmark = [pytest.mark.journey, pytest.mark.alone]


def _sees_in_a_moment(person: Person, region: str, text: str) -> None:
    """The rules run beside the server, a second or two after the session has come in."""
    place = person.page.get_by_role("complementary", name=region)
    for _ in range(30):
        if text in place.inner_text():
            return
        person.page.wait_for_timeout(1000)
        person.page.reload()
    expect(place).to_contain_text(text)


def _stored_sessions(clinic: DemoClinic, email: str) -> list[tuple[datetime, datetime, datetime]]:
    """(started, ended, received) of this person's sessions, from the database itself."""
    database = sqlite3.connect(f"file:{Path(clinic.data) / 'unbrace.sqlite3'}?mode=ro", uri=True)
    rows = database.execute(
        """select s.started_at, s.ended_at, s.received_at from exercise_sessions_exercisesession s
           join patients_patient p on p.id = s.patient_id join accounts_user u on u.id = p.user_id
           where u.email = ?""",
        (email,),
    ).fetchall()
    database.close()
    return [tuple(datetime.fromisoformat(moment) for moment in row) for row in rows]  # type: ignore[misc]


def test_a_new_person_squats_and_the_therapist_sees_the_exact_count(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    # given somebody whom Tom has invited, and who has joined with a one-time code
    link = tom.invites("Anna Lund", "anna@example.org")
    with Person.with_a_browser(chromium, clinic, width=PHONE) as anna:
        anna.joins_by_code(link, "Anna Lund", "anna@example.org")
        # and answered the safety questions
        anna.answers_the_safety_screen()
        expect(anna.page.get_by_role("heading", name="Mark where it hurts")).to_be_visible()
        # and a programme of ten squats, signed
        tom.writes_squats("Anna Lund", reps=10)

        # when she does five squats and a smaller one in front of the camera
        anna.starts_todays_session(pain=2)
        anna.presses("Start with the camera")
        anna.waits_for_repetitions(5)
        expect(anna.page.locator("[data-slot=partials]")).to_have_text("and 1 smaller")
        anna.presses("Set done")
        anna.says_how_it_was(pain=2, effort=4)
        anna.presses("Save and finish")
        expect_sent(anna)

    # then Tom sees what was seen, and the next step is proposed with its reason
    tom.page.goto("/therapist/patients/")
    tom.page.get_by_role("link", name="Anna Lund").click()
    card = tom.page.get_by_role("region", name="Sessions")
    expect(card).to_contain_text("5 seen")
    expect(card).to_contain_text("0 claimed")
    expect(card).to_contain_text("5 not seen")
    expect(card).to_contain_text("5 full and 1 partial")
    expect(card).to_contain_text("Pain during 2 of 10")
    _sees_in_a_moment(tom, "Programme", "Next: same dose. We do not know yet how the next morning was")


def test_the_network_is_gone_and_the_tab_is_killed_and_nothing_is_lost_or_doubled(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    # given somebody with twelve squats to do, who has opened the session once
    link = tom.invites("Omar Haddad", "omar@example.org")
    with Person.with_a_browser(chromium, clinic, width=PHONE) as omar:
        omar.joins_by_code(link, "Omar Haddad", "omar@example.org")
        omar.answers_the_safety_screen()
        expect(omar.page.get_by_role("heading", name="Mark where it hurts")).to_be_visible()
        tom.writes_squats("Omar Haddad", reps=12)
        omar.starts_todays_session(pain=1)
        omar.waits_until_it_works_offline()

        # when the network goes after he has begun, and the tab is killed after his fifth squat
        omar.presses("Start with the camera")
        omar.waits_for_repetitions(2)
        omar.context.set_offline(True)
        omar.waits_for_repetitions(5)
        omar.loses_the_tab()

        # and he comes back, still without a network, and carries on
        omar.opens_a_new_tab()
        omar.page.goto("/exercise/")
        omar.presses("Carry on")
        omar.presses("Start with the camera")
        omar.waits_for_repetitions(10)
        omar.presses("Set done")
        omar.says_how_it_was(pain=0, effort=3)
        omar.presses("Save and finish")
        expect(omar.page.get_by_role("status")).to_contain_text("You are offline")
        assert _stored_sessions(clinic, "omar@example.org") == []

        # and the network comes back a while later
        omar.page.wait_for_timeout(5_000)
        omar.context.set_offline(False)
        expect_sent(omar)

    # then there is one session with all ten, dated to when they were done
    ((started, ended, received),) = _stored_sessions(clinic, "omar@example.org")
    assert ended - started > timedelta(seconds=30)
    assert received - ended > timedelta(seconds=4)
    tom.page.goto("/therapist/patients/")
    tom.page.get_by_role("link", name="Omar Haddad").click()
    sessions = tom.page.get_by_role("region", name="Sessions")
    expect(sessions.get_by_text("10 seen")).to_have_count(1)
    expect(sessions).to_contain_text("0 of 10")


def test_whoever_skips_everything_has_nothing_saved(
    chromium_without_camera: Browser, clinic: DemoClinic
) -> None:
    before = len(_stored_sessions(clinic, "maria@demo.unbrace.test"))
    with Person.signs_in(chromium_without_camera, clinic, "maria@demo.unbrace.test") as maria:
        # when Maria opens her session and finishes without doing anything
        maria.starts_todays_session(pain=0)
        maria.presses("Finish here")
        # then she is told so, and nothing is sent
        expect(maria.page.get_by_role("heading", level=1)).to_contain_text("Nothing done, and that is fine")
        maria.page.get_by_role("link", name="Back to Today").click()
        expect(maria.page.get_by_role("heading", level=1)).to_contain_text("Maria")
        assert len(_stored_sessions(clinic, "maria@demo.unbrace.test")) == before


def test_a_session_the_server_refused_can_be_read_saved_and_thrown_away(
    chromium_without_camera: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(chromium_without_camera, clinic, "maria@demo.unbrace.test") as maria:
        # given a session that the server will not take
        maria.page.route(
            "**/exercise/results/", lambda asked: asked.fulfill(status=422, json={"error": "Too many."})
        )
        maria.starts_todays_session(pain=0)
        maria.presses("Do it without the camera")
        maria.page.locator("button[value=count]").click()
        maria.presses("Set done")
        maria.presses("Finish here")
        maria.presses("Skip both")
        maria.presses("Save and finish")
        expect(maria.page.get_by_role("status")).to_contain_text("Too many.")
        # when she follows the banner on Today
        maria.page.get_by_role("link", name="Back to Today").click()
        maria.page.get_by_role("link", name="See what is kept here").click()
        kept = maria.page.get_by_role("article")
        expect(kept).to_contain_text("1 exercise, 1 set: 1 counted by you.")
        expect(kept).to_contain_text("Too many.")
        # then she can save it and throw it away, and Today is quiet again
        with maria.page.expect_download() as saved:
            maria.presses("Save a copy")
        assert "unbrace.exercise-session/1" in saved.value.path().read_text()
        maria.page.get_by_text("Throw away", exact=True).click()
        maria.presses("Yes, throw it away")
        expect(maria.page.get_by_role("heading", name="Nothing is left here")).to_be_visible()
        maria.page.goto("/")
        expect(maria.page.get_by_text("could not be taken")).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_a_camera_the_way_on_is_tapping(
    chromium_without_camera: Browser, clinic: DemoClinic, width: int
) -> None:
    # given a device without a camera
    maria = Person.signs_in(chromium_without_camera, clinic, "maria@demo.unbrace.test", width=width)
    with maria as person:
        # when Maria starts with it anyway
        person.starts_todays_session(pain=0)
        person.presses("Start with the camera")
        # then the page says so, and she counts by tapping
        expect(person.page.get_by_role("heading", level=1)).to_contain_text(re.compile("camera", re.I))
        person.presses("Go on by tapping")
        for _ in range(3):
            person.page.locator("button[value=count]").click()
        person.waits_for_repetitions(3)
        person.presses("−1, one fewer")
        person.waits_for_repetitions(2)
