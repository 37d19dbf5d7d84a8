"""When which safety questions are due, and what is open meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.people import People, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import rate_flare_up, record_check_in
from unbrace.clinic.check_ins.gate import due_set, gate_of, good_until
from unbrace.clinic.check_ins.usual import usual_pain_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.queries import Allowed, Safety
from unbrace.rehab.red_flags import AskedIn

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ONB, CHK = AskedIn.ONBOARDING, AskedIn.CHECK_IN


@pytest.mark.parametrize(
    ("days_since", "last_session", "due"),
    [
        ({}, None, ONB),
        ({ONB: 0}, None, None),
        ({ONB: 6.9}, 1, None),
        ({ONB: 7}, 1, CHK),
        ({ONB: 20, CHK: 3}, 1, None),
        ({ONB: 20, CHK: 7}, 1, CHK),
        ({CHK: 1}, 1, ONB),
        ({ONB: 28, CHK: 1}, None, None),
        ({ONB: 29, CHK: 1}, None, ONB),
        ({ONB: 90, CHK: 1}, 28, None),
        ({ONB: 90, CHK: 1}, 29, ONB),
        ({ONB: 10, CHK: 1}, 60, None),
    ],
)
def test_which_set_is_due(
    days_since: dict[AskedIn, float], last_session: float | None, due: AskedIn | None
) -> None:
    done_at = {asked: NOW - timedelta(days=days) for asked, days in days_since.items()}
    last = None if last_session is None else NOW - timedelta(days=last_session)
    assert due_set(Safety((), done_at, None), last, NOW) is due


def test_what_was_begun_comes_before_what_is_due() -> None:
    assert due_set(Safety((), {}, AskedIn.FLARE_UP), None, NOW) is AskedIn.FLARE_UP


def test_what_is_due_by_the_calendar_stops_nobody_midway_and_what_was_found_does(people: People) -> None:
    """Who comes every Tuesday at six had the weekly questions last Tuesday at six: in the middle of this one."""
    sit(people.maria, sign(people, people.maria), days_ago=1)
    with clock.set_to(clock.now() + timedelta(days=7, minutes=5)):
        gate = gate_of(people.maria)
        assert (gate.due, gate.allowed, gate.allowed_midway) == (CHK, Allowed.NOTHING, Allowed.ALL)
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 9})
        assert gate_of(people.maria).allowed_midway is Allowed.NOTHING
    screened(people.jonas)
    screened(people.jonas, {"NEU-1": "Y"}, asked_in=CHK)
    assert gate_of(people.jonas).allowed_midway is Allowed.NOTHING


def test_a_month_without_a_session_asks_everything_again(people: People) -> None:
    sit(people.maria, sign(people, people.maria), days_ago=1)
    with clock.set_to(clock.now() + timedelta(days=8)):
        assert gate_of(people.maria).due is CHK
        screened(people.maria, asked_in=CHK)
        assert gate_of(people.maria).allowed is Allowed.ALL
    with clock.set_to(clock.now() + timedelta(days=30)):
        assert gate_of(people.maria).due is ONB


@pytest.mark.parametrize(("pain", "asked"), [(4, False), (5, True), (7, True)])
def test_a_flare_up_asks_again_on_every_day_that_is_three_above_the_usual_pain(
    people: People, pain: int, asked: bool
) -> None:
    """Maria's usual pain is 2."""
    rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    screened(people.maria, asked_in=AskedIn.FLARE_UP)
    with clock.set_to(clock.now() + timedelta(days=1)):
        rate_flare_up(by=people.maria.user, patient=people.maria, pain=pain)
        assert (gate_of(people.maria).due is AskedIn.FLARE_UP) is asked


@pytest.mark.parametrize(("worst", "asked"), [(4, False), (5, True), (7, True), (None, False), (0, False)])
def test_a_check_in_that_tells_of_much_more_pain_asks_the_flare_up_questions_once(
    people: People, worst: int | None, asked: bool
) -> None:
    """Maria's usual pain is 2."""
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": worst})
    screened(people.maria, asked_in=CHK)
    assert (gate_of(people.maria).due is AskedIn.FLARE_UP) is asked
    screened(people.maria, asked_in=AskedIn.FLARE_UP)
    assert gate_of(people.maria).due is None


def test_the_usual_pain_is_the_median_of_the_days_before_and_not_of_today(people: People) -> None:
    version = sign(people, people.maria)
    today = clock.now().astimezone(people.maria.user.zone).date()  # hers: near midnight not the server's
    assert usual_pain_of(people.maria, today) == 2
    for days_ago, pain in ((3, 4), (2, 5), (1, 6)):
        sit(people.maria, version, days_ago=days_ago, pain_before=pain)
    assert usual_pain_of(people.maria, today) == 5
    sit(people.maria, version, days_ago=0.1, pain_before=10)
    assert usual_pain_of(people.maria, today) == 5


def test_nobody_asked_is_no_usual_pain_of_nought(people: People) -> None:
    assert (
        usual_pain_of(Patient(user=people.lone, usual_pain=None, clinic=people.riverside), NOW.date()) is None
    )


@pytest.mark.parametrize(
    ("days_since", "last_session", "days"),
    [
        ({}, None, None),
        ({ONB: 0}, None, 7),
        ({ONB: 20, CHK: 3}, 1, 4),
        ({ONB: 90, CHK: 1}, 27, 1),
        ({ONB: 8}, 1, -1),
    ],
)
def test_the_answers_hold_until_the_next_set_is_due(
    days_since: dict[AskedIn, float], last_session: float | None, days: float | None
) -> None:
    safety = Safety((), {asked: NOW - timedelta(days=since) for asked, since in days_since.items()}, None)
    last = None if last_session is None else NOW - timedelta(days=last_session)
    until = good_until(safety, last)
    assert until == (None if days is None else NOW + timedelta(days=days))
    if until is not None:
        assert due_set(safety, last, until + timedelta(seconds=1)) is not None
    if until is not None and until > NOW:
        assert due_set(safety, last, until - timedelta(seconds=1)) is None


def test_what_was_begun_is_due_now() -> None:
    assert good_until(Safety((), {ONB: NOW}, AskedIn.FLARE_UP), None) is None
