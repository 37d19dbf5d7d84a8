"""The log a page at a time, for the patient's history and the therapist's view of it.

Keyset paging by start and id: the hundredth page costs what the first does, a session that arrives meanwhile moves
nothing, and of two that started in the same moment neither is lost between two pages.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from unbrace.clinic.exercise_sessions.queries import read_whole

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from unbrace.clinic.exercise_sessions.models import ExerciseSession


def page_of(sessions: QuerySet[ExerciseSession], before: str, size: int) -> tuple[list[Any], str]:
    """At most `size` of these sessions, newest first and whole, and the query to those before; "" at the end.

    `before` is what an earlier call gave; anything else shows the first page.
    """
    if (place := read_place(before)) is not None:
        moment, last = place
        sessions = sessions.filter(Q(started_at__lt=moment) | Q(started_at=moment, pk__lt=last))
    in_order = sessions.order_by("-started_at", "-pk")
    found = read_whole(in_order.filter(pk__in=in_order[: size + 1].values("pk")))
    if len(found) <= size:
        return found, ""
    last_shown = found[size - 1]
    return found[
        :size
    ], f"?before={last_shown.started_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{last_shown.pk}"


def read_place(text: str) -> tuple[datetime, UUID] | None:
    """The start and id of the last session shown; None for whatever is no such place."""
    moment, _, last = text.partition("_")
    try:
        start = datetime.fromisoformat(moment)
        return (start.astimezone(UTC), UUID(last)) if start.tzinfo is not None else None
    except (ValueError, OverflowError):  # no time, no id, or a year before 1 or after 9999
        return None
