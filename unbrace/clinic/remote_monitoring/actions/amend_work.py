from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.actions.count_time import one_at_a_time
from unbrace.clinic.remote_monitoring.actions.note_work import Stated, checked
from unbrace.clinic.remote_monitoring.kinds import Source
from unbrace.clinic.remote_monitoring.models import MOST_LETTERS, WorkEntry

ALREADY = "This entry was put right already. Look at the newer one."


@transaction.atomic
def amend_work(*, by: User, entry: WorkEntry, stated: Stated, because: str) -> WorkEntry:
    """Another entry takes its place, with the reason; the work stays that of whoever did it. The first is kept."""
    reason = _may(by, entry, because)
    if bool(stated.way) != (entry.source == Source.CONTACT):
        raise Refused("A live contact stays one. Strike this entry and write another.", field="way")
    stretch = checked(stated, worker=entry.worker, patient=entry.patient)
    return _put(
        by,
        entry,
        reason,
        source=Source.CONTACT if stated.way else Source.BY_HAND,
        begins_at=stretch.begins,
        ends_at=stretch.ends,
        way=stated.way,
        what=stated.what.strip(),
    )


@transaction.atomic
def strike_work(*, by: User, entry: WorkEntry, because: str) -> WorkEntry:
    """It no longer counts, as where a page lay open for something else. What it was stays readable."""
    reason = _may(by, entry, because)
    same = {name: getattr(entry, name) for name in ("source", "begins_at", "ends_at", "way", "what")}
    return _put(by, entry, reason, struck=True, **same)


def _may(by: User, entry: WorkEntry, because: str) -> str:
    require_care(by, entry.patient, Permission.KEEP_LEDGER)
    one_at_a_time(entry.worker)
    if entry.struck or WorkEntry.objects.filter(amends=entry).exists():
        raise Refused(ALREADY)
    reason = because.strip()[:MOST_LETTERS]
    if not reason:
        raise Refused("Say in a few words what was wrong.", field="because")
    return reason


def _put(by: User, entry: WorkEntry, because: str, **fields: object) -> WorkEntry:
    made = WorkEntry.objects.create(
        patient=entry.patient, worker=entry.worker, entered_by=by, amends=entry, because=because, **fields
    )
    write_down(
        by=by,
        deed="remote_monitoring.strike_work" if made.struck else "remote_monitoring.amend_work",
        subject=made,
        clinic_id=entry.patient.clinic_id,
        amends=str(entry.pk),
    )
    return made
