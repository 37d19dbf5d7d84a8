"""What is chosen and typed for a report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from unbrace.clinic.reports.actions import Composed

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.reports.models import ReportDraft


def composed_in(post: QueryDict) -> Composed:
    saves = post.get("saves", "")
    return Composed(
        begins=_day(post.get("begins", "")),
        ends=_day(post.get("ends", "")),
        parts=post.getlist("parts"),
        addressee=post.get("addressee", ""),
        opening=post.get("opening", ""),
        closing=post.get("closing", ""),
        saves=int(saves) if saves.isascii() and saves.isdigit() and len(saves) < 9 else -1,
    )


def of_draft(draft: ReportDraft) -> Composed:
    return Composed(
        draft.begins, draft.ends, draft.parts, draft.addressee, draft.opening, draft.closing, draft.saves
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
