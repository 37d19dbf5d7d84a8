from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.actions.count_time import counted_of, one_at_a_time
from unbrace.clinic.remote_monitoring.actions.enrol import IS_OFF
from unbrace.clinic.remote_monitoring.kinds import Source, Way
from unbrace.clinic.remote_monitoring.models import MOST_LETTERS, WorkEntry
from unbrace.clinic.remote_monitoring.queries import MOST_MINUTES, enrolment_of, keeps_ledger
from unbrace.rehab.counted_time import Stretch

TAKEN: Final = (
    "In this time your work for somebody else is counted already, and a minute counts once. "
    "Choose another time, or put the other entry right first."
)
#: Of two clocks that disagree by seconds nobody has worked for two people.
A_BREATH: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class Stated:
    """What somebody says they did. `way` empty: work without a live contact."""

    begins_at: datetime | None
    minutes: int | None
    what: str
    way: str = ""


@transaction.atomic
def note_work(*, by: User, patient: Patient, stated: Stated, key: UUID) -> WorkEntry:
    """Minutes by hand, with what they were for, or a live contact with how it was held. Sent twice it is one entry."""
    require_care(by, patient, Permission.KEEP_LEDGER)
    if not keeps_ledger(patient.clinic):
        raise Refused(IS_OFF)
    if enrolment_of(patient) is None:
        raise Refused("Note the person's consent first.")
    one_at_a_time(by)
    if (known := WorkEntry.objects.filter(worker=by, key=key).first()) is not None:
        return known
    stretch = checked(stated, worker=by, patient=patient)
    entry = WorkEntry.objects.create(
        patient=patient,
        worker=by,
        entered_by=by,
        key=key,
        source=Source.CONTACT if stated.way else Source.BY_HAND,
        begins_at=stretch.begins,
        ends_at=stretch.ends,
        way=stated.way,
        what=stated.what.strip(),
    )
    write_down(
        by=by,
        deed="remote_monitoring.note_work",
        subject=entry,
        clinic_id=patient.clinic_id,
        source=entry.source,
    )
    return entry


def checked(stated: Stated, *, worker: User, patient: Patient) -> Stretch:
    """When it was. For the same person a stretch may lie over another: there it counts once when it is added up."""
    if stated.begins_at is None:
        raise Refused("When did it begin? Write the day and the time.", field="begins_at")
    if stated.minutes is None or not 1 <= stated.minutes <= MOST_MINUTES:
        raise Refused(f"How many whole minutes was it, from 1 to {MOST_MINUTES}?", field="minutes")
    if stated.way not in Way.values:
        raise Refused("Choose how you talked to each other.", field="way")
    if len(stated.what.strip()) > MOST_LETTERS:
        raise Refused(f"Use at most {MOST_LETTERS} letters.", field="what")
    if not stated.way and not stated.what.strip():
        raise Refused("Say in a few words what it was for, and why the clock did not count it.", field="what")
    stretch = Stretch(stated.begins_at, stated.begins_at + timedelta(minutes=stated.minutes))
    if stretch.ends > clock.now() + A_BREATH:
        raise Refused("This time has not passed yet.", field="begins_at")
    if stretch.begins < patient.started_at:
        raise Refused("That is before this person came into your care.", field="begins_at")
    if counted_of(worker, stretch, but_not_of=patient):
        raise Refused(TAKEN, field="begins_at")
    return stretch
