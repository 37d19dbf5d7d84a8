"""When somebody can be met. Pure: no clock, no rows, no framework.

A therapist's week is written in wall-clock time of one place; everything else here is an instant (UTC). So the change
of the clocks is met in one function only, `moment_of`:

* a time that happens once is that instant;
* a time that is skipped when clocks go forward is the first instant after the gap;
* a time that happens twice when clocks go back is the first of the two where something begins, and the second where it
  ends.

Slots are counted off in real minutes from the beginning of an open stretch. A night hour that does not exist is then
never offered, and one that exists twice is offered twice; `Wall.twice` lets a page tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from unbrace.clinic.wall_clock import moment_of as moment_of

#: The grain of time: whoever is busy is busy in whole pieces of five minutes.
GRAIN: Final = timedelta(minutes=5)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """From one instant up to another, which no longer belongs to it."""

    begins: datetime
    ends: datetime

    def meets(self, other: Span) -> bool:
        return self.begins < other.ends and other.begins < self.ends

    def holds(self, other: Span) -> bool:
        return self.begins <= other.begins and other.ends <= self.ends


@dataclass(frozen=True, order=True)
class Hours:
    """A stretch of one day of the week (0 = Monday) in wall-clock time. `ends` 00:00 is the end of the day."""

    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True)
class Rules:
    """What a therapist wants: time before and after a visit, none sooner than `notice`, none later than `ahead`."""

    before: timedelta
    after: timedelta
    notice: timedelta
    ahead: timedelta
    step: timedelta = timedelta(minutes=30)


@dataclass(frozen=True)
class Wall:
    """What the clock on the wall says at an instant. `twice`: it says so again an hour later, or said so before;
    `again`: this is the second time."""

    at: datetime
    twice: bool
    again: bool


def wall_at(moment: datetime, zone: ZoneInfo) -> Wall:
    local = moment.astimezone(zone)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return Wall(local, first != second, first != second and local.fold == 1)


def same_clock(moment: datetime, one: ZoneInfo, other: ZoneInfo) -> bool:
    """Whether two people's clocks say the same then. Two places may agree in winter and not in the weeks of change."""
    return moment.astimezone(one).utcoffset() == moment.astimezone(other).utcoffset()


def day_span(day: date, zone: ZoneInfo) -> Span:
    """From midnight to midnight: 23, 24 or 25 hours."""
    return Span(moment_of(day, time(0), zone), moment_of(day + DAY, time(0), zone))


def open_spans(
    window: Span, week: Iterable[Hours], zone: ZoneInfo, away: Sequence[Span] = (), extra: Sequence[Span] = ()
) -> list[Span]:
    """Where somebody can be met within a window: the week's pattern and the extra hours, less the time away."""
    week = sorted(week)
    found = [span for span in extra if span.meets(window)]
    day = window.begins.astimezone(zone).date() - DAY
    while day <= window.ends.astimezone(zone).date():
        found += [span for span in _of_day(day, week, zone) if span.meets(window)]
        day += DAY
    return less(joined(found), away)


def _of_day(day: date, week: Iterable[Hours], zone: ZoneInfo) -> Iterator[Span]:
    if moment_of(day, time(0), zone).astimezone(zone).date() != day:
        return  # a country left this date out of its calendar
    for hours in week:
        if hours.weekday == day.weekday():
            last = day + DAY if hours.ends == time(0) else day
            span = Span(moment_of(day, hours.begins, zone), moment_of(last, hours.ends, zone, ends=True))
            if span.begins < span.ends:  # all of it may lie in the hour that is skipped
                yield span


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few pieces as possible, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.begins <= found[-1].ends:
            found[-1] = Span(found[-1].begins, max(found[-1].ends, span.ends))
        else:
            found.append(span)
    return found


def less(spans: Iterable[Span], away: Iterable[Span]) -> list[Span]:
    """What is left of `spans` without `away`."""
    left = list(spans)
    for gone in joined(away):
        pieces = []
        for span in left:
            if not span.meets(gone):
                pieces.append(span)
                continue
            if span.begins < gone.begins:
                pieces.append(Span(span.begins, gone.begins))
            if gone.ends < span.ends:
                pieces.append(Span(gone.ends, span.ends))
        left = pieces
    return left


def free_starts(
    spans: Iterable[Span], busy: Sequence[Span], length: timedelta, rules: Rules, now: datetime
) -> list[datetime]:
    """When a visit of this length may begin: it lies in an open stretch, and it and the time around it meet nothing
    that is busy (which brings its own time around it)."""
    earliest, latest = now + rules.notice, now + rules.ahead
    blocked = joined(busy)
    found = []
    for span in spans:
        start = span.begins
        while start + length <= span.ends and start <= latest:
            around = taken_by(start, length, rules)
            if start >= earliest and not any(around.meets(one) for one in blocked):
                found.append(start)
            start += rules.step
    return sorted(set(found))


def taken_by(begins: datetime, length: timedelta, rules: Rules) -> Span:
    """What a visit takes of the therapist's day."""
    return Span(begins - rules.before, begins + length + rules.after)


def grains(span: Span) -> list[datetime]:
    """The pieces of five minutes that a span touches, by their beginning."""
    start = span.begins - timedelta(seconds=span.begins.timestamp() % GRAIN.total_seconds())
    found = []
    while start < span.ends:
        found.append(start)
        start += GRAIN
    return found


def nearest(starts: Sequence[datetime], wanted: datetime, count: int = 3) -> list[datetime]:
    """Those closest to what was wanted, in order of time."""
    return sorted(sorted(starts, key=lambda start: (abs(start - wanted), start))[:count])
