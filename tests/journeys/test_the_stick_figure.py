"""Movement as a stick figure: nothing without a yes, exactly what was seen with one, nothing left after a no."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import PHONE, Person, expect_sent
from tests.journeys.server import DemoClinic
from unbrace.motion.session import Session
from unbrace.motion.tests.replay import movement_of
from unbrace.motion.trace import Trace, open_trace

pytestmark = [pytest.mark.journey, pytest.mark.alone]


def _kept(clinic: DemoClinic, email: str) -> list[tuple[bytes, dict[str, Any]]]:
    """(trace, result) of every set of this person that has one, from the database itself."""
    database = sqlite3.connect(f"file:{Path(clinic.data) / 'unbrace.sqlite3'}?mode=ro", uri=True)
    rows = database.execute(
        """select t.data, p.seen from exercise_sessions_movementtrace t
           join exercise_sessions_setperformed p on p.id = t.performed_id
           join exercise_sessions_exerciseperformed e on e.id = p.exercise_id
           join exercise_sessions_exercisesession s on s.id = e.session_id
           join patients_patient c on c.id = s.patient_id join accounts_user u on u.id = c.user_id
           where u.email = ?""",
        (email,),
    ).fetchall()
    database.close()
    return [(bytes(data), json.loads(seen)) for data, seen in rows]


def _counted_again(data: bytes) -> dict[str, int]:
    trace = open_trace(data)
    assert isinstance(trace, Trace)
    session, last = Session(movement_of("squat")), 0.0
    for frame in trace.frames():
        session.receive(frame)
        last = frame.t_ms
    session.finish(last)
    counts: dict[str, int] = session.result().to_json()["counts"]
    return counts


def test_somebody_allows_it_is_seen_as_they_moved_and_takes_it_back(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    # given somebody with squats to do
    link = tom.invites("Nina Sand", "nina@example.org")
    with Person.with_a_browser(chromium, clinic, width=PHONE) as nina:
        nina.joins_by_code(link, "Nina Sand", "nina@example.org")
        nina.answers_the_safety_screen()
        expect(nina.page.get_by_role("heading", name="Mark where it hurts")).to_be_visible()
        tom.writes_squats("Nina Sand", reps=10)

        # who switches the stick figure on
        nina.page.goto("/you/")
        nina.unfolds("Privacy, and what you agreed to")
        nina.page.get_by_role("button", name="Switch on").click()
        expect(nina.page.get_by_role("status").first).to_contain_text("Switched on")

        # when she does squats in front of the camera
        nina.starts_todays_session(pain=1)
        nina.presses("Start with the camera")
        nina.waits_for_repetitions(1)
        nina.presses("Set done")
        nina.says_how_it_was(pain=1, effort=3)
        nina.presses("Save and finish")
        expect_sent(nina)

        # then her movement is kept, and counted again it gives what she saw
        ((data, seen),) = _kept(clinic, "nina@example.org")
        assert seen["counts"]["full"] >= 1
        assert _counted_again(data) == seen["counts"]
        assert len(data) < 150_000 * (1 + seen["duration_ms"] / 60_000)

        # and when she switches it off, it is gone
        nina.page.goto("/you/")
        nina.unfolds("Privacy, and what you agreed to")
        expect(nina.page.get_by_role("region", name="stick figure")).to_contain_text("1 set kept so far")
        nina.page.get_by_role("button", name="Switch off and delete").click()
        expect(nina.page.get_by_role("status").first).to_contain_text("1 stick figure was deleted")
        assert _kept(clinic, "nina@example.org") == []
