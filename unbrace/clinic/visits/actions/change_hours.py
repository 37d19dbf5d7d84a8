from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.models import ChangedHours, OfficeHours

LONGEST: Final = timedelta(days=180)
MOST: Final = 100


@transaction.atomic
def change_hours(
    *, by: User, therapist: Membership, what: str, begins: datetime, ends: datetime
) -> ChangedHours:
    """Away for a while, or there when one usually is not. What is booked in that time stays booked."""
    if require(by, therapist.clinic, Permission.SEE_CARE).pk != therapist.pk:
        raise NotYours
    if what not in ChangedHours.What.values:
        raise Refused("Choose “Away” or “Extra hours”.", field="what")
    if ends <= begins:
        raise Refused("The end has to be after the beginning.", field="ends")
    if ends <= clock.now():
        raise Refused("That is over already.", field="ends")
    if ends - begins > (LONGEST if what == ChangedHours.What.AWAY else timedelta(days=1)):
        raise Refused("That is too long: half a year away, or a day of extra hours, at most.", field="ends")
    hours, _ = OfficeHours.objects.get_or_create(therapist=therapist, defaults={"is_open": False})
    if hours.changes.filter(ends__gt=clock.now()).count() >= MOST:
        raise Refused("There are a hundred already. Take one out first.", field="begins")
    change = ChangedHours.objects.create(hours=hours, what=what, begins=begins, ends=ends)
    write_down(by=by, deed="visits.change_hours", subject=change, clinic_id=therapist.clinic_id)
    return change


@transaction.atomic
def drop_change(*, by: User, therapist: Membership, change_id: Any) -> None:
    if require(by, therapist.clinic, Permission.SEE_CARE).pk != therapist.pk:
        raise NotYours
    change = ChangedHours.objects.filter(hours__therapist=therapist, pk=change_id).first()
    if change is None:
        raise NotYours
    write_down(by=by, deed="visits.drop_change", subject=change, clinic_id=therapist.clinic_id)
    change.delete()
