"""When somebody is reminded of a visit. Pure: no clock, no rows.

A day before and an hour before, and never in the quiet hours of the person's own clock: what would fall into them comes
when they are over, or, where the visit is so early that this would be too late, before they begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from unbrace.clinic.reminders.schedule import Wishes, is_quiet, moment_of

DAY_BEFORE, SOON = 0, 1
BEFORE: Final = {DAY_BEFORE: timedelta(hours=24), SOON: timedelta(hours=1)}
#: Nobody is helped by a reminder that comes later than this before the visit.
LATEST: Final = timedelta(minutes=15)
#: A reminder that could not go out in time may still go so much later.
STAYS_DUE: Final = {DAY_BEFORE: timedelta(hours=6), SOON: timedelta(minutes=45)}
A_WHILE: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class VisitDue:
    number: int
    moment: datetime
    until: datetime


def due_for(begins: datetime, wishes: Wishes, zone: ZoneInfo) -> Iterator[VisitDue]:
    """Both reminders of one visit, the first first. Only one where both would come at the same time."""
    seen = set()
    for number, before in BEFORE.items():
        moment = _outside_quiet_hours(begins - before, begins, wishes, zone)
        if moment not in seen:
            seen.add(moment)
            yield VisitDue(number, moment, min(moment + STAYS_DUE[number], begins))


def _outside_quiet_hours(wanted: datetime, begins: datetime, wishes: Wishes, zone: ZoneInfo) -> datetime:
    if not _is_quiet(wanted, wishes, zone):
        return wanted
    over = _next(wanted, wishes.quiet_until, zone)
    if over <= begins - LATEST:
        return over
    return _last(wanted, wishes.quiet_from, zone) - A_WHILE


def _is_quiet(moment: datetime, wishes: Wishes, zone: ZoneInfo) -> bool:
    return is_quiet(moment.astimezone(zone).time().replace(tzinfo=None), wishes)


def _next(after: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first instant from `after` on at which the clock on the wall says `at`."""
    today = after.astimezone(zone).date()
    found = (moment_of(today + timedelta(days=ahead), at, zone) for ahead in (0, 1, 2))
    return next(moment for moment in found if moment >= after)


def _last(before: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The last instant up to `before` at which the clock on the wall said `at`."""
    today = before.astimezone(zone).date()
    found = (moment_of(today - timedelta(days=back), at, zone) for back in (0, 1, 2))
    return next(moment for moment in found if moment <= before)
