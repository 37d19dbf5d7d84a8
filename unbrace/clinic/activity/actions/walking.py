"""The walking programme: the person starts it, notes walks, and says yes to each week's step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.activity.models import Because, Walk, WalkingPlan, WalkMorning
from unbrace.clinic.activity.queries import (
    has_walked_on,
    may_walk_more,
    morning_asked_about,
    next_step,
    walking_plan_of,
)
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self, today_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.refused import Conflict, Refused
from unbrace.rehab.walking import first_walk

FIRST_DAYS = 3  # content/exercises/walk-starter: three days a week
FURTHEST_BACK = timedelta(days=7)
LONGEST_MIN, MOST_STEPS = 300, 60_000
SAFETY_FIRST = "First come the safety questions. They are on your page Today."


@transaction.atomic
def start_walking(*, by: User, patient: Patient, longest_comfortable_minutes: int) -> WalkingPlan:
    """Begin, or begin anew, from the longest walk that was comfortable lately. Easy walking stays open on the
    safe floor; it does not where safety stops everything. In a flare-up, or while an answer waits for a look, beginning
    anew is no way to walk more than before."""
    require_self(by, patient)
    if not _is_whole(longest_comfortable_minutes, 0, LONGEST_MIN):
        raise Refused("Write the minutes as a number, 0 is fine.", field="longest")
    if gate_of(patient).allowed is Allowed.NOTHING:
        raise Refused(SAFETY_FIRST, field="longest")
    minutes, days, plan = first_walk(longest_comfortable_minutes), FIRST_DAYS, walking_plan_of(patient)
    if plan is not None and not may_walk_more(patient):
        minutes, days = min(minutes, plan.minutes), min(days, plan.days)
    return _keep(by, patient, minutes, days, Because.START)


@transaction.atomic
def take_walking_step(*, by: User, patient: Patient) -> WalkingPlan:
    """Yes to what the rule proposes for the next seven days. It is asked again here: what a page showed may be old."""
    require_self(by, patient)
    Patient.objects.select_for_update().get(pk=patient.pk)
    if gate_of(patient).allowed is Allowed.NOTHING:
        raise Refused(SAFETY_FIRST)
    step = next_step(patient)
    if step is None:
        raise Refused("The next step comes when this week is over.")
    return _keep(by, patient, step.minutes, step.days, step.because)


def _keep(by: User, patient: Patient, minutes: int, days: int, because: Because) -> WalkingPlan:
    plan = WalkingPlan.objects.create(
        patient=patient, minutes=minutes, days=days, began_on=today_of(patient), because=because
    )
    write_down(
        by=by, deed="activity.walking_plan", subject=plan, clinic_id=patient.clinic_id, because=because
    )
    return plan


@transaction.atomic
def log_walk(
    *,
    by: User,
    patient: Patient,
    key: UUID,
    day: date,
    minutes: int,
    steps: int | None = None,
    effort: int | None = None,
    pain: int | None = None,
    done_at: datetime | None = None,
) -> Walk:
    """Note a walk of today or of the last days. 0 is an answer, None is none. The same key twice is one walk.

    `done_at`: when it was noted, where it waited on a device since.
    """
    require_self(by, patient)
    today = (done_at or clock.now()).astimezone(patient.user.zone).date()
    if not today - FURTHEST_BACK <= day <= today:
        raise Refused("Choose today or one of the last 7 days.", field="day")
    if not _is_whole(minutes, 1, LONGEST_MIN):
        raise Refused("Write the minutes, from 1 to 300.", field="minutes")
    if steps is not None and not _is_whole(steps, 0, MOST_STEPS):
        raise Refused("Write the steps as a number, or leave it empty.", field="steps")
    for name, value in (("effort", effort), ("pain", pain)):
        if value is not None and not _is_whole(value, 0, 10):
            raise Refused("Choose a number from 0 to 10.", field=name)
    return keep_walk(by, patient, key, day=day, minutes=minutes, steps=steps, effort=effort, pain=pain)


def keep_walk(by: User, patient: Patient, key: UUID, **said: Any) -> Walk:
    """The row, once for each key."""
    walk, is_new = Walk.objects.get_or_create(patient=patient, key=key, defaults=said)
    if is_new:
        write_down(by=by, deed="activity.log_walk", subject=walk, clinic_id=patient.clinic_id)
    elif any(getattr(walk, name) != value for name, value in said.items()):
        raise Conflict("Another walk was already saved from this page. Load it again, then note this one.")
    return walk


def _is_whole(value: int, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


@transaction.atomic
def withdraw_walk(*, by: User, walk: Walk) -> Walk:
    """It no longer counts; nothing is deleted."""
    require_self(by, walk.patient)
    if walk.withdrawn_at is None:
        walk.withdrawn_at = clock.now()
        walk.save(update_fields=["withdrawn_at"])
        write_down(by=by, deed="activity.withdraw_walk", subject=walk, clinic_id=walk.patient.clinic_id)
    return walk


@transaction.atomic
def restore_walk(*, by: User, walk: Walk) -> Walk:
    require_self(by, walk.patient)
    if walk.withdrawn_at is not None:
        walk.withdrawn_at = None
        walk.save(update_fields=["withdrawn_at"])
        write_down(by=by, deed="activity.restore_walk", subject=walk, clinic_id=walk.patient.clinic_id)
    return walk


@transaction.atomic
def answer_walk_morning(
    *, by: User, patient: Patient, walked_on: date, pain: int, done_at: datetime | None = None
) -> WalkMorning:
    """How the back was the morning after. It decides whether the walks may become longer."""
    require_self(by, patient)
    if not _is_whole(pain, 0, 10):
        raise Refused("Choose a number from 0 to 10.", field="pain")
    if walked_on != morning_asked_about(patient, done_at) or not has_walked_on(patient, walked_on):
        raise Refused("This answer is no longer needed. All is well.")
    answer = WalkMorning.objects.create(patient=patient, walked_on=walked_on, pain=pain)
    write_down(by=by, deed="activity.walk_morning", subject=answer, clinic_id=patient.clinic_id)
    return answer
