"""What somebody on their own finds: how far to walk, breathing to do in peace, things to read, their own days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.utils.dateformat import format as written
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from unbrace.clinic.programmes.queries import catalogue
from unbrace.library.on_your_own import LessonText, lessons_in
from unbrace.portal.patient.pages.diary.presenter import place_scales
from unbrace.portal.pictures import shown

if TYPE_CHECKING:
    from unbrace.clinic.activity.own_days import OwnDay, WalkNow
    from unbrace.portal.translated import Reader, Setting
    from unbrace.portal.ui.demonstration.demonstration import Demonstration
    from unbrace.portal.ui.pain_scale.pain_scale import PainScale

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
    setting: Setting


@dataclass(frozen=True)
class DayLine:
    """One day that was written down. What was not said is not 0."""

    when: str
    walked: str
    pain: str


@dataclass(frozen=True)
class OnYourOwnPage:
    """What `page.html` lays out."""

    walk: WalkNow
    key: str
    walked: str
    scales: tuple[PainScale, ...]
    breathing: tuple[Breathing, ...]
    lessons: tuple[LessonText, ...]
    of_lessons: Setting
    days: tuple[DayLine, ...]


def present(
    days: Sequence[OwnDay], walk: WalkNow, places: Sequence[str], said: Mapping[str, Any], reader: Reader
) -> OnYourOwnPage:
    """`days` oldest first; `places` those the safety questions were about; `said` what was sent and not kept."""
    lessons = lessons_in(reader.language)
    return OnYourOwnPage(
        walk=walk,
        key=str(said.get("key") or uuid4()),
        walked=str(said.get("walked", "")),
        scales=place_scales(places, said),
        breathing=tuple(_breathing(reader)),
        lessons=lessons.lessons,
        of_lessons=reader.setting("lessons", lessons.language),
        days=tuple(_line(day) for day in reversed(days[-DAYS_SHOWN:])),
    )


def _breathing(reader: Reader) -> Iterator[Breathing]:
    for exercise in catalogue():
        if exercise.safe_floor and exercise.code.startswith(BREATHING):
            words = exercise.words(reader.language)
            html = words.instructions.html.replace("<h2>", "<h4>").replace("</h2>", "</h4>")
            yield Breathing(
                words.title,
                words.why,
                shown(exercise.id, reader.language),
                mark_safe(html),  # noqa: S308 - made by library
                reader.setting(exercise.id, words.language),
            )


def _line(day: OwnDay) -> DayLine:
    return DayLine(
        when=written(day.day, gettext("D j F")),
        walked=gettext("walk not written down")
        if day.walked is None
        else gettext("{minutes} min walked").format(minutes=day.walked),
        pain=gettext("pain not rated")
        if day.pain is None
        else gettext("pain {pain} of 10").format(pain=day.pain),
    )
