from __future__ import annotations

from datetime import date

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours
from unbrace.clinic.reports.two_dates import AsOf, two_dates


def read_two_dates(*, by: User, patient: Patient, first: date, second: date) -> tuple[AsOf, AsOf]:
    """Two days of somebody's chart side by side. Like the chart, each look is written down."""
    require_care(by, patient, Permission.SEE_CARE)
    if patient.ended_at is not None:
        raise NotYours
    # nothing is shown unless it was written down, and no transaction keeps others from writing while it is read
    found = two_dates(patient, first, second)
    write_down(by=by, deed="reports.read_two_dates", subject=patient, clinic_id=patient.clinic_id)
    return found
