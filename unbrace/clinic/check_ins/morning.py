"""When "the next morning" is. Pure.

It begins at four o'clock of the person's own day, the first one after the session, and the question stays open for
two days: later than that nobody remembers, and a guess would be taken for a measurement.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAWN = time(4)
STAYS_OPEN = timedelta(hours=48)


def opens_at(ended_at: datetime, time_zone: str) -> datetime:
    local = ended_at.astimezone(ZoneInfo(time_zone))
    day = local.date() if local.time() < DAWN else local.date() + timedelta(days=1)
    return datetime.combine(day, DAWN, ZoneInfo(time_zone))


def is_open(ended_at: datetime, time_zone: str, now: datetime) -> bool:
    begins = opens_at(ended_at, time_zone)
    return begins <= now < begins + STAYS_OPEN
