from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.notes.models import NoteDraft
from unbrace.clinic.notes.parts import MOST_CODES, MOST_LETTERS, NAMES, PARTS
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.library.diagnoses import load_diagnoses

ANOTHER_TAB = (
    "This draft was saved in another tab or on another device after you opened it here. "
    "What you typed is still below; copy what you need, then reload the page to see the newer one."
)


@dataclass(frozen=True)
class Written:
    """What the form holds. `saves` is how often the draft had been saved when the form was opened."""

    parts: Mapping[str, str]
    codes: Sequence[str]
    because: str
    saves: int


@transaction.atomic
def save_draft(*, by: User, draft: NoteDraft, written: Written) -> NoteDraft:
    """Keep what was typed. Raises `Conflict` rather than write over what another tab has saved since."""
    require_care(by, draft.patient, Permission.WRITE_NOTES)
    if draft.author_id != by.pk:
        raise NotYours
    current = NoteDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if current is None or current.saves != written.saves:
        raise Conflict(ANOTHER_TAB)
    for part in PARTS:
        setattr(current, part, _text(part, written.parts.get(part, "")))
    current.codes = _codes(written.codes)
    current.because = _text("because", written.because, most=500)
    current.saves += 1
    current.save()
    return current


def _text(part: str, text: str, most: int = MOST_LETTERS) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > most:
        name = NAMES.get(part, "The reason")
        raise Refused(f"{name}: use at most {most} letters; there are {len(text)}.", field=part)
    return text


def _codes(given: Sequence[str]) -> list[str]:
    """Each code once, as the list has it; a line picked from the list begins with its code."""
    found: list[str] = []
    known = load_diagnoses()
    for line in given:
        code = line.strip().upper().partition(" ")[0]
        if not code:
            continue
        if code not in known:
            raise Refused(
                f"“{line.strip()}” is not in the list of codes. Type a word such as “sciatica” and pick a line.",
                field="codes",
            )
        found += [code] if code not in found else []
    if len(found) > MOST_CODES:
        raise Refused(f"Use at most {MOST_CODES} codes.", field="codes")
    return found
