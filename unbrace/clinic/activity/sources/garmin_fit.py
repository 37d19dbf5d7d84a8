"""Garmin's FIT: walks as sessions, and the day's steps as counters that only ever grow.

A monitoring file counts steps (in pairs, as cycles) from midnight on, for each kind of activity; what is new since the
counter before belongs to the time in between. Messages carry the whole time or its lower 16 bits.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import fitdecode

from unbrace.clinic.activity.sources.hour_tally import HourTally
from unbrace.clinic.activity.sources.stream import Stream
from unbrace.clinic.activity.sources.unreadable import Unreadable

SOURCE: Final = "Garmin"
LARGEST: Final = 30_000_000
ON_FOOT: Final = ("walking", "hiking", "running")
EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
LONGEST_GAP: Final = timedelta(hours=6)


def read(stream: Stream, tally: HourTally, zone: ZoneInfo) -> None:
    days = _Monitoring(tally, zone)
    try:
        with fitdecode.FitReader(stream.whole(LARGEST), check_crc=fitdecode.CrcCheck.RAISE) as messages:
            for message in messages:
                if message.frame_type != fitdecode.FIT_FRAME_DATA:
                    continue
                if message.name == "session":
                    _session(message, tally, zone)
                elif message.name == "monitoring":
                    days.add(message)
    except Unreadable:
        raise
    except Exception as error:  # its own errors, and those of the numbers inside: a file may hold anything
        raise Unreadable("This FIT file is not whole. Export it once more.") from error


def _session(message: Any, tally: HourTally, zone: ZoneInfo) -> None:
    """One recorded walk."""
    if str(_value(message, "sport")) not in ON_FOOT[:2]:
        return
    begin, seconds = _value(message, "start_time"), _value(message, "total_timer_time")
    if not isinstance(begin, datetime) or not isinstance(seconds, int | float) or not 0 <= seconds < 86_400:
        return
    local = begin.astimezone(zone).replace(tzinfo=None)
    tally.add("walking", SOURCE, local, local + timedelta(seconds=seconds), seconds / 60)


class _Monitoring:
    def __init__(self, tally: HourTally, zone: ZoneInfo) -> None:
        self.tally, self.zone = tally, zone
        self.now: datetime | None = None
        self.counters: dict[str, tuple[datetime, float]] = {}

    def add(self, message: Any) -> None:
        self._look_at_the_clock(message)
        kind = str(_value(message, "activity_type"))
        steps = _value(message, "steps")
        if self.now is None or kind not in ON_FOOT or not isinstance(steps, int | float):
            return
        since, before = self.counters.get(kind, (self.now, 0.0))
        if steps < before or self.now.astimezone(self.zone).date() != since.astimezone(self.zone).date():
            since, before = self.now, 0.0  # a new day, or the counter began anew
        self.counters[kind] = (self.now, steps)
        begin = since if self.now - since <= LONGEST_GAP else self.now
        self.tally.add("steps", SOURCE, self._local(begin), self._local(self.now), float(steps - before))

    def _look_at_the_clock(self, message: Any) -> None:
        whole, low = _value(message, "timestamp"), _value(message, "timestamp_16")
        if isinstance(whole, datetime):
            self.now = whole
        elif isinstance(low, int) and self.now is not None:
            seconds = int((self.now - EPOCH).total_seconds())
            self.now += timedelta(seconds=(low - (seconds & 0xFFFF)) & 0xFFFF)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)


def _value(message: Any, name: str) -> Any:
    return message.get_value(name, fallback=None)
