"""What a file holds, in words and as a table, before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, ngettext

from unbrace.clinic.activity.sources.own_table import ORDERS
from unbrace.portal.date_words import whole_date
from unbrace.portal.number_words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unbrace.clinic.activity.models import Import
    from unbrace.clinic.activity.queries import DayActivity

SHOWN: Final = 14
ORDER_WORDS: Final = tuple((key, f"like {words}") for key, words in ORDERS.items())


@dataclass(frozen=True)
class ImportPage:
    """One file. `percent` while it is read."""

    found: Import
    percent: int
    is_under_way: bool
    summary: str
    totals: Sequence[str]
    days: Sequence[DayActivity]
    more: int


def present(found: Import, days: Sequence[DayActivity]) -> ImportPage:
    percent = min(99, 100 * found.read_bytes // max(1, found.all_bytes))
    return ImportPage(
        found=found,
        percent=percent,
        is_under_way=found.state in ("waiting", "reading"),
        summary=_summary(days),
        totals=_totals(days),
        days=days[:SHOWN],
        more=max(0, len(days) - SHOWN),
    )


def _summary(days: Sequence[DayActivity]) -> str:
    if not days:
        return ""
    words = ngettext("{days} day, from {first} to {last}.", "{days} days, from {first} to {last}.", len(days))
    return words.format(days=len(days), first=whole_date(days[-1].day), last=whole_date(days[0].day))


def _totals(days: Sequence[DayActivity]) -> list[str]:
    """Each kind with how many days know of it."""
    found = []
    for name, words in (
        ("steps", gettext("Steps")),
        ("walking", gettext("Walking minutes")),
        ("sleep", gettext("Minutes asleep")),
    ):
        known = [value for one in days if (value := getattr(one, name)) is not None]
        if known:
            mean = round(sum(known) / len(known))
            said = (
                ngettext(
                    "{what} on {days} day, {mean} minutes on average",
                    "{what} on {days} days, {mean} minutes on average",
                    len(known),
                )
                if name == "sleep"
                else ngettext(
                    "{what} on {days} day, {mean} on average",
                    "{what} on {days} days, {mean} on average",
                    len(known),
                )
            )
            found.append(said.format(what=words, days=len(known), mean=number(mean)))
    return found
