from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.remote_monitoring.ledger import Month
from unbrace.clinic.remote_monitoring.models import OtherProgramme


@transaction.atomic
def note_other_programme(*, by: User, patient: Patient, month: Month, there: bool) -> None:
    """Whether the person is in another monitoring programme in this month, which is not counted beside this one."""
    require_care(by, patient, Permission.KEEP_LEDGER)
    said = OtherProgramme.objects.filter(patient=patient, month=month.first).order_by("at", "pk").last()
    if (said is not None and said.there) == there:
        return
    made = OtherProgramme.objects.create(patient=patient, month=month.first, there=there, by=by)
    write_down(
        by=by,
        deed="remote_monitoring.note_other_programme",
        subject=made,
        clinic_id=patient.clinic_id,
        there=there,
    )
