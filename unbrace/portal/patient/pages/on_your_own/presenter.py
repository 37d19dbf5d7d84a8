"""What somebody on their own finds: how far to walk, breathing to do in peace, things to read, their own days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.safestring import SafeString, mark_safe

from unbrace.clinic.programmes.queries import catalogue
from unbrace.library.on_your_own import LessonText, load_on_your_own
from unbrace.portal.pictures import shown
from unbrace.rehab.way_in import on_ones_own

if TYPE_CHECKING:
    from unbrace.clinic.intakes.queries import OwnDay
    from unbrace.portal.ui.demonstration.demonstration import Demonstration

#: The families of the safe floor that need nobody's signature: breathing, and easy walking.
BREATHING: Final = "BR"
DAYS_SHOWN: Final = 7


@dataclass(frozen=True)
class Breathing:
    """One way of breathing calmly, with its words and pictures; no dose and no counting."""

    title: str
    why: str
    shown: Demonstration | None
    instructions: SafeString


@dataclass(frozen=True)
class DayLine:
    """One day that was written down. What was not said is not 0."""

    when: str
    walked: str
    pain: str


@dataclass(frozen=True)
class OnYourOwnPage:
    """What `page.html` lays out."""

    walk_minutes: int
    breathing: tuple[Breathing, ...]
    lessons: tuple[LessonText, ...]
    days: tuple[DayLine, ...]


def present(days: Sequence[OwnDay], today: date, language: str) -> OnYourOwnPage:
    """`days` oldest first."""
    return OnYourOwnPage(
        walk_minutes=walk_minutes(days, today),
        breathing=tuple(_breathing(language)),
        lessons=load_on_your_own().lessons,
        days=tuple(_line(day) for day in reversed(days[-DAYS_SHOWN:])),
    )


def walk_minutes(days: Sequence[OwnDay], today: date) -> int:
    if not days:
        return on_ones_own.walk_now((), 0)
    first = days[0].day
    told = [on_ones_own.OwnDay((one.day - first).days, one.walked, one.pain) for one in days]
    return on_ones_own.walk_now(told, (today - first).days)


def _breathing(language: str) -> Iterator[Breathing]:
    for exercise in catalogue():
        if exercise.safe_floor and exercise.code.startswith(BREATHING):
            html = exercise.instructions(language).html.replace("<h2>", "<h4>").replace("</h2>", "</h4>")
            yield Breathing(
                exercise.title,
                exercise.why,
                shown(exercise.id),
                mark_safe(html),  # noqa: S308 - made by library
            )


def _line(day: OwnDay) -> DayLine:
    return DayLine(
        when=f"{day.day:%a} {day.day.day} {day.day:%B}",
        walked="walk not written down" if day.walked is None else f"{day.walked} min walked",
        pain="pain not rated" if day.pain is None else f"pain {day.pain} of 10",
    )
