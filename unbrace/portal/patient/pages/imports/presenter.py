"""What a file holds, in words and as a table, before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.clinic.activity.sources.own_table import ORDERS
from unbrace.clinic.activity.sources.reading import TABLE
from unbrace.portal.date_words import whole_date
from unbrace.portal.number_words import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unbrace.clinic.activity.models import Import
    from unbrace.clinic.activity.queries import DayActivity

SHOWN: Final = 14
STATE_WORDS: Final = {
    "waiting": gettext_noop("about to be read"),
    "reading": gettext_noop("being read"),
    "preview": gettext_noop("read, and waiting for a yes"),
    "kept": gettext_noop("kept"),
    "undone": gettext_noop("taken out"),
    "refused": gettext_noop("could not be read"),
}


@dataclass(frozen=True)
class ImportRow:
    """One file of the list. `source` is empty until the file is read."""

    found: Import
    source: str
    state: str


@dataclass(frozen=True)
class ImportPage:
    """One file. `percent` while it is read."""

    found: Import
    source: str
    percent: int
    is_under_way: bool
    summary: str
    totals: Sequence[str]
    days: Sequence[DayActivity]
    more: int


def order_words() -> list[tuple[str, str]]:
    """How dates may be written in a table, each by an example."""
    return [(key, gettext("like {date}").format(date=example)) for key, example in ORDERS.items()]


def rows_of(imports: Iterable[Import]) -> list[ImportRow]:
    return [ImportRow(one, _source_words(one), gettext(STATE_WORDS[one.state])) for one in imports]


def _source_words(found: Import) -> str:
    """Makers and their programs keep their names; only the table is a word of ours."""
    return gettext("A table of your own") if found.source == TABLE else found.source


def present(found: Import, days: Sequence[DayActivity]) -> ImportPage:
    percent = min(99, 100 * found.read_bytes // max(1, found.all_bytes))
    return ImportPage(
        found=found,
        source=_source_words(found),
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
