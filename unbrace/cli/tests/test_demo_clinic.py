"""What a stranger finds in the demo, on whatever day of the week and at whatever hour it is started."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from unbrace.cli.demo_clinic.people import address
from unbrace.cli.demo_clinic.seed import LOG_INS, seed
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.check_ins.gate import flare_of, gate_of
from unbrace.clinic.check_ins.models import NextMorning
from unbrace.clinic.exercise_sessions.models import ExercisePerformed
from unbrace.clinic.exercise_sessions.queries import sessions_for, tally_of
from unbrace.clinic.intakes.queries import asked_of, open_intake_of, sent_intake_of
from unbrace.clinic.lifts.models import TaskTry
from unbrace.clinic.lifts.queries import Way, waiting_steps_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import cares_of
from unbrace.clinic.programmes.queries import current_version, versions_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.reports.between_visits import between_visits
from unbrace.clinic.worklist.queries import open_first_plan_of, unreviewed, worklist_for

PASSWORD = "unbrace-demo"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]


@pytest.fixture
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def care(name: str) -> Patient:
    user = by_email(address(name))
    assert user is not None
    found = cares_of(user).first()
    assert found is not None
    return found


@pytest.fixture
def seeded() -> None:
    assert seed(PASSWORD)


@pytest.mark.parametrize("hours", [0, 30, 60, 86, 100, 130, 158])
def test_the_work_list_has_a_step_back_and_a_step_up_on_every_day(hours: int) -> None:
    with clock.set_to(MONDAY + timedelta(hours=hours)):
        seed(PASSWORD)
        rows = worklist_for(care("maria").clinic)
    found = {row.patient.user.first_name: [p.kind for p in row.proposals] for row in rows}
    assert found["Jonas"] == ["PROGRESS"]
    assert found["Ruth"] == ["REGRESS"]
    assert next(iter(found)) == "Ruth"


def test_a_second_start_changes_nothing(seeded: None) -> None:
    before = (User.objects.count(), ExercisePerformed.objects.count(), NextMorning.objects.count())
    assert not seed("another-password")
    assert (User.objects.count(), ExercisePerformed.objects.count(), NextMorning.objects.count()) == before


def test_the_printed_log_ins_work(seeded: None) -> None:
    for _, email, _ in LOG_INS:
        user = by_email(email)
        assert user is not None
        assert user.check_password(PASSWORD)


def test_maria_has_three_exercises_and_every_kind_of_answer(seeded: None) -> None:
    maria = care("maria")
    version = current_version(maria)
    assert version is not None
    assert [p.exercise for p in version.prescriptions.all()] == ["squat", "glute-bridge", "arm-lift"]
    assert len(versions_of(maria)) == 2
    tallies = [tally_of(done) for session in sessions_for(maria) for done in session.exercises.all()]
    pains = {tally.pain for tally in tallies}
    assert {0, None} <= pains
    assert max(pain for pain in pains if pain is not None) >= 4
    for number in ("seen", "claimed", "not_seen", "partial"):
        assert any(getattr(tally, number) for tally in tallies), number
    assert any(tally.skipped for tally in tallies)


def test_nothing_was_done_in_the_future_or_before_it_was_signed(seeded: None) -> None:
    now = clock.now()
    for name in ("maria", "jonas", "ruth", "victor"):
        for session in sessions_for(care(name)):
            assert session.programme_version.signed_at <= session.started_at < session.ended_at <= now
            assert session.dated_by == "device"


def test_maria_has_noted_some_days_and_not_others_and_come_through_a_flare_up(seeded: None) -> None:
    maria = care("maria")
    found = between_visits(maria)
    assert 6 <= len(found.days) < 14
    assert any(day.in_flare for day in found.days)
    assert flare_of(maria) is None
    assert all(week.plan is not None and week.days for week in found.weeks)
    assert found.breathed is not None
    assert (found.breathed.held.asked, found.breathed.braced.asked) == (2, 1)
    assert gate_of(maria).allowed is Allowed.ALL


def test_someone_has_nothing_yet_and_the_other_clinic_is_its_own(seeded: None) -> None:
    assert current_version(care("amira")) is None
    assert Clinic.objects.count() == 2
    assert care("victor").clinic != care("maria").clinic


def test_one_has_sent_their_way_in_and_one_is_half_way(seeded: None) -> None:
    plan = open_first_plan_of(care("samuel"))
    assert plan is not None
    assert plan.lines
    assert sent_intake_of(care("lea")) is None
    asked = asked_of(care("lea"), open_intake_of(care("lea")))
    assert 0 < len(asked.open) < len(asked.questions)


def test_everything_is_reviewed_already(seeded: None) -> None:
    assert unreviewed() == []


def test_marias_lift_was_open_when_she_tried_it_and_its_next_step_waits(seeded: None) -> None:
    tries = TaskTry.objects.filter(step__task__patient=care("maria"))
    assert {one.came_in_under for one in tries} == {""}
    (waiting,) = waiting_steps_of([care("maria").pk])
    assert waiting.way is Way.ON
