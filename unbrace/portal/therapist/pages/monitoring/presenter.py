"""A month's work day by day: the clock's many stretches are one line a day and colleague, by hand each its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from unbrace.clinic.remote_monitoring.kinds import Source

if TYPE_CHECKING:
    from unbrace.clinic.remote_monitoring.models import WorkEntry


@dataclass
class Line:
    """`entries` are those behind it, each with what a link to put it right needs."""

    who: str
    words: str
    length: timedelta = timedelta()
    entries: list[tuple[WorkEntry, str]] = field(default_factory=list)
    what: str = ""

    @property
    def lasted(self) -> str:
        return lasted(self.length)


@dataclass
class Day:
    day: date
    lines: list[Line]


def day_lines(entries: Iterable[WorkEntry], zone: ZoneInfo) -> list[Day]:
    """Newest day first."""
    days: dict[date, dict[object, Line]] = {}
    for one in entries:
        day = one.begins_at.astimezone(zone).date()
        by_clock = one.source == Source.CLOCK
        lines = days.setdefault(day, {})
        line = lines.setdefault(
            one.worker_id if by_clock else one.pk,
            Line(name_of(one.worker), "Clock of the page" if by_clock else _words(one)),
        )
        line.length += one.ends_at - one.begins_at
        line.what = one.what
        line.entries.append((one, _times(one, zone)))
    return [Day(day, list(lines.values())) for day, lines in sorted(days.items(), reverse=True)]


@dataclass(frozen=True)
class Correction:
    before: str
    after: str
    because: str
    who: str
    at: object


def corrections(amended: Iterable[WorkEntry], zone: ZoneInfo) -> list[Correction]:
    """What stood there, what stands there now, why and by whom."""
    found = []
    for one in amended:
        if (first := one.amends) is None:
            continue
        after = "no longer counts" if one.struck else _whole(one, zone)
        found.append(Correction(_whole(first, zone), after, one.because, name_of(one.entered_by), one.at))
    return found


def lasted(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    return f"{seconds // 60} min {seconds % 60:02d} s"


def name_of(user: object) -> str:
    return str(getattr(user, "name", "") or getattr(user, "email", ""))


def _whole(one: WorkEntry, zone: ZoneInfo) -> str:
    begins = one.begins_at.astimezone(zone)
    length = lasted(one.ends_at - one.begins_at)
    return f"{begins.day} {begins:%B %Y}, {_times(one, zone)}, {length}, {_words(one).lower()}"


def _words(one: WorkEntry) -> str:
    if one.source == Source.CONTACT:
        return f"Live contact {one.get_way_display()}"
    return "Clock of the page" if one.source == Source.CLOCK else "By hand"


def _times(one: WorkEntry, zone: ZoneInfo) -> str:
    return f"{one.begins_at.astimezone(zone):%H:%M} to {one.ends_at.astimezone(zone):%H:%M}"
