"""The next seven days of everybody who treats, side by side: made of the visits that the page has read already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from unbrace.portal.date_words import short_date

if TYPE_CHECKING:
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from unbrace.portal.visit_words import VisitCard

A_WEEK: Final = 7


@dataclass(frozen=True)
class WeekRow:
    """One therapist's days, in the order of the head; `count` is how many visits stand in them."""

    who: str
    count: int
    days: tuple[tuple[VisitCard, ...], ...]


@dataclass(frozen=True)
class Week:
    """`head` names each day, with its weekday."""

    head: tuple[tuple[str, str], ...]
    rows: tuple[WeekRow, ...]


def week_of(cards: Sequence[VisitCard], first: date, zone: ZoneInfo) -> Week:
    """Seven days from the first, by the reader's own clock. What was cancelled takes nobody's time and is not in it.
    Who has no visit is not in it either."""
    days = [first + timedelta(days=ahead) for ahead in range(A_WEEK)]
    found: dict[UUID, dict[date, list[VisitCard]]] = {}
    names: dict[UUID, str] = {}
    for card in cards:
        day, therapist = card.visit.begins.astimezone(zone).date(), card.visit.therapist
        if card.visit.state == "cancelled" or day not in days:
            continue
        names[therapist.pk] = therapist.user.name or therapist.user.email
        found.setdefault(therapist.pk, {}).setdefault(day, []).append(card)
    rows = (
        WeekRow(
            who=names[pk],
            count=sum(len(of_day) for of_day in its.values()),
            days=tuple(tuple(its.get(day, ())) for day in days),
        )
        for pk, its in found.items()
    )
    head = tuple((f"{day:%a}", short_date(day)) for day in days)
    return Week(head, tuple(sorted(rows, key=lambda row: row.who.casefold())))
