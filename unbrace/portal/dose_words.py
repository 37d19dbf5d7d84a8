"""A dose as people say it: "3 sets of 8, hold 5 s", "Mon, Wed, Fri", "about 12 minutes"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final, Protocol

from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.clinic.programmes.draft import tempo_of

if TYPE_CHECKING:
    from unbrace.library.exercise import Exercise

DAY_NAMES: Final = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
SIDE_WORDS: Final = {
    "both": "",
    "each": gettext_noop("each side"),
    "left": gettext_noop("left side"),
    "right": gettext_noop("right side"),
}
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
    @property
    def tempo(self) -> str: ...
    @property
    def load_kg(self) -> float | None: ...


def dose_words(dose: Dose) -> str:
    """Sets, repetitions, hold, load, tempo and side: "3 sets of 8 · hold 5 s · 4 kg · left side"."""
    if dose.reps is not None:
        amount = ngettext("{sets} set of {reps}", "{sets} sets of {reps}", dose.sets).format(
            sets=dose.sets, reps=dose.reps
        )
    else:
        amount = ngettext("{sets} set", "{sets} sets", dose.sets).format(sets=dose.sets)
    hold = gettext("hold {seconds} s").format(seconds=f"{dose.hold_s:g}") if dose.hold_s else ""
    side = SIDE_WORDS.get(dose.side, dose.side)
    return " · ".join(part for part in (amount, hold, how_words(dose), gettext(side) if side else "") if part)


def how_words(dose: Dose) -> str:
    """With what and how slowly, where the therapist wrote it: "4 kg · 2 s out, 1 s pause, 3 s back"."""
    load = gettext("{load} kg").format(load=f"{dose.load_kg:g}") if dose.load_kg else ""
    tempo = tempo_of(dose.tempo)
    slowly = (
        gettext("{out} s out, {pause} s pause, {back} s back").format(
            out=f"{tempo.out_s:g}", pause=f"{tempo.pause_s:g}", back=f"{tempo.back_s:g}"
        )
        if tempo
        else ""
    )
    return " · ".join(part for part in (load, slowly) if part)


def day_words(days: Sequence[int]) -> str:
    """The days of the week, 0 = Monday; none or all seven is every day."""
    chosen = sorted(set(days))
    if len(chosen) in (0, 7):
        return gettext("every day")
    return gettext(", ").join(gettext(DAY_NAMES[day]) for day in chosen)


def rest_words(dose: Dose) -> str:
    """The rest between sets; nothing to say for a single set."""
    return (
        gettext("{seconds} s rest between sets").format(seconds=dose.rest_s)
        if dose.sets > 1 and dose.rest_s
        else ""
    )


def seconds(dose: Dose, exercise: Exercise | None) -> float:
    """A fair guess of how long this takes: the work at the content's tempo, the rests, and getting ready."""
    tempo = tempo_of(dose.tempo) or (exercise.dosage.default.tempo if exercise else None)
    a_rep = tempo.out_s + tempo.pause_s + tempo.back_s if tempo else USUAL_SECONDS_A_REP
    work = (dose.reps or 1) * ((a_rep if dose.reps is not None else 0) + (dose.hold_s or 0))
    sides = 2 if dose.side == "each" else 1
    return dose.sets * sides * work + (dose.sets * sides - 1) * dose.rest_s + SECONDS_TO_GET_READY


def minutes(all_seconds: Iterable[float]) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, ceil(sum(all_seconds) / 60))
