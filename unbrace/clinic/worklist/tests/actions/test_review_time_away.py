"""A missed fortnight: the next dose is proposed before the next session, once, and never twice lower. Clocks move."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.people import BRIDGES, EVERY_CONDITION, SQUATS, ZONE, People, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import record_check_in, record_next_morning
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.programmes.actions import pause
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.worklist.actions import (
    accept_proposal,
    change_proposal,
    proposed_draft,
    refuse_proposal,
    review_session,
    review_time_away,
    sweep,
)
from unbrace.clinic.worklist.breaks import before_break
from unbrace.clinic.worklist.care import care_of
from unbrace.clinic.worklist.models import Proposal
from unbrace.clinic.worklist.queries import away_for_a_week, open_proposals_for
from unbrace.rehab.red_flags import AskedIn

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo(ZONE))


def later(days: float) -> datetime:
    return NOON + timedelta(days=days)


@pytest.fixture
def last(people: People) -> ExerciseSession:
    """Maria did squats and bridges at noon; nothing since."""
    with clock.set_to(NOON):
        return sit(people.maria, sign(people, people.maria, [SQUATS, BRIDGES], days_ago=10), days_ago=0.02)


def reps(people: People) -> list[tuple[str, int]]:
    return [(p.exercise, p.changes["reps"]["to"]) for p in open_proposals_for(people.maria).order_by("pk")]


@pytest.mark.parametrize(
    ("days", "kind", "reps_to"),
    [
        (6, None, None),
        (7, "RESTART_80", 6),
        (13, "RESTART_80", 6),
        (14, "RESTART_60", 4),
        (27, "RESTART_60", 4),
        (28, "RE_ONBOARD", 4),
        (200, "RE_ONBOARD", 4),
    ],
)
def test_the_share_that_belongs_to_the_time_away_is_proposed_for_every_exercise(
    people: People, last: ExerciseSession, days: int, kind: str | None, reps_to: int | None
) -> None:
    with clock.set_to(later(days)):
        made = review_time_away(people.maria)
    assert [(p.exercise, p.kind, p.changes["reps"]["to"]) for p in made] == (
        [("squat", kind, reps_to), ("glute-bridge", kind, reps_to)] if kind else []
    )


def test_the_hourly_sweep_proposes_it_once_and_again_when_it_becomes_longer(
    people: People, last: ExerciseSession
) -> None:
    review_session(last)
    with clock.set_to(later(15)):
        sweep()
        first = set(open_proposals_for(people.maria).values_list("pk", flat=True))
        assert len(first) == 2
        sweep()
        assert set(open_proposals_for(people.maria).values_list("pk", flat=True)) == first
    with clock.set_to(later(29)):
        sweep()
        waiting = open_proposals_for(people.maria)
        assert {p.kind for p in waiting} == {"RE_ONBOARD"}
        assert Proposal.objects.filter(pk__in=first, state="superseded").count() == 2


def test_what_the_therapist_has_signed_is_not_proposed_again_and_not_lowered_twice(
    people: People, last: ExerciseSession
) -> None:
    with clock.set_to(later(8)):
        for proposal in review_time_away(people.maria):
            accept_proposal(by=people.tom.user, proposal=proposal)
        assert review_time_away(people.maria) == []
    with clock.set_to(later(15)):  # 60 % of what was done, not of the 80 %
        assert [p.changes["reps"] for p in review_time_away(people.maria)] == [{"from": 6, "to": 4}] * 2
        for proposal in open_proposals_for(people.maria):
            accept_proposal(by=people.tom.user, proposal=proposal)
        version = current_version(people.maria)
        assert version is not None
        screened(people.maria, asked_in=AskedIn.CHECK_IN)
        said = review_session(sit(people.maria, version, days_ago=0.01))
    assert {one.kind for one in said} == {"HOLD"}


def good_day(people: People, day: float) -> list[Proposal]:
    """A session as asked for on that day, with the usual pain, settled by the next morning."""
    version = current_version(people.maria)
    assert version is not None
    with clock.set_to(later(day)):
        session = sit(people.maria, version, days_ago=0.02)
    with clock.set_to(later(day + 0.8)):
        record_next_morning(by=people.maria.user, patient=people.maria, session=session, pain=2)
        return review_session(session)


def test_after_a_missed_fortnight_the_dose_comes_back_by_twenty_points_after_each_two_good_sessions(
    people: People,
) -> None:
    """Ten squats three times a week; 60 % are six, then eight, then ten; more than that waits for a full month."""
    with clock.set_to(NOON):
        sign(people, people.maria, [dataclasses.replace(SQUATS, reps=10, days=(0, 2, 4))], days_ago=13)
    for day in (-12, -9, -7, -5, -2, 0):
        good_day(people, day)
    with clock.set_to(later(14)):
        (lower,) = review_time_away(people.maria)
        accept_proposal(by=people.tom.user, proposal=lower)
        screened(people.maria, asked_in=AskedIn.CHECK_IN)
    way = []
    for day in (16, 19, 21, 23, 26, 28, 30, 33, 35, 37):
        for proposal in good_day(people, day):
            way.append((proposal.kind, proposal.because, *proposal.changes.get("reps", {}).values()))
            if proposal.changes:
                with clock.set_to(later(day + 0.9)):
                    accept_proposal(by=people.tom.user, proposal=proposal, approved=EVERY_CONDITION)
    assert way == [
        ("HOLD", "adherence_unknown"),  # of two planned days since the break nothing can be said
        ("HOLD", "adherence_unknown"),
        ("PROGRESS", "back_after_a_break", 6, 8),
        ("HOLD", "needs_two_green"),
        ("PROGRESS", "back_after_a_break", 8, 10),
        *[("HOLD", "weekly_load_cap")] * 5,  # more than before: the empty weeks count once everything is back
    ]


def test_a_dose_of_the_therapists_own_ends_the_way_back(people: People) -> None:
    with clock.set_to(NOON):
        version = sign(people, people.maria, [dataclasses.replace(SQUATS, reps=10)], days_ago=13)
        sit(people.maria, version, days_ago=0.02)
    with clock.set_to(later(14)):
        (lower,) = review_time_away(people.maria)
        accept_proposal(by=people.tom.user, proposal=lower)
        (way,) = care_of(people.maria).ways_back
        assert (way.before.dosage.reps, way.before.share) == (10, 0.6)
        (now,) = care_of(people.maria).days.versions[-1].prescriptions.all()
        assert before_break([way], now) == way.before
        (own,) = sign(
            people, people.maria, [dataclasses.replace(SQUATS, reps=7)], days_ago=0
        ).prescriptions.all()
        assert before_break(care_of(people.maria).ways_back, own) is None


def test_back_before_anybody_has_signed_the_lower_dose_still_waits(
    people: People, last: ExerciseSession
) -> None:
    with clock.set_to(later(15)):
        review_time_away(people.maria)
        review_session(sit(people.maria, last.programme_version, days_ago=0.01))
        assert {one.kind for one in open_proposals_for(people.maria)} == {"RESTART_60"}


@pytest.mark.parametrize("how", ["refused", "changed"])
def test_what_the_therapist_decided_otherwise_is_left_alone(
    people: People, last: ExerciseSession, how: str
) -> None:
    with clock.set_to(later(15)):
        for proposal in review_time_away(people.maria):
            if how == "refused":
                refuse_proposal(by=people.tom.user, proposal=proposal, reason="She trained elsewhere.")
            else:
                own = dataclasses.replace(proposed_draft(proposal), reps=7)
                change_proposal(by=people.tom.user, proposal=proposal, draft=own, reason="Trained elsewhere.")
        assert review_time_away(people.maria) == []
        assert not open_proposals_for(people.maria).exists()


def test_a_check_in_from_the_time_away_does_not_take_the_proposal_back(
    people: People, last: ExerciseSession
) -> None:
    with clock.set_to(later(15)):
        review_time_away(people.maria)
        record_check_in(by=people.maria.user, patient=people.maria, answers={"poor_nights": 6})
        sweep()
        assert {one.kind for one in open_proposals_for(people.maria)} == {"RESTART_60"}


def test_safety_comes_first_and_a_paused_programme_asks_for_nothing(
    people: People, last: ExerciseSession
) -> None:
    with clock.set_to(later(15)):
        pause(by=people.tom.user, patient=people.maria)
        assert away_for_a_week() == []
    with clock.set_to(later(16)):
        screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
        assert review_time_away(people.maria) == []


def test_a_dose_that_is_lower_already_stays(people: People, last: ExerciseSession) -> None:
    with clock.set_to(later(1)):
        sign(people, people.maria, [dataclasses.replace(SQUATS, reps=4)], days_ago=0)
    with clock.set_to(later(15)):
        assert review_time_away(people.maria) == []
