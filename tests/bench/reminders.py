"""R5: two years, every time zone there is, four times of day: nothing missed, nothing doubled.

A clock that looks every minute (and one that looks every seven) sends what is due and has not gone out; then each
local date must have exactly one reminder, in order, at the instant of the rule.
"""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.bench.figure import Figure
from unbrace.cli.house import wake_up
from unbrace.clinic.reminders.schedule import Wishes, due_at, exists, moment_of, next_after

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 731
TIMES = (time(0), time(2, 30), time(12), time(23, 30))
LOOKS = (timedelta(minutes=1), timedelta(minutes=7))


def sent_in(zone: ZoneInfo, wishes: Wishes, look: timedelta) -> list[tuple[date, datetime]]:
    """Local date and time of sending, for everything that went out."""
    known: set[object] = set()
    sent, now, end = [], BEGIN, BEGIN + timedelta(days=DAYS)
    upcoming = next_after(now - look, wishes, zone)
    while upcoming is not None and upcoming < end:
        now = BEGIN + look * -((BEGIN - upcoming) // look)
        for due in due_at(now, wishes, zone):
            if (due.day, due.number) not in known:
                known.add((due.day, due.number))
                sent.append((due.day, now))
        upcoming = next_after(now, wishes, zone)
    return sent


def judged(zone: ZoneInfo, at: time, look: timedelta) -> tuple[int, int, int]:
    """(sent, missed, doubled or at a wrong time)."""
    wishes = Wishes(at, frozenset(range(7)), None, time(0), time(0))
    sent = sent_in(zone, wishes, look)
    first = BEGIN.astimezone(zone).date() - timedelta(days=1)
    wanted = {
        day: moment
        for day in (first + timedelta(days=ahead) for ahead in range(DAYS + 3))
        if exists(day, zone) and BEGIN <= (moment := moment_of(day, at, zone)) < BEGIN + timedelta(days=DAYS)
    }
    days = [day for day, _ in sent]
    wrong = sum(not timedelta(0) <= moment - wanted.get(day, BEGIN) < look for day, moment in sent)
    return len(sent), len(wanted.keys() - set(days)), len(days) - len(set(days)) + wrong


def figures() -> list[Figure]:
    wake_up()
    from unbrace.clinic.accounts.models import time_zones

    began, sent, missed, doubled = clock.perf_counter(), 0, 0, 0
    zones = sorted(time_zones())
    for name in zones:
        for at in TIMES:
            for look in LOOKS if at == TIMES[1] else LOOKS[:1]:
                one, lost, twice = judged(ZoneInfo(name), at, look)
                sent, missed, doubled = sent + one, missed + lost, doubled + twice
    return [
        Figure(
            f"reminders over {DAYS} days in {len(zones)} time zones",
            f"{sent:,} sent, {missed} missed, {doubled} doubled or late, {clock.perf_counter() - began:.0f} s",
            "goal: 0 missed, 0 doubled",
        )
    ]
