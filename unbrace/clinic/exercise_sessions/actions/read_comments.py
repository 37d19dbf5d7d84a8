from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.models import ExerciseSession, MomentComment
from unbrace.clinic.patients.queries import require_self


@transaction.atomic
def read_comments(*, by: User, session: ExerciseSession) -> int:
    """The person has opened the page with what their therapist wrote to moments of this session. Gives how many were
    new to them."""
    require_self(by, session.patient)
    new = MomentComment.objects.filter(performed__exercise__session=session, read_at=None)
    read = new.update(read_at=clock.now())
    if read:
        write_down(
            by=by,
            deed="exercise_sessions.read_comments",
            subject=session,
            clinic_id=session.patient.clinic_id,
            comments=read,
        )
    return read
