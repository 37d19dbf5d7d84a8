"""What a therapist is about to sign, checked before it becomes rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from unbrace.clinic.programmes.models import Prescription, Side
from unbrace.clinic.refused import Refused


@dataclass(frozen=True)
class PrescriptionDraft:
    """One exercise. `reps` or `hold_s` or both; `days` from 0 (Monday) to 6, none for every day."""

    exercise: str
    sets: int
    reps: int | None = None
    hold_s: float | None = None
    side: str = "both"
    rest_s: int = 60
    days: tuple[int, ...] = ()


def draft_of(prescription: Prescription) -> PrescriptionDraft:
    """The draft that would sign the same prescription again."""
    days = prescription.days
    return PrescriptionDraft(
        exercise=prescription.exercise,
        sets=prescription.sets,
        reps=prescription.reps,
        hold_s=prescription.hold_s,
        side=prescription.side,
        rest_s=prescription.rest_s,
        days=() if len(days) == 7 else days,
    )


def check_drafts(drafts: Sequence[PrescriptionDraft]) -> None:
    """Raise `Refused` naming the first field that cannot be signed, e.g. `prescriptions[1].sets`."""
    if not drafts:
        raise Refused("A programme needs at least one exercise. To stop for a while, pause it.")
    if len(drafts) > 20:
        raise Refused("That is more than 20 exercises. Choose the ones that matter most.")
    for index, draft in enumerate(drafts):
        for field, problem in _problems(draft):
            raise Refused(problem, field=f"prescriptions[{index}].{field}")
    pairs = [(draft.exercise, draft.side) for draft in drafts]
    for index, pair in enumerate(pairs):
        if pair in pairs[:index]:
            raise Refused(
                "This exercise is there twice for the same side. Take one out.",
                field=f"prescriptions[{index}].exercise",
            )


def _problems(draft: PrescriptionDraft) -> list[tuple[str, str]]:
    """Bounds as in the database's constraints, in words."""
    found = []
    if not _whole(draft.sets, 1, 10):
        found.append(("sets", "Choose 1 to 10 sets."))
    if draft.reps is None and draft.hold_s is None:
        found.append(("reps", "Say how many repetitions, or how long to hold."))
    if draft.reps is not None and not _whole(draft.reps, 1, 100):
        found.append(("reps", "Choose 1 to 100 repetitions."))
    if draft.hold_s is not None and not (isfinite(draft.hold_s) and 1 <= draft.hold_s <= 600):
        found.append(("hold_s", "Choose a hold of 1 to 600 seconds."))
    if draft.side not in Side.values:
        found.append(("side", "Choose both, each, left or right."))
    if not _whole(draft.rest_s, 0, 600):
        found.append(("rest_s", "Choose a rest of 0 to 600 seconds."))
    if any(not _whole(day, 0, 6) for day in draft.days):
        found.append(("days", "Choose days from Monday to Sunday."))
    return found


def _whole(value: object, lowest: int, highest: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest
