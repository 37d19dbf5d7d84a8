"""Where nobody plans, nobody exercises: what was signed is paused with a reason, and goes on by a therapist's hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.people import EVERY_CONDITION, SQUATS, People, sign
from unbrace.clinic.care_teams.actions import remove_member
from unbrace.clinic.programmes.actions import (
    pause,
    pause_where_nobody_plans,
    prescribe,
    resume,
    set_self_guided,
)
from unbrace.clinic.programmes.models import PausedBecause, Programme
from unbrace.clinic.programmes.queries import due_on
from unbrace.clinic.refused import NotYours, Refused

MONDAY = date(2026, 11, 23)


def state(people: People) -> tuple[bool, str]:
    programme = Programme.objects.get(patient=people.maria)
    return programme.paused_at is not None, programme.paused_because


def test_what_runs_is_paused_with_its_reason_and_only_here(people: People) -> None:
    for patient in (people.maria, people.victor):
        sign(people, patient)
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    assert state(people) == (True, PausedBecause.NOBODY_PLANS)
    assert Programme.objects.get(patient=people.victor).paused_at is None


def test_switching_back_starts_nothing_by_itself(people: People) -> None:
    sign(people, people.maria)
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    people.maria.refresh_from_db()
    with pytest.raises(Refused, match="Nobody plans"):
        resume(by=people.tom.user, patient=people.maria)
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=False)
    people.maria.refresh_from_db()
    assert due_on(people.maria, MONDAY) == []
    resume(by=people.tom.user, patient=people.maria)
    assert state(people) == (False, PausedBecause.THERAPIST)
    assert due_on(people.maria, MONDAY)


def test_what_a_therapist_had_paused_keeps_that_reason(people: People) -> None:
    sign(people, people.maria)
    pause(by=people.tom.user, patient=people.maria)
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    assert state(people) == (True, PausedBecause.THERAPIST)


def test_nothing_is_signed_where_nobody_plans(people: People) -> None:
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    people.maria.refresh_from_db()
    with pytest.raises(Refused, match="Nobody plans"):
        prescribe(by=people.tom.user, patient=people.maria, prescriptions=[SQUATS], approved=EVERY_CONDITION)


def test_when_the_last_therapist_leaves_nothing_is_asked_and_the_sweep_pauses(people: People) -> None:
    sign(people, people.maria)
    assert pause_where_nobody_plans() == 0
    for member in (people.tom, people.theo):
        remove_member(by=people.olga.user, membership=member)
    assert due_on(people.maria, MONDAY) == []
    assert pause_where_nobody_plans() == 1
    assert state(people) == (True, PausedBecause.NOBODY_PLANS)


def test_only_the_office_of_the_clinic_switches(people: People) -> None:
    for by in (people.hanna.user, people.tom.user, people.maria.user):
        with pytest.raises(NotYours):
            set_self_guided(by=by, clinic=people.riverside, on=True)
