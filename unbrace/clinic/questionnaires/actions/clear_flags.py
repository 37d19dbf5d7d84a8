from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.models import Clearance, Finding
from unbrace.clinic.questionnaires.queries import waiting_findings_of
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def clear_flags(*, by: User, patient: Patient, findings: Collection[UUID], reason: str) -> list[Clearance]:
    """A named clinician has looked at exactly these findings. What came in meanwhile goes on waiting.

    A finding of another care is cleared there; here only when that care has ended and nobody there looks any more.
    """
    require_care(by, patient, Permission.CLEAR_FLAGS)
    if patient.ended_at is not None or patient.user_id == by.pk:
        raise NotYours
    reason = reason.strip()
    if not reason:
        raise Refused(
            "Say what you did and why it is safe to go on. It is kept with your name.", field="reason"
        )
    if len(reason) > 1000:
        raise Refused("Use at most 1000 characters for the reason.", field="reason")
    Patient.objects.select_for_update().get(pk=patient.pk)
    waiting = [
        finding
        for finding in waiting_findings_of(patient)
        if finding.pk in findings and _is_ours(finding, patient)
    ]
    if not waiting:
        raise Refused("There is nothing left to clear here. Reload the page to see how it stands.")
    made = [Clearance.objects.create(finding=finding, by=by, reason=reason) for finding in waiting]
    for finding in waiting:
        write_down(by=by, deed="questionnaires.clear_flag", subject=finding, clinic_id=patient.clinic_id)
    return made


def _is_ours(finding: Finding, patient: Patient) -> bool:
    care = finding.screen.patient
    return care.pk == patient.pk or care.ended_at is not None
