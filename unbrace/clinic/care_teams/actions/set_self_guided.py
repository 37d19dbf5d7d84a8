from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission


@transaction.atomic
def set_self_guided(*, by: User, clinic: Clinic, on: bool) -> Clinic:
    """Whether people of this clinic are on their own. A programme that a therapist has signed stays as it is."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    current = Clinic.objects.select_for_update().get(pk=clinic.pk)
    current.self_guided = on
    current.save(update_fields=["self_guided"])
    write_down(by=by, deed="care_teams.set_self_guided", subject=current, clinic_id=current.pk, on=on)
    return current
