from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused


@transaction.atomic
def note_usual_pain(*, by: User, patient: Patient, pain: int) -> Patient:
    """What it is usually like, 0-10, as the person says at the start: what today is held against until days speak."""
    require_self(by, patient)
    if not isinstance(pain, int) or isinstance(pain, bool) or not 0 <= pain <= 10:
        raise Refused("Choose a number from 0 to 10.", field="pain")
    patient.usual_pain = pain
    patient.save(update_fields=["usual_pain"])
    write_down(by=by, deed="patients.note_usual_pain", subject=patient, clinic_id=patient.clinic_id)
    return patient
