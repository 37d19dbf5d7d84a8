"""Nothing missed, nothing doubled, in every time zone there is. The whole two years are in `make bench-reminders`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from unbrace.clinic.accounts.models import time_zones
from unbrace.clinic.reminders.schedule import (
    FIRST,
    FIRST_BREAK,
    SECOND_NUDGE,
    STAYS_DUE,
    Wishes,
    day_of_reminders,
    due_at,
    exists,
    is_quiet,
    moment_of,
    next_after,
)

EVERY_DAY = frozenset(range(7))


def wishes(at: time = time(18), second: int | None = None, **more: object) -> Wishes:
    return Wishes(at, EVERY_DAY, second, time(0), time(0), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "at", "zone", "instant"),
    [
        # clocks go forward: 2:30 does not happen, the first instant after is 3:00
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 3, 29), time(3, 0), "Europe/Berlin", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        # clocks go back: 2:30 happens twice, the first counts
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        # half an hour only
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        # the gap ends at midnight: still the reminder of Saturday
        (date(2026, 3, 28), time(23, 30), "America/Scoresbysund", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        # midnight itself does not happen
        (date(2026, 4, 24), time(0, 10), "Africa/Cairo", datetime(2026, 4, 23, 22, 0, tzinfo=UTC)),
        (date(2026, 6, 1), time(18), "Asia/Kolkata", datetime(2026, 6, 1, 12, 30, tzinfo=UTC)),
    ],
)
def test_a_gap_gives_the_first_instant_after_and_a_fold_the_first(
    day: date, at: time, zone: str, instant: datetime
) -> None:
    assert moment_of(day, at, ZoneInfo(zone)) == instant


def test_a_day_that_was_left_out_of_the_calendar_has_no_reminder() -> None:
    samoa = ZoneInfo("Pacific/Apia")
    assert not exists(date(2011, 12, 30), samoa)
    assert day_of_reminders(date(2011, 12, 30), wishes(), samoa) == []
    assert len(day_of_reminders(date(2011, 12, 31), wishes(), samoa)) == 1


def seen_by_a_clock(
    zone: ZoneInfo, plan: Wishes, begin: datetime, days: int, step: timedelta
) -> list[tuple[date, int]]:
    """What somebody who looks every so often sends, if everything due that has not gone out goes out."""
    sent: list[tuple[date, int]] = []
    known: set[tuple[date, int]] = set()
    now, end = begin, begin + timedelta(days=days)
    upcoming = next_after(now - step, plan, zone)
    while upcoming is not None and upcoming < end:
        now = begin + step * -((begin - upcoming) // step)  # the first look at or after it
        for due in due_at(now, plan, zone):
            if (due.day, due.number) not in known:
                known.add((due.day, due.number))
                sent.append((due.day, due.number))
        upcoming = next_after(now, plan, zone)
    return sent


@pytest.mark.parametrize("name", sorted(time_zones())[::9])
def test_around_every_change_of_the_clocks_nothing_is_missed_or_doubled(name: str) -> None:
    zone = ZoneInfo(name)
    for at in (time(0), time(0, 30), time(2, 30), time(23, 30)):
        for begin in (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 9, 20, tzinfo=UTC)):
            sent = seen_by_a_clock(zone, wishes(at), begin, 50, timedelta(minutes=1))
            days = [day for day, _ in sent]
            assert len(days) == len(set(days)), "doubled"
            assert all(after - before == timedelta(days=1) for before, after in pairwise(days)), "missed"
            assert days[0] - begin.astimezone(zone).date() <= timedelta(days=1)
            assert (begin + timedelta(days=50)).astimezone(zone).date() - days[-1] <= timedelta(days=1)


def by_looking_at_every_minute(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The same rule without arithmetic: the first minute at which a wall clock shows it, or has passed it."""
    now = datetime.combine(day, time(0), UTC) - timedelta(hours=15)
    while (now.astimezone(zone).date(), now.astimezone(zone).time()) < (day, at):
        now += timedelta(minutes=1)
    return now


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Scoresbysund", "Africa/Cairo",
             "America/Santiago", "Asia/Kathmandu", "Antarctica/Troll", "Africa/Casablanca", "Asia/Gaza"],
)  # fmt: skip
def test_the_same_instant_is_found_by_looking_at_a_wall_clock_every_minute(name: str) -> None:
    zone = ZoneInfo(name)
    changes = [
        day
        for day in (date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(365))
        if moment_of(day, time(0), zone).astimezone(zone).utcoffset()
        != moment_of(day + timedelta(days=1), time(0), zone).astimezone(zone).utcoffset()
    ] or [date(2026, 5, 5)]
    for day in changes:
        for at in (time(0), time(0, 45), time(1, 59), time(2, 15), time(2, 30), time(3), time(23, 15)):
            assert moment_of(day, at, zone) == by_looking_at_every_minute(day, at, zone), (day, at)


def test_looking_only_at_todays_wall_clock_would_miss_a_reminder_in_a_gap() -> None:
    """The checks above must be able to fail: the plain rule "when the clock shows it" is never true on that day."""
    zone, day = ZoneInfo("Europe/Berlin"), date(2026, 3, 29)
    shown = {
        (moment_of(day, time(0), zone) + timedelta(minutes=m)).astimezone(zone).time() for m in range(23 * 60)
    }
    assert time(2, 30) not in shown
    assert len(day_of_reminders(day, wishes(time(2, 30)), zone)) == 1


def test_quiet_hours_go_over_midnight_and_hold_back_what_falls_into_them() -> None:
    quiet = Wishes(time(19), EVERY_DAY, 4, time(21), time(7), 60, time(6), time(8), EVERY_DAY)
    assert is_quiet(time(23), quiet)
    assert is_quiet(time(6, 59), quiet)
    assert not is_quiet(time(7), quiet)
    numbers = [due.number for due in day_of_reminders(date(2026, 11, 25), quiet, ZoneInfo("UTC"))]
    assert numbers == [
        FIRST_BREAK + 1,
        FIRST_BREAK + 2,
        FIRST,
    ]  # neither the break at six nor the nudge at eleven


def test_the_second_nudge_comes_hours_later_on_the_same_day_or_not_at_all() -> None:
    day, zone = date(2026, 11, 25), ZoneInfo("Europe/Berlin")
    assert [due.number for due in day_of_reminders(day, wishes(time(18), 3), zone)] == [FIRST, SECOND_NUDGE]
    assert [due.number for due in day_of_reminders(day, wishes(time(22), 3), zone)] == [FIRST]


def test_after_hours_without_power_nobody_gets_a_pile() -> None:
    zone, plan = ZoneInfo("UTC"), wishes(time(8))
    at_eight = datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert len(due_at(at_eight + STAYS_DUE - timedelta(seconds=1), plan, zone)) == 1
    assert due_at(at_eight + STAYS_DUE, plan, zone) == []


def test_nobody_who_chose_no_day_is_ever_looked_at() -> None:
    none = Wishes(time(8), frozenset(), None, time(0), time(0))
    assert next_after(datetime(2026, 11, 25, tzinfo=UTC), none, ZoneInfo("UTC")) is None
