from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.exercise_sessions.models import MovementTrace
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import NotYours


@transaction.atomic
def replay_session(*, by: User, trace: MovementTrace) -> bytes:
    """The movement of one set, for somebody who looks at it again. Who looked, and when, is written down: the way
    somebody moves is theirs, and they may ask who has seen it. For the person themselves nothing needs to be noted."""
    session = trace.performed.exercise.session
    if session.patient.ended_at is not None or session.withdrawn_at is not None:
        raise NotYours
    if session.patient.user_id != by.pk:
        require_care(by, session.patient, Permission.SEE_CARE)
        write_down(
            by=by,
            deed="exercise_sessions.replay_session",
            subject=session,
            clinic_id=session.patient.clinic_id,
            set=str(trace.performed_id),
        )
    return bytes(trace.data)
