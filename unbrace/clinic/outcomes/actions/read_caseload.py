from __future__ import annotations

from datetime import date

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.outcomes.starters import Started, started_in


def read_caseload(
    *, by: User, clinic: Clinic, begins: date, ends: date, therapist: Membership | None
) -> list[Started]:
    """Everyone who started in a time, one by one, for somebody who may open each of their records."""
    require(by, clinic, Permission.SEE_CARE)
    # nothing is shown unless it was written down, and no transaction keeps others from writing while it is read
    found = started_in(clinic, begins, ends, therapist)
    write_down(by=by, deed="outcomes.read_caseload", subject=clinic, clinic_id=clinic.pk, people=len(found))
    return found
