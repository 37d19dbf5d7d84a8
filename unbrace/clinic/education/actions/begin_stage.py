from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.education.breathing import standing_of
from unbrace.clinic.education.course import breathing_course
from unbrace.clinic.education.models import StageBegun
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.rehab.unbracing import Step


@transaction.atomic
def begin_stage(*, by: User, patient: Patient, stage_id: str) -> StageBegun:
    """Go on to the next stage where it is offered, or back to any earlier one. The person decides which."""
    require_self(by, patient)
    Patient.objects.select_for_update().get(pk=patient.pk)
    course, standing = breathing_course(), standing_of(patient)
    wanted = course.stage(stage_id)
    if wanted is None:
        raise Refused("There is no such stage. Choose one from the list.", field="stage")
    ahead = course.stages.index(wanted) - course.stages.index(standing.stage)
    if ahead > 1 or (ahead == 1 and standing.advice.step is not Step.OFFER):
        raise Refused("That stage is not open yet.", field="stage")  # the page says why
    begun = StageBegun.objects.create(patient=patient, stage=wanted.id, at=clock.now())
    write_down(by=by, deed="education.begin_stage", subject=begun, clinic_id=patient.clinic_id)
    return begun
