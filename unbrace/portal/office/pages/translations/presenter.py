"""What the two pages lay out: a list by language, and one text beside its English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from unbrace.clinic.translations.queries import INTERFACE, SAFETY, stale_in, standings_in
from unbrace.library.translation.languages import LANGUAGES, Language
from unbrace.library.translation.whole import WHOLE

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Clinic
    from unbrace.clinic.translations.models import Approval
    from unbrace.clinic.translations.queries import Pair, Standing, Text

NOT_THERE = "There are no translated buttons and pages in this language yet."


@dataclass(frozen=True)
class Row:
    what: str
    title: str
    approved: str
    changed_since: bool


@dataclass(frozen=True)
class InLanguage:
    """`stale`: titles whose translation is older than the English and not shown."""

    language: Language
    first: tuple[Row, ...]
    exercises: tuple[Row, ...]
    approved: int
    of: int
    stale: tuple[str, ...]
    missing: str


@dataclass(frozen=True)
class TextPage:
    text: Text
    language: Language
    pairs: tuple[Pair, ...]
    in_english: int
    approved: str


def languages(clinic: Clinic) -> tuple[InLanguage, ...]:
    return tuple(_language(clinic, one) for one in LANGUAGES.values())


def _language(clinic: Clinic, language: Language) -> InLanguage:
    standings = standings_in(clinic, language.code)
    rows = [_row(standing) for standing in standings]
    first = tuple(row for row in rows if row.what in (INTERFACE, SAFETY, *WHOLE))
    return InLanguage(
        language=language,
        first=first,
        exercises=tuple(row for row in rows if row not in first),
        approved=sum(1 for row in rows if row.approved),
        of=len(rows),
        stale=stale_in(language.code),
        missing="" if any(row.what == INTERFACE for row in first) else NOT_THERE,
    )


def _row(standing: Standing) -> Row:
    text = standing.text
    return Row(text.what, text.title, _approved(standing.approval), standing.changed_since)


def present(text: Text, approval: Approval | None) -> TextPage:
    return TextPage(
        text=text,
        language=LANGUAGES[text.language],
        pairs=text.pairs,
        in_english=sum(1 for pair in text.pairs if not pair.current),
        approved=_approved(approval),
    )


def _approved(approval: Approval | None) -> str:
    """Who and when: "Tom, 28 November 2026"."""
    if approval is None:
        return ""
    at = timezone.localtime(approval.at)
    return f"{approval.by.name or approval.by.email}, {at.day} {at:%B %Y}"
