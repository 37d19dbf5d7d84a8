from __future__ import annotations

from enum import Enum
from typing import Final, TypeAlias

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.models import Correction, ExercisePerformed, ExerciseSession
from unbrace.clinic.exercise_sessions.tally import pain_before_of, tally_of
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused


class _Unsaid(Enum):
    UNSAID = "unsaid"


UNSAID: Final = _Unsaid.UNSAID
Answer: TypeAlias = "int | _Unsaid | None"


@transaction.atomic
def correct_session(
    *,
    by: User,
    session: ExerciseSession,
    exercise: ExercisePerformed | None = None,
    claimed_reps: int | _Unsaid = UNSAID,
    pain: Answer = UNSAID,
    effort: Answer = UNSAID,
    pain_before: Answer = UNSAID,
    note: str = "",
) -> list[Correction]:
    """The person says a number anew; what was there before stays readable beside it.

    What is not said is not changed; None takes an answer back. `claimed_reps` is the total for the exercise. What the
    camera counted is nobody's to change: a session that was not theirs is withdrawn instead.
    """
    require_self(by, session.patient)
    if exercise is not None and exercise.session_id != session.pk:
        raise NotYours
    said = {"claimed_reps": claimed_reps, "pain": pain, "effort": effort}
    if exercise is None and any(value is not UNSAID for value in said.values()):
        raise Refused("Say which exercise this number belongs to.", field="exercise")
    made = []
    if exercise is not None:
        now = tally_of(exercise)
        was = {"claimed_reps": now.claimed_reps, "pain": now.pain, "effort": now.effort}
        made = [
            _correct(by, session, exercise, field, was[field], value, note)
            for field, value in said.items()
            if not isinstance(value, _Unsaid) and value != was[field]
        ]
    if not isinstance(pain_before, _Unsaid) and pain_before != pain_before_of(session):
        made.append(_correct(by, session, None, "pain_before", pain_before_of(session), pain_before, note))
    return made


def _correct(
    by: User,
    session: ExerciseSession,
    exercise: ExercisePerformed | None,
    field: str,
    was: int | None,
    becomes: int | None,
    note: str,
) -> Correction:
    _check(field, becomes)
    row = Correction.objects.create(
        session=session,
        exercise=exercise,
        field=field,
        was=was,
        becomes=becomes,
        note=note.strip()[:500],
        by=by,
    )
    write_down(
        by=by,
        deed="exercise_sessions.correct_session",
        subject=session,
        clinic_id=session.patient.clinic_id,
        field=field,
    )
    return row


def _check(field: str, value: int | None) -> None:
    highest = 1000 if field == "claimed_reps" else 10
    if value is None and field != "claimed_reps":
        return
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= highest:
        raise Refused("Choose a whole number from 0 to {most}.", field=field, most=highest)
