from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient, Receipt
from unbrace.clinic.patients.queries import require_self


@transaction.atomic
def write_receipt(
    *, by: User, patient: Patient, key: UUID, body_hash: str, done_at: datetime, then: str
) -> Receipt:
    """Beside what a form of a device did, in the same transaction: both or neither."""
    require_self(by, patient)
    receipt = Receipt.objects.create(
        patient=patient, key=key, body_hash=body_hash, done_at=done_at, then=then
    )
    write_down(by=by, deed="patients.write_receipt", subject=receipt, clinic_id=patient.clinic_id)
    return receipt
