from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.exercise_sessions.models import (
    ExercisePerformed,
    ExerciseSession,
    MovementTrace,
    SetPerformed,
    TraceConsent,
)
from unbrace.clinic.exercise_sessions.tally import Tally, pain_before_of, tally_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.reading_along import keep_list, read_with
from unbrace.clinic.refused import NotYours

__all__ = [
    "Tally",
    "done_on",
    "exercise_of",
    "pain_before_of",
    "read_corrected",
    "read_exercises",
    "read_whole",
    "session_of",
    "sessions_for",
    "sessions_in",
    "tally_of",
    "trace_consent_of",
    "trace_consents_of",
    "traces_kept_of",
    "traces_of",
    "with_something_done",
]

_EXERCISES: Final = Prefetch("exercises", ExercisePerformed.objects.select_related("prescription"))


def sessions_for(patient: Patient, *, withdrawn: bool = False) -> QuerySet[ExerciseSession]:
    """This patient's sessions, newest first, with everything `tally_of` needs. Withdrawn ones only when asked for."""
    found = _whole().filter(patient=patient)
    return found if withdrawn else found.filter(withdrawn_at=None)


def read_whole(sessions: QuerySet[ExerciseSession]) -> list[Any]:
    """These sessions with everything `tally_of` needs, by two questions."""
    found = read_corrected(sessions)
    read_exercises(found)
    return found


def read_corrected(sessions: QuerySet[ExerciseSession]) -> list[Any]:
    """These sessions with the corrections alone, which `pain_before_of` needs: one question."""
    return read_with(sessions.prefetch_related(None), "corrections")


def read_exercises(sessions: Sequence[ExerciseSession]) -> Sequence[ExerciseSession]:
    """The same sessions with what `tally_of` needs beside the corrections, where they were asked for without it."""
    exercises: dict[Any, list[ExercisePerformed]] = {session.pk: [] for session in sessions}
    found = ExercisePerformed.objects.filter(session__in=list(exercises)).select_related("prescription")
    for exercise in read_with(found, "sets") if sessions else ():
        exercises[exercise.session_id].append(exercise)
    for session in sessions:
        keep_list(session, "exercises", exercises[session.pk])
        for exercise in exercises[session.pk]:
            exercise.session = session
    return sessions


def with_something_done(sessions: QuerySet[ExerciseSession]) -> QuerySet[ExerciseSession]:
    """Without those in which every exercise was skipped: opening the page is not a day of exercise."""
    return sessions.filter(Exists(SetPerformed.objects.filter(exercise__session=OuterRef("pk"))))


def done_on(patient: Patient, day: date) -> frozenset[tuple[str, str]]:
    """(exercise, side) of what was done on this day of the person's own calendar; skipped is not done."""
    around = (datetime.combine(day, time(), UTC) + timedelta(days=days) for days in (-1, 2))
    found = ExercisePerformed.objects.filter(
        session__patient=patient,
        session__withdrawn_at=None,
        session__started_at__range=tuple(around),
        skipped=False,
    ).select_related("session", "prescription")
    return frozenset(
        (one.prescription.exercise, one.prescription.side) for one in found if one.session.local_date == day
    )


def session_of(patient: Patient, session_id: Any) -> ExerciseSession:
    session = _whole().filter(patient=patient, pk=session_id).first()
    if session is None:
        raise NotYours
    return session


def exercise_of(session: ExerciseSession, exercise_id: Any) -> ExercisePerformed:
    exercise = session.exercises.filter(pk=exercise_id).select_related("prescription").first()
    if exercise is None:
        raise NotYours
    return exercise


def sessions_in(clinic: Clinic) -> QuerySet[ExerciseSession]:
    return _whole().filter(patient__clinic=clinic, withdrawn_at=None)


def trace_consent_of(patient: Patient) -> TraceConsent | None:
    """The consent under which this person's movement is kept as a stick figure now; None: it is not kept."""
    newest = patient.trace_consents.order_by("-at", "-pk").first()
    return newest if newest is not None and newest.agreed else None


def trace_consents_of(patient: Patient) -> QuerySet[TraceConsent]:
    """Every yes and every no, oldest first."""
    return patient.trace_consents.order_by("at", "pk")


def traces_kept_of(patient: Patient) -> int:
    """How many sets of this person are kept as a stick figure."""
    return MovementTrace.objects.filter(performed__exercise__session__patient=patient).count()


def traces_of(clinic: Clinic, session_id: Any) -> QuerySet[MovementTrace]:
    """The stick figures of one session of this clinic, in the order they were done. `NotYours` for any other session,
    and for one that its person has taken out of the log."""
    if not ExerciseSession.objects.filter(
        patient__clinic=clinic, patient__ended_at=None, withdrawn_at=None, pk=session_id
    ).exists():
        raise NotYours
    return (
        MovementTrace.objects.filter(performed__exercise__session=session_id)
        .select_related("performed__exercise__prescription")
        .order_by("performed__exercise__prescription__position", "performed__number", "performed__side")
    )


def _whole() -> QuerySet[ExerciseSession]:
    return ExerciseSession.objects.select_related("patient__user", "programme_version").prefetch_related(
        _EXERCISES, "exercises__sets", "corrections"
    )
