from __future__ import annotations

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours
from unbrace.clinic.reports.chart import Entry, Wanted, chart_page


def read_chart(*, by: User, patient: Patient, wanted: Wanted) -> tuple[list[Entry], str]:
    """A page of somebody's chart. It shows everything at once, so who looked, and when, is written down."""
    require_care(by, patient, Permission.SEE_CARE)
    if patient.ended_at is not None:
        raise NotYours
    # nothing is shown unless it was written down, and no transaction keeps others from writing while it is read
    found = chart_page(patient, wanted)
    write_down(
        by=by,
        deed="reports.read_chart",
        subject=patient,
        clinic_id=patient.clinic_id,
        kinds=" ".join(sorted(wanted.kinds)),
        entries=len(found[0]),
    )
    return found
