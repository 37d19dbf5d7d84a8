"""Reading for a replay: which sets may be looked at again, beside which others, and what was written to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.exercise_sessions.models import (
    ExerciseSession,
    Joint,
    MomentComment,
    MovementTrace,
    SetPerformed,
)
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours

FIRST_SESSIONS: Final = 3
FEWEST_REPETITIONS: Final = 5
"""A band of fewer would be a band of chance."""

MOST_EARLIER: Final = 12


def sets_of(session: ExerciseSession) -> list[SetPerformed]:
    """The sets of a session in the order they were done, each with its exercise; `has_trace` says whether its movement
    is kept. The movement itself, up to a megabyte each, is left where it is."""
    return list(
        SetPerformed.objects.filter(exercise__session=session)
        .select_related("exercise__prescription", "exercise__session__patient")
        .annotate(has_trace=Count("trace"))
        .order_by("exercise__prescription__position", "number", "side")
    )


def set_of(session: ExerciseSession, set_id: Any) -> SetPerformed:
    one = next((one for one in sets_of(session) if str(one.pk) == str(set_id)), None)
    if one is None:
        raise NotYours
    return one


def trace_in(clinic: Clinic, patient: Patient, set_id: Any) -> MovementTrace:
    """The kept movement of one set of this clinic's patient."""
    return _trace(patient if patient.clinic_id == clinic.pk else None, set_id)


def own_trace(patient: Patient, set_id: Any) -> MovementTrace:
    """One's own."""
    return _trace(patient, set_id)


def _trace(patient: Patient | None, set_id: Any) -> MovementTrace:
    trace = (
        MovementTrace.objects.filter(
            performed=set_id,
            performed__exercise__session__patient=patient,
            performed__exercise__session__patient__ended_at=None,
            performed__exercise__session__withdrawn_at=None,
        )
        .select_related("performed__exercise__prescription", "performed__exercise__session__patient__clinic")
        .first()
        if patient is not None
        else None
    )
    if trace is None:
        raise NotYours
    return trace


def earlier_sets(one: SetPerformed) -> list[SetPerformed]:
    """Sets of the same exercise and side with a kept movement, of sessions before this one, newest first."""
    session, prescription = one.exercise.session, one.exercise.prescription
    return list(
        SetPerformed.objects.filter(
            exercise__session__patient=session.patient_id,
            exercise__session__withdrawn_at=None,
            exercise__session__started_at__lt=session.started_at,
            exercise__prescription__exercise=prescription.exercise,
            side=one.side,
            trace__isnull=False,
        )
        .select_related("exercise__prescription", "exercise__session")
        .order_by("-exercise__session__started_at", "number")[:MOST_EARLIER]
    )


def own_baseline(one: SetPerformed) -> tuple[float, float] | None:
    """Between which ranges the full repetitions of the first sessions lay, but for a tenth at either end.

    Only of sessions before this one; None where there were too few repetitions for a band to mean anything.
    """
    session, prescription = one.exercise.session, one.exercise.prescription
    found = SetPerformed.objects.filter(
        exercise__session__patient=session.patient_id,
        exercise__session__withdrawn_at=None,
        exercise__session__started_at__lt=session.started_at,
        exercise__prescription__exercise=prescription.exercise,
        side=one.side,
        seen__isnull=False,
    ).order_by("exercise__session__started_at", "number")
    first: list[Any] = []
    ranges: list[float] = []
    for session_id, seen in found.values_list("exercise__session", "seen")[: FIRST_SESSIONS * 10]:
        if session_id not in first:
            if len(first) == FIRST_SESSIONS:
                break
            first.append(session_id)
        repetitions = (rep for rep in (seen or {}).get("repetitions", []) if rep["kind"] == "full")
        ranges += [rep["range_deg"] for rep in repetitions if rep["range_deg"] is not None]
    return _middle(sorted(ranges)) if len(ranges) >= FEWEST_REPETITIONS else None


def _middle(ranges: list[float]) -> tuple[float, float]:
    cut = len(ranges) // 10
    return ranges[cut], ranges[-1 - cut]


def joints() -> list[tuple[str, str]]:
    """What a comment may point at, with its words."""
    return list(Joint.choices)


def comments_of(session: ExerciseSession) -> list[MomentComment]:
    """What was written to moments of this session, set after set and in the order of the moments."""
    return list(
        MomentComment.objects.filter(performed__exercise__session=session)
        .select_related("by", "performed__exercise__prescription", "performed__exercise__session")
        .order_by(
            "performed__exercise__prescription__position",
            "performed__number",
            "performed__side",
            "at_ms",
            "at",
        )
    )


def comment_in(patient: Patient, comment_id: Any) -> MomentComment:
    comment = (
        MomentComment.objects.filter(pk=comment_id, performed__exercise__session__patient=patient)
        .select_related("performed__exercise__session__patient")
        .first()
    )
    if comment is None:
        raise NotYours
    return comment


def moments_in(sessions: Iterable[ExerciseSession]) -> dict[Any, tuple[int, int, int]]:
    """For a page of sessions, by id: how many kept movements, comments, and unread ones. Two questions for all."""
    ids = [session.pk for session in sessions]
    traces: Counter[Any] = Counter(
        MovementTrace.objects.filter(performed__exercise__session__in=ids).values_list(
            "performed__exercise__session", flat=True
        )
    )
    rows = (
        MomentComment.objects.filter(performed__exercise__session__in=ids)
        .values_list("performed__exercise__session")
        .annotate(all=Count("pk"), new=Count("pk", filter=Q(read_at=None)))
    )
    comments = {session_id: (every, new) for session_id, every, new in rows}
    return {one: (traces[one], *comments.get(one, (0, 0))) for one in ids if traces[one] or one in comments}


def unread_comments_of(patient: Patient) -> int:
    """How many comments this person has not seen yet."""
    return unread_comments().filter(performed__exercise__session__patient=patient).count()


def unread_comments() -> QuerySet[MomentComment]:
    """Of everybody; ask for one person's."""
    return MomentComment.objects.filter(performed__exercise__session__withdrawn_at=None, read_at=None)
