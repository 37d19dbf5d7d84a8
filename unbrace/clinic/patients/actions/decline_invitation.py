from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.actions.accept_invitation import NO_LONGER
from unbrace.clinic.patients.models import Invitation, hash_of
from unbrace.clinic.refused import Refused


@transaction.atomic
def decline_invitation(*, token: str) -> Invitation:
    """A "no thanks", without an account: nobody has to sign up somewhere to be left alone. The link ends with it."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("clinic")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if invitation is None or not invitation.is_open(clock.now()):
        raise Refused(NO_LONGER)
    invitation.declined_at = clock.now()
    invitation.save(update_fields=["declined_at"])
    write_down(
        by=None, deed="patients.decline_invitation", subject=invitation, clinic_id=invitation.clinic_id
    )
    return invitation
