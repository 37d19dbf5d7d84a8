from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.assessments.models import Assessment
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care


@transaction.atomic
def read_assessment(*, by: User, assessment: Assessment) -> Assessment:
    """A therapist opens what was measured: it is noted who did, and what came in until now has been looked at."""
    require_care(by, assessment.patient, Permission.SEE_CARE)
    Assessment.objects.filter(pk=assessment.pk).update(looked_at=clock.now())
    write_down(by=by, deed="assessments.read", subject=assessment, clinic_id=assessment.patient.clinic_id)
    return assessment
