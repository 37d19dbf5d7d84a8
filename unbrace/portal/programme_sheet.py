"""A programme as the person reads it: by time of day, with those that take turns set apart, and how long it takes.

The builder's preview, the print-out and the PDF all show this, so that none says another thing than the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.programmes.queries import catalogue, in_order_of_day, own_words
from unbrace.portal.dose_words import Dose, day_words, dose_words, rest_words, seconds
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import shown

if TYPE_CHECKING:
    from unbrace.portal.ui.demonstration.demonstration import Demonstration
    from unbrace.portal.ui.own_film.own_film import OwnFilm

PART_WORDS: Final = {
    "": "",
    "morning": gettext_noop("In the morning"),
    "evening": gettext_noop("In the evening"),
}
ANY_TIME: Final = gettext_noop("At any time")
IN_TURN: Final = gettext_noop("In turn: one set of each, then again from the first")


class Asked(Dose, Protocol):
    """A prescription or a draft of one: the dose, and when it is for."""

    @property
    def days(self) -> tuple[int, ...]: ...
    @property
    def part_of_day(self) -> str: ...
    @property
    def circuit(self) -> int | None: ...


@dataclass(frozen=True)
class Line:
    """One exercise in words, with its pictures; an own exercise has steps instead."""

    exercise: str
    title: str
    dose: str
    rest: str
    days: str
    why: str
    steps: tuple[str, ...]
    shown: Demonstration | None
    film: OwnFilm | None = None


@dataclass(frozen=True)
class Group:
    """Neighbours that take turns, or one exercise by itself; then `words` is empty."""

    words: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Part:
    """A time of day; without a heading where the programme has no times of day."""

    heading: str
    groups: tuple[Group, ...]


def parts_of(
    asked: Sequence[Asked], language: str = "en", films: Mapping[str, OwnFilm] | None = None
) -> list[Part]:
    """`films` by exercise, with the addresses of the door that shows them."""
    ordered = in_order_of_day(asked)
    timed = any(one.part_of_day for one in ordered)
    parts = []
    for part in dict.fromkeys(one.part_of_day for one in ordered):
        words = gettext(PART_WORDS[part] or ANY_TIME) if timed else ""
        mine = [one for one in ordered if one.part_of_day == part]
        parts.append(Part(words, tuple(_groups(mine, language, films or {}))))
    return parts


def _groups(asked: Sequence[Asked], language: str, films: Mapping[str, OwnFilm]) -> list[Group]:
    runs: list[list[Asked]] = []
    for one in asked:
        if runs and one.circuit is not None and runs[-1][-1].circuit == one.circuit:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        Group(
            gettext(IN_TURN) if len(run) > 1 else "",
            tuple(line_of(one, language, films.get(one.exercise)) for one in run),
        )
        for run in runs
    ]


def line_of(asked: Asked, language: str = "en", film: OwnFilm | None = None) -> Line:
    known, own = catalogue().exercises.get(asked.exercise), own_words(asked.exercise)
    return Line(
        exercise=asked.exercise,
        title=title_of(asked.exercise, language),
        dose=dose_words(asked),
        rest=rest_words(asked),
        days=day_words(asked.days),
        why=known.words(language).why if known else own.why if own else "",
        steps=tuple(step for step in own.steps.splitlines() if step.strip()) if own else (),
        shown=shown(asked.exercise, language),
        film=film,
    )


def seconds_of(asked: Asked) -> float:
    return seconds(asked, catalogue().exercises.get(asked.exercise))
