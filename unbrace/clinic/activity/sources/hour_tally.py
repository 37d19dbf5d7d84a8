"""What a file counts, added up by source, local date and hour while it streams by.

Two years are kept: older days are not shown anywhere, and a bounded tally is what lets a file of a gigabyte be read in
little memory. Within one source intervals add up, but for an interval that is told twice in a row; across sources
`once.py` decides.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Final

from unbrace.clinic.activity.sources.unreadable import Unreadable

HOURS: Final = 24
KEPT: Final = timedelta(days=730)
LONGEST: Final = timedelta(hours=36)
MOST_SOURCES: Final = 24
HIGHEST: Final = {"steps": 100_000.0, "walking": 1440.0, "sleep": 1440.0}
A_MINUTE_KIND: Final = ("walking", "sleep")
NAME_LENGTH: Final = 60


@dataclass(frozen=True)
class TalliedDay:
    """`hours` empty: the source tells only the day."""

    kind: str
    source: str
    day: date
    hours: tuple[float, ...]
    total: float


@dataclass
class HourTally:
    """`today` in the person's own calendar: a file cannot count tomorrow."""

    today: date
    cells: dict[tuple[str, str, date], array[float]] = field(default_factory=dict)
    whole_days: dict[tuple[str, str, date], float] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _last: dict[tuple[str, str], tuple[datetime, datetime]] = field(default_factory=dict)

    @property
    def since(self) -> date:
        return self.today - KEPT

    def add(self, kind: str, source: str, begin: datetime, end: datetime, amount: float) -> None:
        """`begin` and `end` are local wall-clock times. What lies outside the two years, or cannot be, is left out."""
        if not self.since <= begin.date() <= self.today or not _can_be(kind, amount):
            return
        name, length = self._name(source), end - begin
        if length < timedelta(0) or length > LONGEST or self._last.get((kind, name)) == (begin, end):
            return
        self._last[(kind, name)] = (begin, end)
        for day, hour, share in _shares(begin, end):
            if day <= self.today:
                cell = self.cells.setdefault((kind, name, day), array("d", bytes(8 * HOURS)))
                cell[hour] += share * amount

    def add_day(self, kind: str, source: str, day: date, total: float) -> None:
        """A source that tells only the whole day; told twice, the larger counts."""
        if self.since <= day <= self.today and _can_be(kind, total):
            key = (kind, self._name(source), day)
            self.whole_days[key] = max(self.whole_days.get(key, 0.0), total)

    def _name(self, source: str) -> str:
        known = self._names.get(source)
        if known is None:
            if len(self._names) >= MOST_SOURCES:
                raise Unreadable(
                    "This file names more than {most} devices. Export one device at a time.",
                    most=MOST_SOURCES,
                )
            printable = "".join(letter for letter in source[:NAME_LENGTH] if letter.isprintable())
            known = self._names[source[:1000]] = printable.strip() or "a device"
        return known

    def days(self) -> list[TalliedDay]:
        """Minutes of an hour are at most sixty, steps whole; the oldest day first."""
        found = []
        for (kind, source, day), hours in self.cells.items():
            tidy = tuple(round(min(value, 60.0) if kind in A_MINUTE_KIND else value, 1) for value in hours)
            found.append(TalliedDay(kind, source, day, tidy, round(sum(tidy), 1)))
        for (kind, source, day), total in self.whole_days.items():
            if (kind, source, day) not in self.cells:
                found.append(TalliedDay(kind, source, day, (), round(total, 1)))
        return sorted(found, key=lambda one: (one.day, one.kind, one.source))


def _can_be(kind: str, amount: float) -> bool:
    return isfinite(amount) and 0 <= amount <= HIGHEST[kind]


def _shares(begin: datetime, end: datetime) -> list[tuple[date, int, float]]:
    """How much of an interval lies in which hour."""
    whole = (end - begin).total_seconds()
    if whole <= 0:
        return [(begin.date(), begin.hour, 1.0)]
    found, at = [], begin
    while at < end:
        border = min(end, at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
        found.append((at.date(), at.hour, (border - at).total_seconds() / whole))
        at = border
    return found
