"""The signed programme, exercise by exercise, in the words of its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from unbrace.clinic.programmes.queries import catalogue, in_order_of_day, own_words
from unbrace.portal.date_words import whole_date
from unbrace.portal.dose_words import day_words, dose_words, rest_words
from unbrace.portal.logbook import title_of
from unbrace.portal.own_films import films_in_programme
from unbrace.portal.own_words_html import points_html, steps_html
from unbrace.portal.pictures import shown
from unbrace.portal.programme_sheet import PART_WORDS
from unbrace.portal.reason_words import reason_words
from unbrace.portal.unit_words import in_units

if TYPE_CHECKING:
    from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
    from unbrace.clinic.programmes.queries import OwnWords
    from unbrace.portal.translated import Reader, Setting
    from unbrace.portal.ui.demonstration.demonstration import Demonstration
    from unbrace.portal.ui.own_film.own_film import OwnFilm


@dataclass(frozen=True)
class Item:
    """One exercise; texts are empty when a later library no longer has it."""

    title: str
    dose: str
    days: str
    rest: str
    why: str
    for_you: str
    shown: Demonstration | None
    instructions: SafeString
    without_camera: str
    setting: Setting | None
    when: str = ""
    turns: str = ""
    own: str = ""
    film: OwnFilm | None = None


@dataclass(frozen=True)
class Programme:
    """The current version."""

    number: int
    signed: str
    note: str
    paused: bool
    items: tuple[Item, ...]


def present(
    version: ProgrammeVersion | None,
    reader: Reader,
    reasons: Mapping[tuple[str, str], str],
    units: str = "metric",
) -> Programme | None:
    """None while nothing has been signed. `reasons` are those of the first plan, by (exercise, side)."""
    if version is None:
        return None
    signed_at = timezone.localtime(version.signed_at)
    films = films_in_programme(one.exercise for one in version.prescriptions.all())
    return Programme(
        number=version.number,
        signed=gettext("Signed by {name}, {date}").format(
            name=version.signed_by.name or version.signed_by.email, date=whole_date(signed_at)
        ),
        note=version.note,
        paused=version.programme.paused_at is not None,
        items=tuple(
            replace(
                _item(one, reader, reasons.get((one.exercise, one.side), ""), units),
                film=films.get(one.exercise),
            )
            for one in in_order_of_day(version.prescriptions.all())
        ),
    )


def _item(prescription: Prescription, reader: Reader, because: str, units: str) -> Item:
    exercise = catalogue().exercises.get(prescription.exercise)
    words = exercise.words(reader.language) if exercise else None
    own = own_words(prescription.exercise)
    html = in_units(words.instructions.html, units) if words else ""
    return Item(
        title=title_of(prescription.exercise, reader.language),
        dose=in_units(dose_words(prescription), units),
        days=day_words(prescription.days),
        rest=rest_words(prescription),
        why=in_units(words.why if words else own.why if own else "", units),
        for_you=reason_words(because),
        shown=shown(prescription.exercise, reader.language),
        instructions=mark_safe(html.replace("<h2>", "<h3>").replace("</h2>", "</h3>")),  # noqa: S308 - made by library
        without_camera=words.without_camera if words else "",
        setting=reader.setting(prescription.exercise, words.language) if words else None,
        when=gettext(PART_WORDS[prescription.part_of_day]) if prescription.part_of_day else "",
        turns=_turns(prescription, reader.language),
        own=_own_html(own) if own else "",
    )


def _turns(prescription: Prescription, language: str) -> str:
    """With whom it takes turns; nothing for an exercise by itself."""
    if prescription.circuit is None:
        return ""
    others = [
        title_of(one.exercise, language)
        for one in prescription.version.prescriptions.all()
        if one.circuit == prescription.circuit and one.pk != prescription.pk
    ]
    return gettext("In turn with: {others}. One set of each, then again from the first.").format(
        others=gettext(", ").join(others)
    )


def _own_html(own: OwnWords) -> SafeString:
    stop = format_html("<h3>{}</h3>{}", gettext("When to stop"), points_html(own.stop)) if own.stop else ""
    return format_html("{}{}{}", steps_html(own.steps), points_html(own.cues), stop)
