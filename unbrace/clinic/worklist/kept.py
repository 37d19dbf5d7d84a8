"""What the rules said becomes a row: once, and in the place of what waited from earlier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import Prescription
from unbrace.clinic.worklist.models import Proposal
from unbrace.rehab.progression import Change, Decision
from unbrace.rehab.progression import Proposal as Said


def keep(
    prescription: Prescription, session: ExerciseSession, said: Said, inputs: dict[str, Any]
) -> Proposal:
    """Write the answer, unless exactly this was said about this session before; replace what waits from earlier."""
    changes = _changes(said, prescription)
    earlier = about(session.patient, prescription)
    last = earlier.exclude(state=Proposal.State.SUPERSEDED).order_by("-made_at").first()
    if last is not None and _same(last, session, said, changes):
        return last
    earlier.filter(state__in=[Proposal.State.OPEN, Proposal.State.NOTED]).update(
        state=Proposal.State.SUPERSEDED
    )
    waits = said.kind is not Decision.HOLD or bool(said.therapist_notes)
    return Proposal.objects.create(
        patient=session.patient,
        prescription=prescription,
        session=session,
        exercise=prescription.exercise,
        side=prescription.side,
        kind=said.kind.value,
        reason=said.reason,
        because=said.because.value,
        rule=said.rule,
        source=said.source,
        rules_version=said.rules_version,
        notes=list(said.therapist_notes),
        changes=changes,
        inputs=inputs,
        state=Proposal.State.OPEN if waits else Proposal.State.NOTED,
    )


def _same(
    last: Proposal, session: ExerciseSession, said: Said, changes: dict[str, dict[str, object]]
) -> bool:
    return (
        last.session_id == session.pk
        and (last.kind, last.because) == (said.kind.value, said.because.value)
        and last.changes == changes
        and last.notes == list(said.therapist_notes)
    )


def _changes(said: Said, prescription: Prescription) -> dict[str, dict[str, object]]:
    """Every part that would be another. A step changes one; another exercise brings its own dose."""
    if not said.changes:
        return {}
    return {
        name: {"from": getattr(prescription, name), "to": value}
        for name, value in parts_of(said.changes[0]).items()
        if getattr(prescription, name) != value
    }


def parts_of(change: Change) -> dict[str, Any]:
    """Every part of the prescription as it would be."""
    return {
        "exercise": change.after if change.variable == "exercise" else change.exercise,
        "sets": change.dosage.sets,
        "reps": change.dosage.reps,
        "hold_s": change.dosage.hold_s,
        "side": change.dosage.side.value,
        "rest_s": round(change.dosage.rest_s),
    }


def its_own_of_another(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Another exercise comes with its own tempo and load: those of the one before were meant for that one."""
    return {"tempo": "", "load_kg": None} if "exercise" in parts else {}


def about(patient: Patient, prescription: Prescription) -> QuerySet[Proposal]:
    """Everything the rules said about this exercise on this side."""
    return Proposal.objects.filter(patient=patient, exercise=prescription.exercise, side=prescription.side)
