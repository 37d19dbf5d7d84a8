"""My desk as the page shows it: the open change with what to do next, the last records, and what was tried before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from unbrace.clinic.desks.queries import (
    Tried,
    changes_of,
    desk_texts,
    next_for,
    records_of,
    tried_change,
)
from unbrace.clinic.patients.queries import today_of
from unbrace.portal.desk_words import BOTHERS, CAME, record_lines, rests_on
from unbrace.portal.patient.pages.desk.form import HIGH_END, LOW_END
from unbrace.portal.ui.pain_scale.pain_scale import PainScale
from unbrace.rehab.desk import Came

if TYPE_CHECKING:
    from datetime import date

    from unbrace.clinic.desks.models import DeskPhoto, DeskRecord
    from unbrace.clinic.patients.models import Patient
    from unbrace.library.desk_changes import ChangeText, DeskChanges

A_FEW = 6


@dataclass(frozen=True)
class ChangeCard:
    """One change in words. `came` is empty while there is nothing to say; `scale` is there when a look is due."""

    tried: Tried
    text: ChangeText
    because: str
    came: str
    scale: PainScale | None


@dataclass(frozen=True)
class RecordCard:
    """One record in words."""

    record: DeskRecord
    day: date
    lines: list[tuple[str, str]]
    photo: DeskPhoto | None


@dataclass(frozen=True)
class DeskPage:
    """`open` is the change to try now; `more` whether there is another once it is closed."""

    open: ChangeCard | None
    records: list[RecordCard]
    before: list[ChangeCard]
    more: bool
    words: DeskChanges
    problems: dict[str, str]


def present(patient: Patient, units: str, language: str, problems: dict[str, str]) -> DeskPage:
    """`words.language` is the one the texts are really in: English where there is no current translation."""
    today, words = today_of(patient), desk_texts(language)
    cards = [
        card_of(tried_change(one, today), words, units, problems) for one in changes_of(patient)[: A_FEW + 1]
    ]
    now = next((one for one in cards if one.tried.change.closed_at is None), None)
    return DeskPage(
        open=now,
        records=[
            RecordCard(
                one,
                one.day,
                record_lines(one, units),
                next((photo for photo in one.photos.all() if photo.state == "ready"), None),
            )
            for one in records_of(patient)[:A_FEW]
        ],
        before=[one for one in cards if one is not now],
        more=now is None and bool(next_for(patient)),
        words=words,
        problems=problems,
    )


def card_of(tried: Tried, words: DeskChanges, units: str, problems: dict[str, str]) -> ChangeCard:
    change = tried.change
    return ChangeCard(
        tried=tried,
        text=words.texts[change.change],
        because=rests_on(change.found, units),
        came=gettext(CAME[tried.came]) if tried.came is not Came.WAIT and change.state != "offered" else "",
        scale=look_scale(problems.get("bothers", "")) if tried.due else None,
    )


def look_scale(problem: str = "") -> PainScale:
    return PainScale(
        "bothers", gettext(BOTHERS), low_end=gettext(LOW_END), high_end=gettext(HIGH_END), problem=problem
    )
