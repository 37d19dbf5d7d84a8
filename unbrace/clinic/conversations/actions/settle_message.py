from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def settle_message(*, by: User, message: Message, reason: str = "") -> Message:
    """Nothing is left to answer. Where the words may be about safety, only a clinician says so, and why."""
    require_care(by, message.patient, Permission.ANSWER_MESSAGES)
    if message.patient.ended_at is not None or message.patient.user_id == by.pk or not message.from_patient:
        raise NotYours
    current = (
        Message.objects.select_for_update(of=("self",)).select_related("patient__clinic").get(pk=message.pk)
    )
    if current.settled_at is not None:
        return current
    reason = reason.strip()
    if current.has_concern:
        require_care(by, current.patient, Permission.CLEAR_FLAGS)
        if not reason:
            raise Refused("Say what you did and why it is safe. It is kept with your name.", field="reason")
    if len(reason) > 1000:
        raise Refused("Use at most 1000 characters for the reason.", field="reason")
    now = clock.now()
    current.settled_at, current.settled_by, current.settled_reason = now, by, reason
    if current.read_at is None:
        current.read_at, current.read_by = now, by
    current.save(update_fields=["settled_at", "settled_by", "settled_reason", "read_at", "read_by"])
    write_down(
        by=by,
        deed="conversations.settle_message",
        subject=current,
        clinic_id=current.patient.clinic_id,
        flagged=current.has_concern,
    )
    return current
