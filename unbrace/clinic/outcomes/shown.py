"""Outcomes as they may be shown: by group, small groups put together, numbers of few people hidden.

Whoever leaves the therapists' hands sees one population only, so that no two pages can be subtracted from each other:
everyone who started in the twelve months that end 84 days before the first of this month, as it was known on that
first. Until the month is over the numbers stand still: one more person cannot be told from yesterday's page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from unbrace.clinic.outcomes.starters import Started, function_change
from unbrace.clinic.reports.progress import pain_change
from unbrace.rehab.outcomes.small_numbers import LEAST, Group, hidden_cells, put_together, with_sums
from unbrace.rehab.outcomes.starter import FOLLOW_UP_UNTIL, NO_FOLLOW_UP, NO_START, NOT_YET
from unbrace.rehab.outcomes.tally import ACTIVE, CHANGES, NOT_ACTIVE, WEEK, Mean, Outcomes, tally

BY: Final[dict[str, Callable[[Started], str]]] = {
    "quarter": lambda one: f"{one.starter.began.year} Q{(one.starter.began.month + 2) // 3}",
    "therapist": lambda one: one.therapist,
    "group": lambda one: one.group,
    "language": lambda one: one.language,
}
#: What the categories of a change become where few people are hidden: fewer categories, fewer small numbers.
NO_CHANGE, UNKNOWN = "no change that matters", "not known"
TOGETHER: Final = {
    "within variation": NO_CHANGE,
    "low to start with": NO_CHANGE,
    NO_FOLLOW_UP: UNKNOWN,
    NOT_YET: UNKNOWN,
    NO_START: UNKNOWN,
}
FEW_CHANGES: Final = ("improved", NO_CHANGE, "worsened", UNKNOWN)
TABLES: Final = ("week_4", "week_8", "pain", "function")
MEANS: Final = ("adherence", "sessions", "pain_by", "function_by")


@dataclass(frozen=True)
class ShownTable:
    """`rows` in the order of the groups, then all together; None is hidden."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True)
class ShownOutcomes:
    """`groups` with those put together; `people` all of them. `means` by name, in the order of the rows; None where
    nothing is known or few people are hidden. `hides`: whether small numbers are hidden here."""

    by: str
    begins: date
    ends: date
    as_of: date
    people: int
    groups: tuple[Group, ...]
    tables: tuple[ShownTable, ...]
    means: Mapping[str, tuple[Mean | None, ...]]
    hides: bool

    def table(self, key: str) -> ShownTable:
        return next(one for one in self.tables if one.key == key)


def standing_still(today: date) -> tuple[date, date, date]:
    """First and last day of starting, and the day as of which all is counted."""
    as_of = today.replace(day=1)
    ends = as_of - timedelta(days=FOLLOW_UP_UNTIL + 1)
    return ends - timedelta(days=364), ends, as_of


def shown_outcomes(
    started: Sequence[Started], by: str, begins: date, ends: date, as_of: date, *, hides: bool
) -> ShownOutcomes | None:
    """None where fewer than five started and that must not be shown."""
    named: dict[str, list[Started]] = {}
    for one in started:
        named.setdefault(BY[by](one), []).append(one)
    sizes = {name: len(named[name]) for name in sorted(named)}
    groups = put_together(sizes) if hides else tuple(Group((name,), size) for name, size in sizes.items())
    if hides and not groups:
        return None
    counted = [_count((one for name in group.names for one in named[name]), as_of) for group in groups]
    rows = [*counted, _count(started, as_of)] if len(groups) != 1 else counted
    return ShownOutcomes(
        by=by,
        begins=begins,
        ends=ends,
        as_of=as_of,
        people=len(started),
        groups=groups,
        tables=tuple(_table(key, counted, hides=hides) for key in TABLES),
        means={name: _means([getattr(row, name) for row in rows], hides=hides) for name in MEANS},
        hides=hides,
    )


def _count(started: Iterable[Started], as_of: date) -> Outcomes:
    return tally((one.starter for one in started), as_of, pain_change(), function_change())


def _table(key: str, counted: Sequence[Outcomes], *, hides: bool) -> ShownTable:
    columns = _columns(key, hides=hides)
    found = [_few(getattr(one, key)) if hides else getattr(one, key) for one in counted]
    rows = [[one[column] for column in columns] for one in found]
    hidden: Collection[tuple[int, int]] = hidden_cells(rows) if hides else ()
    shown = [
        tuple(None if (row, column) in hidden else value for column, value in enumerate(line))
        for row, line in enumerate(with_sums(rows))
    ]
    return ShownTable(key, columns, tuple(shown) or ((0,) * len(columns),))


def _columns(key: str, *, hides: bool) -> tuple[str, ...]:
    """Where small numbers are hidden, everybody's week 8 is over: a category that nobody can be in is left out."""
    if key in ("week_4", "week_8"):
        return (ACTIVE, NOT_ACTIVE) if hides else WEEK
    return FEW_CHANGES if hides else CHANGES


def _few(counts: Counter[str]) -> Counter[str]:
    few: Counter[str] = Counter()
    for name, number in counts.items():
        few[TOGETHER.get(name, name)] += number
    return few


def _means(rows: Sequence[Mean], *, hides: bool) -> tuple[Mean | None, ...]:
    """A mean of few people is hidden, and so many beside it that the mean of those hidden is of five or more."""
    if not hides:
        return tuple(rows)
    parts = range(len(rows) - 1) if len(rows) > 1 else range(1)
    hidden = {row for row in parts if rows[row].of < LEAST}
    while hidden and 0 < sum(rows[row].of for row in hidden) < LEAST and len(hidden) < len(parts):
        hidden.add(min((row for row in parts if row not in hidden), key=lambda row: rows[row].of))
    if rows[-1].of < LEAST:
        hidden.add(len(rows) - 1)
    return tuple(None if row in hidden else mean for row, mean in enumerate(rows))
