"""A lift of one's own: told, told anew, rated again, ended. Only by the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.lifts.models import LONGEST_WHAT, OwnTask, TaskRating
from unbrace.clinic.lifts.queries import task_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Conflict, Refused
from unbrace.rehab.lifting import MOST_TWIST_DEGREES, Grip
from unbrace.rehab.lifting_ladder import BOUNDS

NEEDED: Final = ("load_kg", "from_cm", "to_cm", "times")
MAY_BE_OPEN: Final = ("reach_cm", "per_minute", "hours")
NO_WORDS: Final = gettext_noop("Say in a few words what you lift.")
LEFT_OUT: Final = gettext_noop("Write a number here. A guess is fine.")
BEYOND: Final = gettext_noop("This can hardly be. Look at the number and the unit once more.")
OTHER: Final = gettext_noop(
    "Something else was already saved from this page. Load it again, then write this."
)


@transaction.atomic
def describe_task(
    *, by: User, patient: Patient, key: UUID, said: Mapping[str, Any], done_at: datetime | None = None
) -> OwnTask:
    """What somebody lifts, in kg and cm, and how it is for them. Told anew, the way back begins anew.

    The same key twice is one task.
    """
    require_self(by, patient)
    values = _checked(said)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    known = OwnTask.objects.filter(patient=patient, key=key).first()
    if known is not None:
        if any(getattr(known, name) != value for name, value in values.items()):
            raise Conflict(OTHER)
        return known
    if (before := task_of(patient)) is not None:
        _end(before)
    moment = done_at or clock.now()
    task = OwnTask.objects.create(patient=patient, key=key, told_at=moment, **values)
    write_down(by=by, deed="lifts.describe", subject=task, clinic_id=patient.clinic_id)
    _rate(by, task, said.get("hurts"), said.get("worries"), moment)
    return task


def _checked(said: Mapping[str, Any]) -> dict[str, Any]:
    what = str(said.get("what") or "").replace("\x00", "").strip()
    if not what:
        raise Refused(NO_WORDS, field="what")
    if len(what) > LONGEST_WHAT:
        raise Refused("This is too long. Use fewer words.", field="what")
    values: dict[str, Any] = {"what": what}
    for name in (*NEEDED, *MAY_BE_OPEN):
        value = said.get(name)
        if value is None and name in NEEDED:
            raise Refused(LEFT_OUT, field=name)
        least, most = BOUNDS[name]
        if value is not None and not least <= value <= most:
            raise Refused(BEYOND, field=name)
        values[name] = int(value) if name == "times" and value is not None else value
    twist = said.get("twist_degrees")
    if twist is not None and not 0 <= twist <= MOST_TWIST_DEGREES:
        raise Refused(BEYOND, field="twist_degrees")
    grip = str(said.get("grip") or "")
    if grip and grip not in {one.value for one in Grip}:
        raise Refused("Choose one of the answers.", field="grip")
    return values | {"twist_degrees": twist, "grip": grip}


@transaction.atomic
def rate_task(
    *, by: User, patient: Patient, hurts: int | None, worries: int | None, done_at: datetime | None = None
) -> TaskRating:
    """How it is for them now, to be set beside how it was."""
    require_self(by, patient)
    task = task_of(patient)
    if task is None:
        raise Refused("There is nothing to rate yet.")
    return _rate(by, task, hurts, worries, done_at or clock.now())


def _rate(by: User, task: OwnTask, hurts: int | None, worries: int | None, moment: datetime) -> TaskRating:
    for name, value in (("hurts", hurts), ("worries", worries)):
        if value is not None and not 0 <= value <= 10:
            raise Refused("Choose a number from 0 to 10.", field=name)
    day = moment.astimezone(task.patient.user.zone).date()
    rating = TaskRating.objects.create(task=task, hurts=hurts, worries=worries, day=day, at=moment)
    write_down(by=by, deed="lifts.rate", subject=rating, clinic_id=task.patient.clinic_id)
    return rating


@transaction.atomic
def end_task(*, by: User, patient: Patient) -> None:
    """Done with it, or another one matters more. What was done stays. Twice is once."""
    require_self(by, patient)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    task = task_of(patient)
    if task is None:
        return
    _end(task)
    write_down(by=by, deed="lifts.end", subject=task, clinic_id=patient.clinic_id)


def _end(task: OwnTask) -> None:
    task.ended_at = clock.now()
    task.save(update_fields=["ended_at"])
