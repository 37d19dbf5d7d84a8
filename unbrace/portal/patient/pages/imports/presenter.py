"""What a file holds, in words and as a table, before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unbrace.clinic.activity.sources.own_table import ORDERS

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
    counted = "1 day" if len(days) == 1 else f"{len(days)} days"
    return f"{counted}, from {days[-1].day:%-d %B %Y} to {days[0].day:%-d %B %Y}."


def _totals(days: Sequence[DayActivity]) -> list[str]:
    """Each kind with how many days know of it."""
    found = []
    for name, words in (("steps", "Steps"), ("walking", "Walking minutes"), ("sleep", "Minutes asleep")):
        known = [value for one in days if (value := getattr(one, name)) is not None]
        if known:
            mean = round(sum(known) / len(known))
            unit = "minutes" if name == "sleep" else ""
            found.append(
                f"{words} on {len(known)} day{'s' * (len(known) != 1)}, {mean:,} {unit} on average".replace(
                    "  ", " "
                )
            )
    return found
