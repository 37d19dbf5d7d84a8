from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.refused import NotYours
from unbrace.clinic.translations.models import Approval
from unbrace.clinic.translations.texts import INTERFACE, SAFETY, Pair, Text, stale_in, texts_in

__all__ = [
    "INTERFACE",
    "SAFETY",
    "Pair",
    "Standing",
    "Text",
    "approval_of",
    "reviewed_in",
    "stale_in",
    "standings_in",
    "text_of",
    "translation_is_reviewed",
]


@dataclass(frozen=True)
class Standing:
    """One text and who has approved it as it is now; `approval` None: nobody, or it changed since."""

    text: Text
    approval: Approval | None
    changed_since: bool


def text_of(language: str, what: str) -> Text:
    """Raises NotYours, the same page as for an address that does not exist."""
    text = texts_in(language).get(what)
    if text is None:
        raise NotYours
    return text


def standings_in(clinic: Clinic, language: str) -> tuple[Standing, ...]:
    """Every text in this language with its approval, in one question to the database."""
    rows = _approvals(clinic, language)
    by_text = {(row.what, row.mark): row for row in rows}
    approved = {row.what for row in rows}
    return tuple(
        Standing(text, row := by_text.get((text.what, text.mark)), row is None and text.what in approved)
        for text in texts_in(language).values()
    )


def approval_of(clinic: Clinic, text: Text) -> Approval | None:
    """The approval of this text as it is now."""
    return _approvals(clinic, text.language).filter(what=text.what, mark=text.mark).first()


def reviewed_in(clinic: Clinic, language: str) -> frozenset[str]:
    """What of this language has been approved as it is now, for a page that shows several texts."""
    return frozenset(one.text.what for one in standings_in(clinic, language) if one.approval)


def translation_is_reviewed(*, language: str, what: str = INTERFACE, clinic: Clinic | None = None) -> bool:
    """Whether somebody of this clinic has approved the text as it is now. English needs no approval.

    Without a clinic nobody has: on the pages before the sign-in no person stands for a text.
    """
    if language == "en":
        return True
    text = texts_in(language).get(what)
    return text is not None and clinic is not None and approval_of(clinic, text) is not None


def _approvals(clinic: Clinic, language: str) -> QuerySet[Approval]:
    return clinic.approved_translations.filter(language=language, withdrawn_at=None).select_related("by")
