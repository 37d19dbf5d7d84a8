"""Seen, claimed and not seen: three different things, and partial repetitions are a fourth."""

from __future__ import annotations

import dataclasses
from typing import Any

from tests.people import SQUATS, People, body, seen, sign
from unbrace.clinic.exercise_sessions.actions import record_session
from unbrace.clinic.exercise_sessions.queries import Tally, session_of, tally_of
from unbrace.clinic.exercise_sessions.tally import asked_of
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.programmes.actions import PrescriptionDraft


def tally(people: People, sets: list[dict[str, Any]], draft: PrescriptionDraft = SQUATS) -> Tally:
    sent = body(people.maria, sign(people, people.maria, [draft]))
    blank = {"side": "both", "seen": None, "claimed_reps": 0, "claimed_hold_s": None}
    sent["exercises"][0]["sets"] = [blank | {"number": n} | one for n, one in enumerate(sets, start=1)]
    session, _ = record_session(by=people.maria.user, patient=people.maria, upload=parse_upload(sent))
    return tally_of(session_of(people.maria, session.pk).exercises.all()[0])


def test_seen_claimed_and_not_seen_add_up_to_what_was_asked(people: People) -> None:
    found = tally(people, [{"seen": seen(full=8)}, {"seen": seen(full=5, partial=2), "claimed_reps": 1}])
    assert (found.asked, found.seen, found.claimed, found.not_seen, found.partial) == (16, 13, 1, 2, 2)
    assert found.completion == 14 / 16


def test_more_than_asked_is_all_of_it(people: People) -> None:
    found = tally(people, [{"seen": seen(full=12)}, {"claimed_reps": 10}])
    assert (found.not_seen, found.completion) == (0, 1)


def test_nothing_done_is_nothing(people: People) -> None:
    found = tally(people, [])
    assert (found.done, found.not_seen, found.completion) == (0, 16, 0)


def test_each_side_is_asked_twice(people: People) -> None:
    version = sign(people, people.maria, [dataclasses.replace(SQUATS, side="each")])
    assert asked_of(version.prescriptions.get()) == 32


def test_a_hold_is_counted_in_seconds_and_two_halves_are_not_one_whole(people: People) -> None:
    halves = seen(full=0) | {
        "holds": [
            {"start_ms": 0, "end_ms": 9000, "held_s": 9.0, "completed": False},
            {"start_ms": 12000, "end_ms": 23000, "held_s": 11.0, "completed": False},
        ]
    }
    draft = PrescriptionDraft("squat", sets=2, hold_s=20.0)
    found = tally(people, [{"seen": halves}, {"claimed_hold_s": 20}], draft)
    assert (found.unit, found.asked, found.seen, found.claimed) == ("seconds", 40, 11, 20)
