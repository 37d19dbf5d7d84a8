"""The history as cards with their buttons, and the address of the page before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from unbrace.portal.logbook import card_of
from unbrace.portal.ui.session_card.session_card import SessionCard

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from unbrace.clinic.exercise_sessions.models import ExerciseSession

A_PAGE: Final = 10
MOMENT: Final = (
    "%Y-%m-%dT%H:%M:%S.%fZ"  # always Greenwich: the one way a page writes it is the one that is read
)


@dataclass(frozen=True)
class History:
    """One page of the history; `earlier` is the address of the next one back, if there is one."""

    cards: tuple[SessionCard, ...]
    earlier: str = ""


def present(sessions: QuerySet[ExerciseSession], before: str) -> History:
    """`sessions` with their mornings. Keyset paging by start and id: the same cost on the first and the hundredth page,
    and two sessions of one moment both have their place."""
    sessions = sessions.order_by("-started_at", "-pk")
    if (last := read_place(before)) is not None:
        moment, session_id = last
        sessions = sessions.filter(Q(started_at__lt=moment) | Q(started_at=moment, pk__lt=session_id))
    found = list(sessions[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return History(
        tuple(_card(session, folded=i > 0) for i, session in enumerate(shown)),
        f"?before={shown[-1].started_at:{MOMENT}}~{shown[-1].pk}" if len(found) > A_PAGE else "",
    )


def read_place(text: str) -> tuple[datetime, UUID] | None:
    """Start and id of the last session shown, or None for anything else: an odd address shows the first page."""
    moment, _, session_id = text.partition("~")
    try:
        return datetime.strptime(moment, MOMENT).replace(tzinfo=UTC), UUID(session_id)
    except ValueError:
        return None


def _card(session: Any, *, folded: bool) -> SessionCard:
    card = replace(card_of(session, session.morning_pain), folded=folded)
    if session.withdrawn_at is not None:
        return replace(card, restore_url=reverse("patient:put_back", args=[session.pk]))
    return replace(
        card,
        edit_url=reverse("patient:correct", args=[session.pk]),
        undo_url=reverse("patient:take_out", args=[session.pk]),
    )
