"""The history as cards with their buttons, and the address of the page before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from unbrace.portal.logbook import card_of
from unbrace.portal.session_pages import page_of
from unbrace.portal.ui.session_card.session_card import SessionCard

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from unbrace.clinic.exercise_sessions.models import ExerciseSession

A_PAGE: Final = 10


@dataclass(frozen=True)
class History:
    """One page of the history; `earlier` is the address of the next one back, if there is one."""

    cards: tuple[SessionCard, ...]
    earlier: str = ""


def present(sessions: QuerySet[ExerciseSession], before: str) -> History:
    """`sessions` with their mornings; `before` from the address."""
    shown, earlier = page_of(sessions, before, A_PAGE)
    return History(tuple(_card(session, folded=i > 0) for i, session in enumerate(shown)), earlier)


def _card(session: Any, *, folded: bool) -> SessionCard:
    card = replace(card_of(session, session.morning_pain), folded=folded)
    if session.withdrawn_at is not None:
        return replace(card, restore_url=reverse("patient:put_back", args=[session.pk]))
    return replace(
        card,
        edit_url=reverse("patient:correct", args=[session.pk]),
        undo_url=reverse("patient:take_out", args=[session.pk]),
    )
