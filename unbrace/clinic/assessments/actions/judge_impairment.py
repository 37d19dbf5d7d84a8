from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.assessments.models import LONGEST_NOTE, Judgement
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.rehab.impairments import RULES
from unbrace.rehab.impairments.evidence import CONFIRMED


@transaction.atomic
def judge_impairment(*, by: User, patient: Patient, impairment: str, score: int, because: str) -> Judgement:
    """A therapist's score in place of the rule's. Only so it becomes 3; the reason stays with the name."""
    require_care(by, patient, Permission.PRESCRIBE)
    because = because.strip()
    if impairment not in {rule.id for rule in RULES}:
        raise Refused("Pick one of the list.", field="impairment")
    if not 0 <= score <= CONFIRMED:
        raise Refused(f"A score is 0 to {CONFIRMED}.", field="score")
    if not because:
        raise Refused("Say in a few words what you saw or asked.", field="because")
    if len(because) > LONGEST_NOTE:
        raise Refused(f"Use at most {LONGEST_NOTE} letters.", field="because")
    judgement = Judgement.objects.create(
        patient=patient, impairment=impairment, score=score, because=because, by=by
    )
    write_down(
        by=by,
        deed="assessments.judge_impairment",
        subject=judgement,
        clinic_id=patient.clinic_id,
        impairment=impairment,
    )
    return judgement
