"""What is in somebody's progress: what was said, measured and counted, on their own days, and nothing else."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.people import BRIDGES, SQUATS, ZONE, People, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import (
    end_flare_up,
    rate_flare_up,
    record_check_in,
    record_next_morning,
    write_diary,
)
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.exercise_sessions.actions import correct_session, withdraw_session
from unbrace.clinic.reports.progress import Progress, pain_change, progress_of

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo(ZONE))
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.set_to(NOON):
        yield


def points(progress: Progress, key: str, exercise: str = "") -> dict[date, float]:
    found = [one for one in progress.series if one.key == key and one.exercise == exercise]
    return dict(found[0].points) if found else {}


def diary(people: People, days_ago: int, **said: Any) -> None:
    with clock.set_to(NOON - timedelta(days=days_ago)):
        draft = DiaryDraft(key=uuid.uuid4(), written_at=clock.now(), time_zone=ZONE, **said)
        write_diary(by=people.maria.user, patient=people.maria, draft=draft)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_without_anything_it_is_empty(people: People) -> None:
    assert progress_of(people.maria, 12).is_empty


def test_resting_pain_is_the_average_of_a_day_and_nought_counts(people: People) -> None:
    version = sign(people, people.maria)
    first = sit(people.maria, version, days_ago=3, pain_before=0)
    second = sit(people.maria, version, days_ago=2, pain_before=3)
    sit(people.maria, version, days_ago=1, pain_before=None)
    with clock.set_to(NOON - timedelta(days=2, hours=4)):
        record_next_morning(by=people.maria.user, patient=people.maria, session=first, pain=4)
    assert points(progress_of(people.maria, 12), "pain") == {ago(3): 0.0, ago(2): 3.5}
    correct_session(by=people.maria.user, session=second, pain_before=1)
    assert points(progress_of(people.maria, 12), "pain")[ago(2)] == 2.5
    withdraw_session(by=people.maria.user, session=second)
    assert points(progress_of(people.maria, 12), "pain")[ago(2)] == 4.0


def test_the_worst_is_the_highest_that_was_named_on_a_day(people: People) -> None:
    diary(people, 2, pains={"low_back": 5, "leg": 6})
    with clock.set_to(NOON - timedelta(days=2)):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 4})
    diary(people, 1, pains={"low_back": 0})
    diary(people, 0, mood=3)
    assert points(progress_of(people.maria, 12), "worst_pain") == {ago(2): 6.0, ago(1): 0.0}


def test_function_needs_all_three_answers(people: People) -> None:
    for days_ago, answers in (
        (14, {"plans": 5, "positions": 6, "hands": 2}),
        (7, {"plans": 3, "positions": None, "hands": 1}),
        (0, {"plans": 0, "positions": 0, "hands": 0, "poor_nights": 2}),
    ):
        with clock.set_to(NOON - timedelta(days=days_ago)):
            record_check_in(by=people.maria.user, patient=people.maria, answers=answers)
    progress = progress_of(people.maria, 12)
    assert points(progress, "function") == {ago(14): 13.0, ago(0): 0.0}
    assert points(progress, "poor_nights") == {ago(0): 2.0}
    assert points(progress, "average_pain") == {}


def test_how_much_and_how_far_of_what_is_in_the_plan_now(people: People) -> None:
    old = sign(people, people.maria, [SQUATS, BRIDGES])
    sit(people.maria, old, days_ago=4, full=6)
    new = sign(people, people.maria, [SQUATS], days_ago=3)
    sit(people.maria, new, days_ago=2)
    progress = progress_of(people.maria, 12)
    assert points(progress, "done", "squat") == {ago(4): 12.0, ago(2): 16.0}
    assert points(progress, "done", "glute-bridge") == {}
    (far,) = [one for one in progress.series if one.key == "range"]
    assert dict(far.points) == {ago(4): 75.0, ago(2): 75.0}
    assert far.give_or_take == 7.0


def test_plan_changes_and_flare_ups_are_on_the_persons_own_days(people: People) -> None:
    sign(people, people.maria, days_ago=40)
    sign(people, people.maria, [BRIDGES], days_ago=5)
    with clock.set_to(NOON - timedelta(days=9)):
        rate_flare_up(by=people.maria.user, patient=people.maria, pain=7)
    with clock.set_to(NOON - timedelta(days=6)):
        rate_flare_up(by=people.maria.user, patient=people.maria, pain=3)
        end_flare_up(by=people.maria.user, patient=people.maria)
    progress = progress_of(people.maria, 4)
    assert progress.changes == ((ago(5), 2),)
    assert progress.flares == ((ago(9), ago(6)),)
    assert points(progress, "worst_pain") == {ago(9): 7.0, ago(6): 3.0}
    assert [number for _, number in progress_of(people.maria, 12).changes] == [1, 2]
    rate_flare_up(by=people.maria.user, patient=people.maria, pain=5)
    assert progress_of(people.maria, 4).flares[-1] == (TODAY, TODAY)


def test_a_change_that_matters_is_called_that_and_looks_back_beyond_what_is_shown(people: People) -> None:
    version = sign(people, people.maria, days_ago=80)
    for days_ago, pain in ((70, 6), (69, 6), (68, 6), (2, 4), (1, 4), (0.2, 4)):
        sit(people.maria, version, days_ago=days_ago, pain_before=pain)
    trends = [
        one.trend for weeks in (4, 12) for one in progress_of(people.maria, weeks).series if one.key == "pain"
    ]
    assert trends[0] == trends[1]
    assert trends[0] is not None
    assert (trends[0].label, trends[0].line) == ("improved", 4.0)
    assert (pain_change().points, pain_change().percent) == (2, 30)


def test_hours_of_sleep_are_what_the_person_says(people: People) -> None:
    diary(people, 1, sleep_hours=0)
    diary(people, 0, sleep_hours=7)
    assert points(progress_of(people.maria, 4), "sleep") == {ago(1): 0.0, ago(0): 7.0}


def test_nothing_of_another_patient_is_in_it(people: People) -> None:
    sit(people.maria, sign(people, people.maria))
    diary(people, 0, stress=1, pains={"neck": 4})
    progress = progress_of(people.jonas, 52)
    assert (progress.series, progress.changes, progress.flares) == ((), (), ())
