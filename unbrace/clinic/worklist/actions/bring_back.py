from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.actions import end_shared_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.models import BroughtBack, SetAside

TWICE = "This is back on the list already."


@transaction.atomic
def bring_back(*, by: User, aside: SetAside) -> BroughtBack:
    """Undo: the row is as if it had not been set aside. Everybody who may set aside may do this."""
    require_care(by, aside.patient, Permission.PRESCRIBE)
    Patient.objects.select_for_update().get(pk=aside.patient_id)
    if BroughtBack.objects.filter(set_aside=aside).exists():
        raise Refused(TWICE)
    back = BroughtBack.objects.create(set_aside=aside, by=by)
    if aside.to is not None:
        end_shared_care(patient=aside.patient, to=aside.to)
    write_down(
        by=by,
        deed="worklist.bring_back",
        subject=aside,
        clinic_id=aside.patient.clinic_id,
        kind=aside.kind,
    )
    return back
