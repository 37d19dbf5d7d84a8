"""When a reminder is due. Pure: no clock, no rows.

A wall-clock time is turned into one instant of one day, in the person's own time zone, by one rule:

* a time that happens once is that instant;
* a time that is skipped when clocks go forward is the first instant after the gap;
* a time that happens twice when clocks go back is the first of the two.

A day that a country left out of its calendar (Samoa, 30 December 2011) has no reminder. Every reminder is known by its
local date and its number on that date, so that whoever looks twice finds that it has gone out already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from unbrace.clinic.wall_clock import moment_of as moment_of

#: Later than this a reminder is no longer one: after a night without power nobody gets a pile of them.
STAYS_DUE: Final = timedelta(hours=2)
BREAK_STAYS_DUE: Final = timedelta(minutes=10)
#: First nudge and second nudge of a day; breaks at the desk count from here on.
FIRST, SECOND_NUDGE, FIRST_BREAK = 0, 1, 10


@dataclass(frozen=True)
class Wishes:
    """What one person asked for, in wall-clock time. `days` 0 = Monday; `second_after_h` None = one nudge is enough.

    `breaks_every_min` None = no breaks at the desk. Quiet hours may go over midnight; equal ends are no quiet hours.
    """

    at: time
    days: frozenset[int]
    second_after_h: int | None
    quiet_from: time
    quiet_until: time
    breaks_every_min: int | None = None
    breaks_from: time = time(9)
    breaks_until: time = time(17)
    breaks_days: frozenset[int] = frozenset()
    nudges: bool = True


@dataclass(frozen=True)
class Due:
    """One reminder: the local date it belongs to, its number on that date, and its instant (UTC)."""

    day: date
    number: int
    moment: datetime

    @property
    def until(self) -> datetime:
        return self.moment + stays_due(self.number)


def stays_due(number: int) -> timedelta:
    """A break that comes late meets the next one."""
    return BREAK_STAYS_DUE if number >= FIRST_BREAK else STAYS_DUE


def exists(day: date, zone: ZoneInfo) -> bool:
    """Whether this date is in the calendar of that place at all."""
    return moment_of(day, time(0), zone).astimezone(zone).date() == day


def is_quiet(at: time, wishes: Wishes) -> bool:
    begins, ends = wishes.quiet_from, wishes.quiet_until
    if begins <= ends:
        return begins <= at < ends
    return at >= begins or at < ends


def day_of_reminders(day: date, wishes: Wishes, zone: ZoneInfo) -> list[Due]:
    """Everything of one local date, in order of time. What would fall into the quiet hours is left out."""
    if not exists(day, zone):
        return []
    found = [
        Due(day, number, moment_of(day, at, zone))
        for number, at in [*_nudges(day, wishes), *_breaks(day, wishes)]
        if not is_quiet(at, wishes)
    ]
    return sorted(found, key=lambda due: due.moment)


def _nudges(day: date, wishes: Wishes) -> Iterator[tuple[int, time]]:
    if not wishes.nudges or day.weekday() not in wishes.days:
        return
    yield FIRST, wishes.at
    second = _minutes(wishes.at) + 60 * (wishes.second_after_h or 0)
    if wishes.second_after_h is not None and second < 24 * 60:
        yield SECOND_NUDGE, _time(second)


def _breaks(day: date, wishes: Wishes) -> Iterator[tuple[int, time]]:
    if wishes.breaks_every_min is None or day.weekday() not in wishes.breaks_days:
        return
    minutes = range(
        _minutes(wishes.breaks_from), _minutes(wishes.breaks_until) + 1, max(15, wishes.breaks_every_min)
    )
    for index, minute in enumerate(minutes):
        yield FIRST_BREAK + index, _time(minute)


def due_at(now: datetime, wishes: Wishes, zone: ZoneInfo) -> list[Due]:
    """What is due now and not too late yet. Yesterday and tomorrow are looked at too: a gap may carry over midnight."""
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in (-1, 0, 1)]
    return [
        due for day in days for due in day_of_reminders(day, wishes, zone) if due.moment <= now < due.until
    ]


def next_after(now: datetime, wishes: Wishes, zone: ZoneInfo) -> datetime | None:
    """The next instant at which something is due; None when nothing is planned on any day of the week."""
    today = now.astimezone(zone).date()
    for ahead in range(-1, 10):
        for due in day_of_reminders(today + timedelta(days=ahead), wishes, zone):
            if due.moment > now:
                return due.moment
    return None


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
