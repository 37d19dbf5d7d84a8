"""What a therapist is about to sign, checked before it becomes rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from unbrace.clinic.programmes.models import PartOfDay, Prescription, Side
from unbrace.clinic.refused import Refused
from unbrace.rehab.dosage import Tempo

#: Out, pause, back in seconds: "2-1-3", halves allowed.
TEMPO: Final = re.compile(r"\d{1,2}(\.5)?-\d{1,2}(\.5)?-\d{1,2}(\.5)?", re.ASCII)
MOST_IN_A_CIRCUIT: Final = 6


@dataclass(frozen=True)
class PrescriptionDraft:
    """One exercise. `reps` or `hold_s` or both; `days` from 0 (Monday) to 6, none for every day; the rest as in
    `Prescription`."""

    exercise: str
    sets: int
    reps: int | None = None
    hold_s: float | None = None
    side: str = "both"
    rest_s: int = 60
    days: tuple[int, ...] = ()
    part_of_day: str = ""
    tempo: str = ""
    load_kg: float | None = None
    circuit: int | None = None


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
        part_of_day=prescription.part_of_day,
        tempo=prescription.tempo,
        load_kg=prescription.load_kg,
        circuit=prescription.circuit,
    )


def tempo_of(text: str) -> Tempo | None:
    """ "2-1-3" as seconds out, pause and back; None where nothing was written."""
    if not TEMPO.fullmatch(text):
        return None
    out, pause, back = (float(part) for part in text.split("-"))
    return Tempo(out, pause, back)


def circuits_of(drafts: Sequence[PrescriptionDraft]) -> list[list[int]]:
    """The places of each circuit, in order: runs of neighbours with one number."""
    runs: list[list[int]] = []
    before: int | None = None
    for place, draft in enumerate(drafts):
        if draft.circuit is not None and draft.circuit == before:
            runs[-1].append(place)
        elif draft.circuit is not None:
            runs.append([place])
        before = draft.circuit
    return runs


def renumbered(drafts: Sequence[PrescriptionDraft]) -> list[PrescriptionDraft]:
    """Circuits numbered from 1 in their order; somebody who is left alone in one is in none."""
    alone = [replace(draft, circuit=None) for draft in drafts]
    runs = [run for run in circuits_of(drafts) if len(run) > 1]
    for number, run in enumerate(runs, start=1):
        for place in run:
            alone[place] = replace(alone[place], circuit=number)
    return alone


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
    for run in circuits_of(drafts):
        _check_circuit(drafts, run)


def _check_circuit(drafts: Sequence[PrescriptionDraft], run: Sequence[int]) -> None:
    """Whoever walks a circuit meets all of it on one day, at one time."""
    if len(run) > MOST_IN_A_CIRCUIT:
        raise Refused(
            f"A circuit of more than {MOST_IN_A_CIRCUIT} is hard to keep in mind. Take one out of it.",
            field=f"prescriptions[{run[MOST_IN_A_CIRCUIT]}].circuit",
        )
    first = drafts[run[0]]
    for place in run[1:]:
        other = drafts[place]
        if (
            set(other.days or range(7)) != set(first.days or range(7))
            or other.part_of_day != first.part_of_day
        ):
            raise Refused(
                "Exercises that take turns need the same days and the same time of day.",
                field=f"prescriptions[{place}].days",
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
    if draft.part_of_day not in PartOfDay.values:
        found.append(("part_of_day", "Choose morning, evening or any time."))
    if draft.tempo and not TEMPO.fullmatch(draft.tempo):
        found.append(("tempo", "Write the tempo as seconds out, pause and back, like 2-1-3."))
    if draft.load_kg is not None and not (isfinite(draft.load_kg) and 0 < draft.load_kg <= 100):
        found.append(("load_kg", "Choose a weight of up to 100 kg."))
    if draft.circuit is not None and not _whole(draft.circuit, 1, 20):
        found.append(("circuit", "Choose which exercise it takes turns with."))
    return found


def _whole(value: object, lowest: int, highest: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest
