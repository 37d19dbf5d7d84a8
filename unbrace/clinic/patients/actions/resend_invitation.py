from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.actions.invite_patient import invite_patient
from unbrace.clinic.patients.models import Invitation
from unbrace.clinic.refused import Refused


@transaction.atomic
def resend_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """A new link for two weeks, to the same person; the old one stops working. Who said no or yes is left alone."""
    require(by, invitation.clinic, Permission.INVITE_PATIENTS)
    current = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if current.accepted_at is not None:
        raise Refused("This invitation has already been accepted, so there is nothing to send again.")
    if current.declined_at is not None:
        raise Refused("This person said no thanks. Ask them in person before you invite them again.")
    if current.withdrawn_at is not None:
        raise Refused("This invitation was withdrawn or replaced. Invite the person anew.")
    therapist = current.therapist if current.therapist is not None and current.therapist.is_active else None
    return invite_patient(
        by=by, clinic=invitation.clinic, email=current.email, name=current.name, therapist=therapist
    )
