from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.kinds import Source
from unbrace.clinic.remote_monitoring.models import WorkEntry
from unbrace.clinic.remote_monitoring.queries import counts_time, work_that_holds
from unbrace.rehab.counted_time import Stretch, left_of

#: A page sends every half minute; what is longer was not made by our page.
LONGEST: Final = timedelta(minutes=2)
#: What could not be sent is tried again for so long.
LATEST: Final = timedelta(minutes=15)


@transaction.atomic
def count_time(*, by: User, patient: Patient, key: UUID, length: timedelta, ago: timedelta) -> timedelta:
    """Note that a page of this person was used for `length` and that this ended `ago`. Gives what was counted of it.

    Told as lengths, not as times of the day: the clock of a device may be wrong, ours is not. What this therapist has
    had counted already, for this person or another, in this clinic or another, is cut out. Sent twice it counts once.
    """
    require_care(by, patient, Permission.KEEP_LEDGER)
    if not timedelta(0) < length <= LONGEST or not timedelta(0) <= ago <= LATEST:
        raise Refused("This stretch of time is not one that a page sends.")
    if not counts_time(patient):
        raise Refused("Nobody counts time for this person.")
    one_at_a_time(by)
    if WorkEntry.objects.filter(worker=by, key=key).exists():
        return timedelta(0)
    ends = clock.now() - ago
    offered = Stretch(ends - length, ends)
    parts = left_of(offered, counted_of(by, offered))
    for number, part in enumerate(parts):
        entry = WorkEntry.objects.create(
            patient=patient,
            worker=by,
            entered_by=by,
            key=key,
            part=number,
            source=Source.CLOCK,
            begins_at=part.begins,
            ends_at=part.ends,
        )
        write_down(by=by, deed="remote_monitoring.count_time", subject=entry, clinic_id=patient.clinic_id)
    return sum((part.ends - part.begins for part in parts), timedelta(0))


def one_at_a_time(worker: User) -> None:
    """Two windows of one therapist send at the same moment: the second waits until the first is written."""
    list(Membership.objects.select_for_update().filter(user=worker).values_list("pk"))


def counted_of(worker: User, near: Stretch, *, but_not_of: Patient | None = None) -> list[Stretch]:
    """What is counted of this therapist's time already, for anybody."""
    rows = work_that_holds().filter(worker=worker, begins_at__lt=near.ends, ends_at__gt=near.begins)
    if but_not_of is not None:
        rows = rows.exclude(patient=but_not_of)
    return [Stretch(one.begins_at, one.ends_at) for one in rows]
