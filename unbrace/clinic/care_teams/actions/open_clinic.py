from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.roles import OFFICE
from unbrace.clinic.refused import Refused


@transaction.atomic
def open_clinic(*, by: User, name: str, time_zone: str = "UTC") -> Clinic:
    """Open a clinic; whoever opens it is its first office member. Reached from the command line only."""
    if not name.strip():
        raise Refused("A clinic needs a name. Write the one on the door.", field="name")
    clinic = Clinic.objects.create(name=name.strip(), time_zone=time_zone)
    Membership.objects.create(user=by, clinic=clinic, role=OFFICE.id)
    write_down(by=by, deed="care_teams.open_clinic", subject=clinic, clinic_id=clinic.pk)
    return clinic
