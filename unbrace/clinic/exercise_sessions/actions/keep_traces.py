from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.actions.allow_traces import alone_with
from unbrace.clinic.exercise_sessions.models import ExerciseSession, MovementTrace, SetPerformed
from unbrace.clinic.exercise_sessions.queries import trace_consent_of
from unbrace.clinic.exercise_sessions.traces import BadTrace, GoodTrace, read_trace
from unbrace.clinic.exercise_sessions.upload import SessionUpload
from unbrace.clinic.patients.queries import require_self

NOT_ALLOWED = (
    "Your session is saved. The stick figure was not kept, because you have not allowed it. "
    "You can do so under You."
)
BEFORE_YOU_ALLOWED = (
    "Your session is saved. The stick figure was not kept, because it is from before you allowed it (again)."
)


@dataclass(frozen=True)
class TracesKept:
    """How many traces are kept now, and why others are not: (`exercises[0].sets[1].trace`, the sentence)."""

    kept: int
    refused: tuple[tuple[str, str], ...]


def keep_traces(*, by: User, session: ExerciseSession, upload: SessionUpload) -> TracesKept:
    """The landmarks that came with a session, kept if the person allows it. The session itself is kept already.

    Called again for the same session it keeps what is not there yet, and nothing twice. A consent does not reach back:
    the page names the yes it was loaded under, and only what was recorded under the one that holds now is kept. So
    nothing that was on its way when somebody switched it off comes back when they switch it on.
    """
    require_self(by, session.patient)
    sent = list(_sent(session, upload))
    if not sent:
        return TracesKept(0, ())
    with transaction.atomic():
        alone_with(session.patient)
        consent = trace_consent_of(session.patient)
        if consent is None or session.patient.ended_at is not None:
            return TracesKept(0, tuple((field, NOT_ALLOWED) for field, _, _ in sent))
        if str(consent.pk) != upload.trace_consent:
            return TracesKept(0, tuple((field, BEFORE_YOU_ALLOWED) for field, _, _ in sent))
        return _keep(by, session, sent)


Sent = tuple[str, SetPerformed, GoodTrace | BadTrace]


def _sent(session: ExerciseSession, upload: SessionUpload) -> Iterator[Sent]:
    """Every trace of the upload, read, with the row of the set it belongs to."""
    rows = {
        (one.exercise.prescription_id, one.number, one.side): one
        for one in SetPerformed.objects.filter(exercise__session=session).select_related("exercise")
    }
    for at, exercise in enumerate(upload.exercises):
        for index, one in enumerate(exercise.sets):
            row = rows.get((exercise.prescription, one.number, one.side))
            if one.trace is not None and row is not None:
                yield f"exercises[{at}].sets[{index}].trace", row, read_trace(one.trace, one.seen)


def _keep(by: User, session: ExerciseSession, sent: list[Sent]) -> TracesKept:
    there = set(
        MovementTrace.objects.filter(performed__exercise__session=session).values_list(
            "performed_id", flat=True
        )
    )
    good = [(row, trace) for _, row, trace in sent if isinstance(trace, GoodTrace)]
    new = [(row, trace) for row, trace in good if row.pk not in there]
    MovementTrace.objects.bulk_create(
        MovementTrace(performed=row, data=trace.data, frames=trace.frames) for row, trace in new
    )
    refused = tuple((field, trace.sentence) for field, _, trace in sent if isinstance(trace, BadTrace))
    if new or refused:
        write_down(
            by=by,
            deed="exercise_sessions.keep_traces",
            subject=session,
            clinic_id=session.patient.clinic_id,
            kept=len(new),
            refused=len(refused),
        )
    return TracesKept(len(good), refused)
