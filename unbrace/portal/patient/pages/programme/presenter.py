"""The signed programme, exercise by exercise, in the words of its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.dose_words import day_words, dose_words, rest_words
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import shown
from unbrace.portal.reason_words import reason_words

if TYPE_CHECKING:
    from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
    from unbrace.portal.ui.demonstration.demonstration import Demonstration


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


@dataclass(frozen=True)
class Programme:
    """The current version."""

    number: int
    signed: str
    note: str
    paused: bool
    items: tuple[Item, ...]


def present(
    version: ProgrammeVersion | None, language: str, reasons: Mapping[tuple[str, str], str]
) -> Programme | None:
    """None while nothing has been signed. `reasons` are those of the first plan, by (exercise, side)."""
    if version is None:
        return None
    signed_at = timezone.localtime(version.signed_at)
    return Programme(
        number=version.number,
        signed=f"Signed by {version.signed_by.name or version.signed_by.email}, {signed_at.day} {signed_at:%B %Y}",
        note=version.note,
        paused=version.programme.paused_at is not None,
        items=tuple(
            _item(one, language, reasons.get((one.exercise, one.side), ""))
            for one in version.prescriptions.all()
        ),
    )


def _item(prescription: Prescription, language: str, because: str) -> Item:
    exercise = catalogue().exercises.get(prescription.exercise)
    html = exercise.instructions(language).html if exercise else ""
    return Item(
        title=title_of(prescription.exercise),
        dose=dose_words(prescription),
        days=day_words(prescription.days),
        rest=rest_words(prescription),
        why=exercise.why if exercise else "",
        for_you=reason_words(because),
        shown=shown(prescription.exercise),
        instructions=mark_safe(html.replace("<h2>", "<h3>").replace("</h2>", "</h3>")),  # noqa: S308 - made by library
        without_camera=exercise.without_camera if exercise else "",
    )
