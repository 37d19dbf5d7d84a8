"""One time of doing a step, and how it was the day after."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.usual import usual_pain_of
from unbrace.clinic.lifts.models import DayAfter, LadderStep, TaskTry
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.refused import Conflict, Refused

MOST_TIMES: Final = 200
TOO_EARLY: Final = gettext_noop("Please answer this from the next day on.")
OTHER: Final = gettext_noop(
    "Something else was already saved from this page. Load it again, then note this one."
)


@transaction.atomic
def note_try(
    *,
    by: User,
    step: LadderStep,
    key: UUID,
    done: int,
    pain_before: int | None,
    worst_pain: int | None,
    spread: bool = False,
    done_at: datetime | None = None,
) -> TaskTry:
    """Keep it once, however often it is sent. What was done is never turned away; `came_in_under` tells of it."""
    patient = step.task.patient
    require_self(by, patient)
    if not 0 <= done <= MOST_TIMES:
        raise Refused("Write how many times, as a number.", field="done")
    for name, value in (("pain_before", pain_before), ("worst_pain", worst_pain)):
        if value is not None and not 0 <= value <= 10:
            raise Refused("Choose a number from 0 to 10.", field=name)
    moment = done_at or clock.now()
    day = moment.astimezone(patient.user.zone).date()
    said: dict[str, Any] = {
        "done": done,
        "pain_before": pain_before,
        "worst_pain": worst_pain,
        "spread": spread,
    }
    allowed = gate_of(patient).allowed
    tried, is_new = TaskTry.objects.get_or_create(
        step=step,
        key=key,
        defaults=said
        | {
            "day": day,
            "at": moment,
            "usual": usual_pain_of(patient, day),
            "came_in_under": "" if allowed is Allowed.ALL else allowed.value,
        },
    )
    if is_new:
        write_down(by=by, deed="lifts.try", subject=tried, clinic_id=patient.clinic_id)
    elif any(getattr(tried, name) != value for name, value in said.items()):
        raise Conflict(OTHER)
    return tried


@transaction.atomic
def answer_day_after(*, by: User, tried: TaskTry, pain: int, done_at: datetime | None = None) -> DayAfter:
    """How it was the day after. The first answer stands."""
    patient = tried.step.task.patient
    require_self(by, patient)
    if not 0 <= pain <= 10:
        raise Refused("Choose a number from 0 to 10.", field="pain")
    moment = done_at or clock.now()
    if moment.astimezone(patient.user.zone).date() <= tried.day:
        raise Refused(TOO_EARLY, field="pain")
    after, is_new = DayAfter.objects.get_or_create(tried=tried, defaults={"pain": pain, "at": moment})
    if is_new:
        write_down(by=by, deed="lifts.day_after", subject=after, clinic_id=patient.clinic_id)
    return after
