"""A dose as people say it: "3 sets of 8, hold 5 s", "Mon, Wed, Fri", "about 12 minutes"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from unbrace.library.exercise import Exercise

DAY_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SIDE_WORDS: Final = {"both": "", "each": "each side", "left": "left side", "right": "right side"}
USUAL_SECONDS_A_REP: Final = 5.0  # where the content names no tempo
SECONDS_TO_GET_READY: Final = 30.0  # reading the first line, finding the place


class Dose(Protocol):
    """A prescription or a draft of one: `reps` or `hold_s` (seconds) or both; `rest_s` between sets."""

    @property
    def exercise(self) -> str: ...
    @property
    def sets(self) -> int: ...
    @property
    def reps(self) -> int | None: ...
    @property
    def hold_s(self) -> float | None: ...
    @property
    def side(self) -> str: ...
    @property
    def rest_s(self) -> int: ...


def dose_words(dose: Dose) -> str:
    """Sets, repetitions, hold and side: "3 sets of 8 · hold 5 s · left side"."""
    sets = "1 set" if dose.sets == 1 else f"{dose.sets} sets"
    amount = f"{sets} of {dose.reps}" if dose.reps is not None else sets
    hold = f"hold {dose.hold_s:g} s" if dose.hold_s else ""
    return " · ".join(part for part in (amount, hold, SIDE_WORDS.get(dose.side, dose.side)) if part)


def day_words(days: Sequence[int]) -> str:
    """The days of the week, 0 = Monday; none or all seven is every day."""
    chosen = sorted(set(days))
    if len(chosen) in (0, 7):
        return "every day"
    return ", ".join(DAY_NAMES[day] for day in chosen)


def rest_words(dose: Dose) -> str:
    """The rest between sets; nothing to say for a single set."""
    return f"{dose.rest_s} s rest between sets" if dose.sets > 1 and dose.rest_s else ""


def seconds(dose: Dose, exercise: Exercise | None) -> float:
    """A fair guess of how long this takes: the work at the content's tempo, the rests, and getting ready."""
    tempo = exercise.dosage.default.tempo if exercise else None
    a_rep = tempo.out_s + tempo.pause_s + tempo.back_s if tempo else USUAL_SECONDS_A_REP
    work = (dose.reps or 1) * ((a_rep if dose.reps is not None else 0) + (dose.hold_s or 0))
    sides = 2 if dose.side == "each" else 1
    return dose.sets * sides * work + (dose.sets * sides - 1) * dose.rest_s + SECONDS_TO_GET_READY


def minutes(all_seconds: Iterable[float]) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, ceil(sum(all_seconds) / 60))
