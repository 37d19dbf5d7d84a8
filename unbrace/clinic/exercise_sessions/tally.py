"""One exercise of one session in numbers: what was asked, seen, claimed and not seen, with corrections applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession
from unbrace.clinic.programmes.models import Prescription, Side


@dataclass(frozen=True)
class Tally:
    """`unit` says what the four amounts count: repetitions, or seconds where a set is one hold.

    `not_seen` is what was asked minus both others, never below zero. Partial repetitions stand apart: they are shown
    and not counted. `pain` and `effort`: 0 is an answer, None was not asked.
    """

    unit: Literal["reps", "seconds"]
    asked: float
    seen: float
    claimed: float
    partial: int
    claimed_reps: int
    skipped: bool
    pain: int | None
    effort: int | None
    corrected: frozenset[str]

    @property
    def done(self) -> float:
        return self.seen + self.claimed

    @property
    def not_seen(self) -> float:
        return max(0.0, self.asked - self.done)

    @property
    def completion(self) -> float | None:
        """Share of what was asked, 0 to 1; more than asked is still 1. None where it was left out: that says nothing
        about what would have been possible."""
        if self.skipped:
            return None
        return min(1.0, self.done / self.asked) if self.asked else 0.0


def asked_of(prescription: Prescription) -> float:
    """Repetitions of all sets, or seconds where only a hold is prescribed; both sides together."""
    amount = prescription.reps if prescription.reps is not None else prescription.hold_s or 0.0
    return float(prescription.sets * amount * (2 if prescription.side == Side.EACH else 1))


def tally_of(exercise: ExercisePerformed) -> Tally:
    sets = list(exercise.sets.all())
    said = [row for row in exercise.session.corrections.all() if row.exercise_id == exercise.pk]
    corrections = {row.field: row.becomes for row in sorted(said, key=lambda row: row.at)}
    by_reps = exercise.prescription.reps is not None
    claimed_reps = corrections.get("claimed_reps", sum(one.claimed_reps for one in sets)) or 0
    return Tally(
        unit="reps" if by_reps else "seconds",
        asked=asked_of(exercise.prescription),
        seen=float(sum(one.seen_reps for one in sets)) if by_reps else sum(one.seen_hold_s for one in sets),
        claimed=float(claimed_reps) if by_reps else sum(one.claimed_hold_s or 0.0 for one in sets),
        partial=sum(one.seen_partial for one in sets),
        claimed_reps=claimed_reps,
        skipped=exercise.skipped,
        pain=corrections.get("pain", exercise.pain),
        effort=corrections.get("effort", exercise.effort),
        corrected=frozenset(corrections),
    )


def pain_before_of(session: ExerciseSession) -> int | None:
    rows = [row for row in session.corrections.all() if row.field == "pain_before"]
    return max(rows, key=lambda row: row.at).becomes if rows else session.pain_before
