from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission


@transaction.atomic
def set_closed_care(*, by: User, clinic: Clinic, on: bool) -> Clinic:
    """Who opens a record: whoever looks after the person, or every therapist of the clinic."""
    current = Clinic.objects.select_for_update().get(pk=clinic.pk)
    require(by, current, Permission.MANAGE_MEMBERS)
    if current.closed_care != on:
        current.closed_care = on
        current.save(update_fields=["closed_care"])
        write_down(by=by, deed="care_teams.set_closed_care", subject=current, clinic_id=current.pk, on=on)
    return current
