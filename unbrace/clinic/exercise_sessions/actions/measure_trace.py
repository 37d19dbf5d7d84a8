"""The curve of a kept movement, measured once and kept beside it.

A minute of movement takes the engine about two seconds, and a therapist has two minutes for a person. So it is done
beside the request that brought the movement in; whoever opens the replay before that gets it a moment later.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django_tasks import task

from unbrace.clinic.exercise_sessions.models import ExerciseSession, MovementTrace
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.motion import ENGINE_VERSION
from unbrace.motion.curve import curve_of
from unbrace.motion.movement import Side
from unbrace.motion.session import Session, Target
from unbrace.motion.trace import Trace, open_trace

MOST_AT_ONCE: Final = 2_000
"""Frames that are measured while somebody waits: a minute, about two seconds. More goes beside the request."""


def measure_trace(trace: MovementTrace) -> dict[str, Any] | None:
    """What is kept, or measured now and kept; None where nothing follows this exercise (any more).

    Another engine or another version of the exercise measures anew, and says with which: the counts of then stay what
    they were.
    """
    prescription = trace.performed.exercise.prescription
    if prescription.exercise not in catalogue():
        return None
    exercise = catalogue()[prescription.exercise]
    if exercise.movement is None:
        return None
    made_with = {"engine": ENGINE_VERSION, "content": exercise.version}
    if trace.curve is not None and {name: trace.curve.get(name) for name in made_with} == made_with:
        kept: dict[str, Any] = trace.curve
        return kept
    opened = open_trace(bytes(trace.data))
    if not isinstance(opened, Trace):
        return None
    side = None if trace.performed.side == "both" else Side(trace.performed.side)
    target = Target(reps=prescription.reps, hold_s=prescription.hold_s)
    curve = curve_of(opened.frames(), Session(exercise.movement, target, side))
    measured = {**made_with, **curve.to_json()}
    MovementTrace.objects.filter(pk=trace.pk).update(
        curve=measured
    )  # not `save`: it may have been deleted meanwhile
    return measured


@task()  # type: ignore[untyped-decorator]
def measure_traces_task(session_id: str) -> int:
    """Every kept movement of a session. Gives how many have a curve now."""
    traces = MovementTrace.objects.filter(performed__exercise__session=UUID(session_id))
    found = traces.select_related("performed__exercise__prescription")
    return sum(measure_trace(trace) is not None for trace in found)


def ask_to_measure(session: ExerciseSession) -> None:
    """Put it into the queue, in the caller's own transaction if there is one."""
    measure_traces_task.enqueue(session_id=str(session.pk))
