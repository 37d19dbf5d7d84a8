from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.assessments.models import LONGEST_NOTE, Allowance, Assessment
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Refused


@transaction.atomic
def allow_test(*, by: User, assessment: Assessment, test: str, because: str) -> Allowance:
    """A named yes to one test that a caution takes out, for this assessment only. The first yes stands."""
    require_care(by, assessment.patient, Permission.PRESCRIBE)
    because = because.strip()
    if test not in assessment.tests:
        raise Refused("This test is not part of the assessment.", field="test")
    if not because:
        raise Refused("Say in a few words why it may be done all the same.", field="because")
    if len(because) > LONGEST_NOTE:
        raise Refused(f"Use at most {LONGEST_NOTE} letters.", field="because")
    allowance, made = Allowance.objects.get_or_create(
        assessment=assessment, test=test, defaults={"because": because, "by": by}
    )
    if made:
        write_down(
            by=by,
            deed="assessments.allow_test",
            subject=allowance,
            clinic_id=assessment.patient.clinic_id,
            test=test,
        )
    return allowance
