from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.as_seen import SAFETY, one_line, row_as_seen
from unbrace.clinic.worklist.models import SetAside

LONGEST_DAYS: Final = 60


@transaction.atomic
def snooze(*, by: User, patient: Patient, seen: str, until: date | None, line: str = "") -> SetAside:
    """Away until the morning of that day, or until something new comes in. A safety answer does not wait."""
    row = row_as_seen(by, patient, seen)
    if row.is_safety:
        raise Refused(SAFETY)
    today = clock.now().astimezone(by.zone).date()
    if until is None or not today < until <= today + timedelta(days=LONGEST_DAYS):
        raise Refused(f"Choose a day between tomorrow and {LONGEST_DAYS} days from now.", field="until")
    aside = SetAside.objects.create(
        patient=patient,
        kind=SetAside.Kind.SNOOZED,
        until=until,
        line=one_line(line),
        seen=sorted(row.marks),
        by=by,
    )
    write_down(
        by=by,
        deed="worklist.snooze",
        subject=aside,
        clinic_id=patient.clinic_id,
        days=(until - today).days,
        reasons=len(row.found),
    )
    return aside
