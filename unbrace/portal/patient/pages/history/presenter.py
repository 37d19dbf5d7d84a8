"""The history as cards with their buttons, and the address of the page before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from unbrace.clinic.exercise_sessions.replays import moments_in
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
    moments = moments_in(shown)
    cards = (_card(session, moments.get(session.pk), folded=i > 0) for i, session in enumerate(shown))
    return History(tuple(cards), earlier)


def _card(session: Any, moments: tuple[int, int, int] | None, *, folded: bool) -> SessionCard:
    """`moments`: kept movements, words of the therapist, and how many of them are new."""
    card = replace(card_of(session, session.morning_pain), folded=folded)
    if session.withdrawn_at is not None:
        return replace(card, restore_url=reverse("patient:put_back", args=[session.pk]))
    if moments is not None:
        _, comments, news = moments
        address = reverse("patient:replay", args=[session.pk])
        card = replace(card, replay_url=address, comments=comments, news=news, folded=folded and not news)
    return replace(
        card,
        edit_url=reverse("patient:correct", args=[session.pk]),
        undo_url=reverse("patient:take_out", args=[session.pk]),
    )
