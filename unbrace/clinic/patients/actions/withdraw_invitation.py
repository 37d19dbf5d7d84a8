from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.models import Invitation
from unbrace.clinic.refused import Refused


@transaction.atomic
def withdraw_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """The link stops working at once."""
    require(by, invitation.clinic, Permission.INVITE_PATIENTS)
    current = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if current.accepted_at is not None:
        raise Refused("This invitation has already been accepted, so there is nothing to take back.")
    if current.withdrawn_at is None and current.declined_at is None:
        current.withdrawn_at = clock.now()
        current.save(update_fields=["withdrawn_at"])
        write_down(by=by, deed="patients.withdraw_invitation", subject=current, clinic_id=current.clinic_id)
    return current
