from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Invitation, Patient, hash_of
from unbrace.clinic.refused import Refused

NO_LONGER = "This invitation has been used, or it is too old. Ask your clinic to send a new one."


@transaction.atomic
def accept_invitation(*, by: User, token: str) -> Patient:
    """Become a patient of the clinic that sent the link.

    Whoever holds the link and is signed in may accept: people have more than one address, and the link went to the
    one the clinic knows. It works once; two that arrive together are put in a row by the row lock.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("clinic", "therapist")
        .filter(token_hash=hash_of(token))
        .first()
    )
    now = clock.now()
    if invitation is None or not invitation.is_open(now):
        raise Refused(NO_LONGER)
    if invitation.clinic.memberships.filter(user=by, ended_at=None).exists():
        raise Refused(
            "You work in this clinic. Sign in as the person who was invited, then open the link again."
        )
    therapist = invitation.therapist if invitation.therapist and invitation.therapist.is_active else None
    patient, _ = Patient.objects.get_or_create(
        user=by, clinic=invitation.clinic, ended_at=None, defaults={"therapist": therapist}
    )
    invitation.accepted_at, invitation.accepted_by = now, by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    by.name = by.name or invitation.name
    if by.time_zone == "UTC":  # nobody has said where they live; most people live near their clinic
        by.time_zone = invitation.clinic.time_zone
    by.save(update_fields=["name", "time_zone"])
    write_down(by=by, deed="patients.accept_invitation", subject=patient, clinic_id=invitation.clinic_id)
    return patient
