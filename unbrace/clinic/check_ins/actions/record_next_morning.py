from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.models import NextMorning
from unbrace.clinic.check_ins.morning import is_open, opens_at
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def record_next_morning(
    *, by: User, patient: Patient, session: ExerciseSession, pain: int, done_at: datetime | None = None
) -> NextMorning:
    """Keep the answer. It can be given again while the question is open; the newest answer counts.

    `done_at`: when it was given, where it waited on a device since; the question was open then or it was not.
    """
    require_self(by, patient)
    if session.patient_id != patient.pk or session.withdrawn_at is not None:
        raise NotYours
    if not isinstance(pain, int) or isinstance(pain, bool) or not 0 <= pain <= 10:
        raise Refused("Choose a number from 0 to 10.", field="pain")
    now = done_at or clock.now()
    if now < opens_at(session.ended_at, session.time_zone):
        raise Refused("This question is for tomorrow morning. It will be on your page then.")
    if not is_open(session.ended_at, session.time_zone, now):
        raise Refused("That session is a few days back now, so this answer is no longer needed. All is well.")
    answer = NextMorning.objects.create(patient=patient, session=session, pain=pain, at=now)
    write_down(by=by, deed="check_ins.record_next_morning", subject=session, clinic_id=patient.clinic_id)
    return answer
