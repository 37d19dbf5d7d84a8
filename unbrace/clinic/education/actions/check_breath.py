from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.education.models import Said, SelfCheck
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.queries import exercise_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused


@dataclass(frozen=True)
class Checked:
    """What somebody says about one exercise. Empty: not answered."""

    exercise_id: UUID
    held: str = ""
    braced: str = ""


@transaction.atomic
def check_breath(
    *, by: User, patient: Patient, session: ExerciseSession, checks: Sequence[Checked]
) -> list[SelfCheck]:
    """Keep what was answered, per exercise. An exercise without any answer makes no row: it was not asked about."""
    require_self(by, patient)
    if session.patient_id != patient.pk or session.withdrawn_at is not None:
        raise NotYours
    kept = [_keep(patient, session, check) for check in checks if check.held or check.braced]
    if not kept:
        raise Refused("Tap at least one answer, or go back. Leaving all of it out is fine.", field="checks")
    write_down(
        by=by,
        deed="education.check_breath",
        subject=session,
        clinic_id=patient.clinic_id,
        exercises=len(kept),
    )
    return kept


def _keep(patient: Patient, session: ExerciseSession, check: Checked) -> SelfCheck:
    if not {check.held, check.braced} <= {"", *Said.values}:
        raise Refused("Choose yes, no or not sure, or leave it out.", field="checks")
    exercise = exercise_of(session, check.exercise_id)
    return SelfCheck.objects.create(
        patient=patient,
        session=session,
        exercise=exercise,
        held=check.held,
        braced=check.braced,
        at=clock.now(),
    )
