from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.models import Correction, ExerciseSession
from unbrace.clinic.patients.queries import require_self


def withdraw_session(*, by: User, session: ExerciseSession) -> ExerciseSession:
    """Take a session out of the log: it no longer counts anywhere, and can be put back."""
    return _set(by=by, session=session, withdrawn_at=clock.now())


def restore_session(*, by: User, session: ExerciseSession) -> ExerciseSession:
    return _set(by=by, session=session, withdrawn_at=None)


@transaction.atomic
def _set(*, by: User, session: ExerciseSession, withdrawn_at: datetime | None) -> ExerciseSession:
    require_self(by, session.patient)
    current = (
        ExerciseSession.objects.select_for_update(of=("self",)).select_related("patient").get(pk=session.pk)
    )
    if (current.withdrawn_at is None) == (withdrawn_at is None):
        return current
    current.withdrawn_at = withdrawn_at
    current.save(update_fields=["withdrawn_at"])
    out = withdrawn_at is not None
    Correction.objects.create(
        session=current, field=Correction.Field.WITHDRAWN, was=int(not out), becomes=int(out), by=by
    )
    deed = "exercise_sessions.withdraw_session" if out else "exercise_sessions.restore_session"
    write_down(by=by, deed=deed, subject=current, clinic_id=current.patient.clinic_id)
    return current
