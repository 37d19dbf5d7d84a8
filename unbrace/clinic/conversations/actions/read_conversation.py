from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient


@transaction.atomic
def read_conversation(*, by: User, patient: Patient, until: datetime | None = None) -> int:
    """Whoever opens a conversation has read what the other side wrote, `until` then at most. Gives how many were new;
    the first reader of a message is the one who is named."""
    is_patient = patient.user_id == by.pk
    if not is_patient:
        require_care(by, patient, Permission.ANSWER_MESSAGES)
    new = patient.messages.filter(from_patient=not is_patient, read_at=None, at__lte=until or clock.now())
    read = new.update(read_at=clock.now(), read_by=by)
    if read:
        write_down(
            by=by,
            deed="conversations.read_conversation",
            subject=patient,
            clinic_id=patient.clinic_id,
            messages=read,
        )
    return read
