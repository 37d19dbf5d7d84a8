"""From sessions to proposals. What the rules decide is tested beside the rules; here: what they are told, and what is
kept of their answer."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult

from tests.people import SQUATS, ZONE, People, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import rate_flare_up, record_check_in, record_next_morning
from unbrace.clinic.check_ins.morning import opens_at
from unbrace.clinic.exercise_sessions.actions import correct_session, restore_session, withdraw_session
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import prescribe
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import accept_proposal, ask_for_review, review_session, sweep
from unbrace.clinic.worklist.care import care_of
from unbrace.clinic.worklist.days import Days
from unbrace.clinic.worklist.models import Proposal, Review
from unbrace.clinic.worklist.queries import open_proposals_for, unreviewed
from unbrace.clinic.worklist.tasks import review_session_task
from unbrace.rehab.red_flags import AskedIn

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=ZoneInfo(ZONE))  # so many days before it is the same hour but one
MONDAY_WEDNESDAY_FRIDAY = dataclasses.replace(SQUATS, days=(0, 2, 4))


def answer(session: ExerciseSession, pain: int = 2) -> None:
    with clock.set_to(opens_at(session.ended_at, session.time_zone) + timedelta(hours=3)):
        record_next_morning(by=session.patient.user, patient=session.patient, session=session, pain=pain)


def four_good_weeks(people: People, patient: Patient) -> tuple[ProgrammeVersion, ExerciseSession]:
    """As prescribed, green, with every morning answered; the last one two to four days ago."""
    version = sign(people, patient, [MONDAY_WEDNESDAY_FRIDAY], days_ago=28)
    last = None
    for days_ago in range(27, 1, -1):
        if (clock.now() - timedelta(days=days_ago)).astimezone(ZoneInfo(ZONE)).weekday() in (0, 2, 4):
            last = sit(patient, version, days_ago)
            answer(last)
    assert last is not None
    return version, last


def test_four_good_weeks_propose_one_step_up(people: People) -> None:
    _, last = four_good_weeks(people, people.maria)
    (proposal,) = review_session(last)
    assert (proposal.kind, proposal.state, proposal.changes) == (
        "PROGRESS",
        "open",
        {"reps": {"from": 8, "to": 10}},
    )
    assert proposal.reason
    assert proposal.rule
    assert proposal.source


def test_the_same_knowledge_is_not_written_twice(people: People) -> None:
    _, last = four_good_weeks(people, people.maria)
    assert review_session(last) == review_session(last)
    assert Proposal.objects.count() == 1
    assert Review.objects.count() == 2


def test_after_a_step_the_count_begins_anew(people: People) -> None:
    """One good session at the new dose and one at the old are not two: no step after a step."""
    _, last = four_good_weeks(people, people.maria)
    (proposal,) = review_session(last)
    with clock.set_to(clock.now() - timedelta(days=1)):
        version = accept_proposal(by=people.tom.user, proposal=proposal)
    session = sit(people.maria, version, days_ago=0.5, full=10)
    (after,) = review_session(session)
    assert after.kind == "HOLD"
    assert after.state == "noted"


def test_a_session_done_at_an_older_dose_proposes_nothing(people: People) -> None:
    version, _ = four_good_weeks(people, people.maria)
    late = sit(people.maria, version, days_ago=1.5)
    sign(people, people.maria, [dataclasses.replace(MONDAY_WEDNESDAY_FRIDAY, reps=6)], days_ago=1)
    assert review_session(late) == []


def test_a_day_that_hurt_proposes_a_step_back_before_the_morning_is_known(people: People) -> None:
    version = sign(people, people.maria)
    (proposal,) = review_session(sit(people.maria, version, pain=7))
    assert (proposal.kind, proposal.changes) == ("REGRESS", {"reps": {"from": 8, "to": 5}})
    assert list(open_proposals_for(people.maria)) == [proposal]


def test_pain_that_was_not_asked_is_never_a_reason_for_more(people: People) -> None:
    version, _ = four_good_weeks(people, people.maria)
    session = sit(people.maria, version, days_ago=1.5, pain=None)
    answer(session)
    (proposal,) = review_session(session)
    assert (proposal.kind, proposal.because) == ("HOLD", "pain_not_rated")


def test_the_mornings_answer_replaces_what_was_said_before_it(people: People) -> None:
    version = sign(people, people.maria)
    session = sit(people.maria, version, days_ago=1.5)
    (before,) = review_session(session)
    assert before.because == "no_next_morning"
    answer(session, pain=5)
    (after,) = review_session(session)
    before.refresh_from_db()
    assert before.state == "superseded"
    assert after.kind == "REGRESS"


def test_only_one_proposal_waits_for_an_exercise(people: People) -> None:
    version = sign(people, people.maria)
    for days_ago in (3, 2, 1):
        review_session(sit(people.maria, version, days_ago, pain=7))
    assert open_proposals_for(people.maria).count() == 1


def test_a_withdrawn_session_takes_its_proposal_along(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria), pain=7)
    review_session(session)
    withdraw_session(by=people.maria.user, session=session)
    sweep()
    assert not open_proposals_for(people.maria).exists()
    restore_session(by=people.maria.user, session=session)
    sweep()
    assert open_proposals_for(people.maria).exists()


def test_a_corrected_pain_is_what_counts(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria), pain=7)
    review_session(session)
    correct_session(by=people.maria.user, session=session, exercise=session.exercises.get(), pain=2)
    sweep()
    assert not open_proposals_for(people.maria).exists()


def test_the_sweep_finds_what_was_never_reviewed_and_what_has_news(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria), days_ago=1.5)
    other = sit(people.victor, sign(people, people.victor), days_ago=1)
    assert unreviewed() == [session, other]
    with clock.set_to(session.ended_at + timedelta(minutes=1)):
        assert sweep() == 2
    assert unreviewed() == []
    answer(session)
    assert unreviewed() == [session]
    assert (sweep(), sweep()) == (1, 0)


def test_one_session_that_cannot_be_reviewed_does_not_stop_the_others(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = sit(people.maria, sign(people, people.maria), days_ago=2)
    good = sit(people.jonas, sign(people, people.jonas), days_ago=1)

    def stumbles(session: ExerciseSession) -> list[Proposal]:
        if session == bad:
            raise ValueError
        return review_session(session)

    monkeypatch.setattr(import_module("unbrace.clinic.worklist.actions.sweep"), "review_session", stumbles)
    assert sweep() == 1
    assert unreviewed() == [bad]
    assert good.reviews.exists()


def test_asking_for_a_review_puts_it_into_the_queue(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    ask_for_review(session)
    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs == {"args": [], "kwargs": {"session_id": str(session.pk)}}
    assert review_session_task.call(session_id=str(session.pk)) == 1
    assert review_session_task.call(session_id=str(people.maria.pk)) == 0


def test_a_signature_late_in_the_evening_counts_for_the_persons_own_day(people: People) -> None:
    """At 20:30 on Sunday in New York it is Monday in Greenwich; the new version is there for Sunday."""
    tz = ZoneInfo("America/New_York")
    sunday = datetime(2026, 11, 15, 20, 30, tzinfo=tz)
    people.maria.user.time_zone = tz.key
    people.maria.user.save()
    with clock.set_to(sunday):
        version = prescribe(by=people.tom.user, patient=people.maria, prescriptions=[SQUATS])
    days = Days(
        sessions=[], mornings={}, versions=[version], today=sunday.date(), zone=people.maria.user.zone
    )
    assert days.day_of(version.signed_at) == sunday.date()
    assert days.planned(sunday.date())
    assert not days.planned(sunday.date() - timedelta(days=1))


def test_only_the_last_weeks_are_read(people: People) -> None:
    """A year of sessions costs no more than eight weeks, and the one before them still tells of the break."""
    with clock.set_to(NOON):
        version = sign(people, people.maria, days_ago=200)
        for days_ago in (190, 180, 1):
            last = sit(people.maria, version, days_ago)
        care = care_of(people.maria)
    assert [(care.days.today - s.local_date).days for s in care.days.sessions] == [179, 0]
    assert care.days.gap_days() == 179
    assert care.days.sessions[-1] == last


@pytest.mark.parametrize(
    ("answers", "kind"),
    [({"NEU-1": "Y"}, "LOCK"), ({"CAN-2": "Y"}, "LOCK"), ({"CES-2": ("Y", "OLD_CHECKED")}, "SAFE_FLOOR")],
)
def test_a_safety_answer_comes_before_four_good_weeks(
    people: People, answers: dict[str, str], kind: str
) -> None:
    _, last = four_good_weeks(people, people.maria)
    screened(people.maria, answers, asked_in=AskedIn.CHECK_IN)
    (proposal,) = review_session(last)
    assert proposal.kind == kind
    assert not proposal.changes


def test_a_flare_up_that_was_declared_comes_before_a_step_up(people: People) -> None:
    _, last = four_good_weeks(people, people.maria)
    rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    (proposal,) = review_session(last)
    assert proposal.kind == "FLARE"


@pytest.mark.parametrize(
    ("said", "kind", "because"),
    [
        ({"poor_nights": 4}, "HOLD", "low_sleep"),
        ({"poor_nights": 3}, "PROGRESS", "two_green"),
        ({"poor_nights": None}, "PROGRESS", "two_green"),
        ({"worst_pain": 4}, "HOLD", "pain_up_today"),
        ({"worst_pain": 6}, "FLARE", "flare_up"),
        ({"worst_pain": 0}, "PROGRESS", "two_green"),
    ],
)
def test_the_weekly_check_in_is_heard_before_a_step_up(
    people: People, said: dict[str, int | None], kind: str, because: str
) -> None:
    """Her usual pain is 2."""
    _, last = four_good_weeks(people, people.maria)
    with clock.set_to(last.ended_at + timedelta(days=1)):
        record_check_in(by=people.maria.user, patient=people.maria, answers=said)
        (proposal,) = review_session(last)
    assert (proposal.kind, proposal.because) == (kind, because)


def test_what_waits_is_looked_at_again_after_a_check_in_and_not_signed_before(people: People) -> None:
    _, last = four_good_weeks(people, people.maria)
    morning = opens_at(last.ended_at, last.time_zone)  # it is answered three hours later
    with clock.set_to(morning + timedelta(hours=4)):
        (step,) = review_session(last)
        assert last not in unreviewed()
    with clock.set_to(morning + timedelta(hours=5)):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"poor_nights": 5})
        assert last in unreviewed()
        with pytest.raises(Refused, match="looked at again"):
            accept_proposal(by=people.tom.user, proposal=step)
        sweep()
        assert last not in unreviewed()
    assert not open_proposals_for(people.maria).exists()


def test_a_check_in_of_last_week_says_nothing_of_these_nights(people: People) -> None:
    with clock.set_to(clock.now() - timedelta(days=12)):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"poor_nights": 7})
    _, last = four_good_weeks(people, people.maria)
    (proposal,) = review_session(last)
    assert proposal.kind == "PROGRESS"
