from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.assessments.models import How, Outcome
from unbrace.clinic.assessments.queries import attempts_of
from unbrace.clinic.desks.models import DeskChange, DeskPhoto, DeskRecord
from unbrace.clinic.desks.photo_files import photo_file
from unbrace.clinic.desks.texts import desk_texts
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import NotYours
from unbrace.rehab.desk import (
    BOUNDS,
    FIRST_LOOK,
    SECOND_LOOK,
    Angle,
    Came,
    Desk,
    Found,
    Seen,
    look_due,
    next_look,
    outside,
    what_came,
)

__all__ = [
    "BOUNDS",
    "Came",
    "Found",
    "Tried",
    "changes_of",
    "desk_of",
    "desk_texts",
    "look_due_for",
    "next_for",
    "open_change_of",
    "photo_of",
    "photo_path",
    "records_of",
    "seen_at_desk",
    "tried",
]

CAMERA_TEST = "desk-record"
READINGS = {
    "trunk tilt": "trunk",
    "knee bend": "knee_bend",
    "elbow bend": "elbow_bend",
    "upper arm from the trunk": "upper_arm",
}
#: A desk is moved about: what a camera saw long ago says nothing of today's.
CAMERA_HOLDS = timedelta(days=60)
#: After this time something that was no good may be proposed again.
TRIED_HOLDS = timedelta(days=180)


def records_of(patient: Patient) -> QuerySet[DeskRecord]:
    """Newest first, each with its pictures."""
    return DeskRecord.objects.filter(patient=patient).prefetch_related("photos")


def changes_of(patient: Patient) -> QuerySet[DeskChange]:
    """Newest first, each with what was said a day and a week later."""
    found = DeskChange.objects.filter(patient=patient).select_related("record", "proposed_by")
    return found.prefetch_related("looks")


def open_change_of(patient: Patient) -> DeskChange | None:
    """The one that is proposed or being tried."""
    return changes_of(patient).filter(closed_at=None).first()


def change_of(patient: Patient, change_id: Any) -> DeskChange:
    """One of this person's; anybody else's is like an unknown one."""
    found = changes_of(patient).filter(pk=change_id).first()
    if found is None:
        raise NotYours
    return found


def photo_of(patient: Patient, photo_id: Any) -> DeskPhoto:
    found = DeskPhoto.objects.filter(record__patient=patient, pk=photo_id).select_related("record__patient")
    photo = found.exclude(state=DeskPhoto.State.GONE).first()
    if photo is None:
        raise NotYours
    return photo


def record_of(patient: Patient, record_id: Any) -> DeskRecord:
    found = records_of(patient).filter(pk=record_id).first()
    if found is None:
        raise NotYours
    return found


def photo_path(photo: DeskPhoto) -> Path:
    return photo_file(photo.pk)


def desk_of(record: DeskRecord) -> Desk:
    return Desk(**{one.name: getattr(record, one.name) for one in fields(Desk)})


def seen_at_desk(patient: Patient) -> Seen:
    """What the camera saw of this person at their desk, newest; nothing where that is long ago or never was."""
    since = clock.now() - CAMERA_HOLDS
    for attempt in reversed(attempts_of(patient)):
        by_camera = attempt.how == How.CAMERA and attempt.outcome == Outcome.MEASURED
        if attempt.test == CAMERA_TEST and by_camera and attempt.done_at >= since:
            return Seen(**_angles(attempt.numbers))
    return Seen()


def _angles(numbers: list[dict[str, Any]]) -> dict[str, Angle]:
    known = [one for one in numbers if one["name"] in READINGS and one["value"] is not None]
    return {READINGS[one["name"]]: Angle(one["value"], one["error_band"] or 0.0) for one in known}


def tried(patient: Patient, record: DeskRecord) -> frozenset[str]:
    """What is not proposed again: kept since this record was made, or no good within the last half year."""
    since = clock.now() - TRIED_HOLDS
    closed = DeskChange.objects.filter(patient=patient, closed_at__gte=since)
    return frozenset(
        one.change
        for one in closed
        if one.state != DeskChange.State.KEPT or (one.closed_at and one.closed_at >= record.at)
    )


def next_for(patient: Patient) -> tuple[Found, ...]:
    """All that could be tried by the newest record, in the order of the rules; empty without one."""
    record = records_of(patient).first()
    if record is None:
        return ()
    return outside(desk_of(record), seen_at_desk(patient), tried=tried(patient, record))


@dataclass(frozen=True)
class Tried:
    """A change with what came of it. `day_1` and `day_7` None: not asked yet, or skipped (`asked` tells)."""

    change: DeskChange
    day_1: int | None
    day_7: int | None
    asked: frozenset[int]
    came: Came
    due: int | None
    next_on: date | None


def tried_change(change: DeskChange, today: date) -> Tried:
    said = {one.after_days: one.bothers for one in change.looks.all()}
    day_1, day_7 = said.get(FIRST_LOOK), said.get(SECOND_LOOK)
    going_on = change.state == DeskChange.State.DOING and change.done_on is not None
    came = what_came(change.before, day_1, day_7)
    if SECOND_LOOK in said and day_7 is None:
        came = Came.NOT_KNOWN
    return Tried(
        change=change,
        day_1=day_1,
        day_7=day_7,
        asked=frozenset(said),
        came=came,
        due=look_due(change.done_on, today, said) if going_on and change.done_on else None,
        next_on=next_look(change.done_on, said) if going_on and change.done_on else None,
    )


def is_trying_a_change() -> Exists:
    """For a question about patients: whether `look_due_for` may find anything of this one."""
    doing = DeskChange.objects.filter(patient=OuterRef("pk"), state=DeskChange.State.DOING)
    return Exists(doing.order_by())


def look_due_for(patient: Patient) -> Tried | None:
    """For Today: the change that is asked about now; None where nothing is. One or two queries."""
    found = DeskChange.objects.filter(patient=patient, state=DeskChange.State.DOING).first()
    if found is None:
        return None
    standing = tried_change(found, today_of(patient))
    return standing if standing.due else None
