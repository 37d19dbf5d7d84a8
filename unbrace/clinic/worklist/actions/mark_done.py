from __future__ import annotations

from typing import Final

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.as_seen import SAFETY, one_line, row_as_seen
from unbrace.clinic.worklist.models import SetAside

DECIDE: Final = (
    "This waits for a decision or an answer, so there is nothing to tick off. It can wait until a day."
)


@transaction.atomic
def mark_done(*, by: User, patient: Patient, seen: str, line: str = "") -> SetAside:
    """Somebody has looked. Ends only what asks for a look: a proposal or a message on the same row stays."""
    row = row_as_seen(by, patient, seen)
    if row.is_safety:
        raise Refused(SAFETY)
    if not row.to_look_at:
        raise Refused(DECIDE)
    aside = SetAside.objects.create(
        patient=patient,
        kind=SetAside.Kind.DONE,
        line=one_line(line),
        seen=sorted(row.marks),
        by=by,
    )
    write_down(
        by=by,
        deed="worklist.done",
        subject=aside,
        clinic_id=patient.clinic_id,
        reasons=len(row.to_look_at),
    )
    return aside
