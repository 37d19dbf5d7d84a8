"""The instant that a wall-clock time is, in the weeks too in which clocks change. Pure: no clock of its own, no rows.

* a time that happens once is that instant;
* a time that is skipped when clocks go forward is the first instant after the gap;
* a time that happens twice when clocks go back is the first of the two, or the second for something that ends then.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SECOND: Final = timedelta(seconds=1)


def moment_of(day: date, at: time, zone: ZoneInfo, *, ends: bool = False) -> datetime:
    """The instant of a wall-clock time, by the rule above."""
    wall = datetime.combine(day, at.replace(tzinfo=None), zone)
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return second if ends else first
    return _end_of_gap(second, first, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The change of the clocks between two instants: the first whole second at which the new offset holds."""
    old = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
