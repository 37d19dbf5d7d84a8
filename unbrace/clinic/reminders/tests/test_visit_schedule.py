"""When somebody is reminded of a visit: a day and an hour before, outside their quiet hours, by their own clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.clinic.reminders.schedule import Wishes, is_quiet
from unbrace.clinic.reminders.visit_schedule import due_for

BERLIN, NEW_YORK, ADELAIDE = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Australia/Adelaide")
)
USUAL = Wishes(at=time(18), days=frozenset(), second_after_h=None, quiet_from=time(21), quiet_until=time(7))


def moments(begins: datetime, zone: ZoneInfo) -> list[str]:
    return [f"{due.moment.astimezone(zone):%a %H:%M}" for due in due_for(begins, USUAL, zone)]


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-12-01T10:00", ["Mon 10:00", "Tue 09:00"]),
        ("2026-12-01T07:30", ["Mon 07:30", "Tue 07:00"]),  # an hour before is quiet: when it is over
        ("2026-12-01T07:10", ["Mon 07:10", "Mon 20:55"]),  # too late then: the evening before
        (
            "2026-12-01T23:00",
            ["Tue 07:00", "Tue 20:55"],
        ),  # the day before is quiet, and so is the hour before
        ("2026-12-01T03:00", ["Mon 07:00", "Mon 20:55"]),  # half past three for somebody far away
    ],
)
def test_outside_the_quiet_hours(local: str, expected: list[str]) -> None:
    for zone in (BERLIN, NEW_YORK, ADELAIDE):
        begins = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)
        assert moments(begins, zone) == expected


def test_the_night_in_which_the_clocks_change_is_met() -> None:
    begins = datetime(2027, 3, 28, 8, tzinfo=UTC)  # ten in Berlin, after the hour that was skipped
    assert moments(begins, BERLIN) == ["Sat 09:00", "Sun 09:00"]


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.sampled_from([BERLIN, NEW_YORK, ADELAIDE]),
)
def test_never_quiet_never_after_it_began_and_never_more_than_two_days_before(
    begins: datetime, zone: ZoneInfo
) -> None:
    begins = begins.replace(tzinfo=UTC, second=0, microsecond=0)
    found = list(due_for(begins, USUAL, zone))
    assert 1 <= len(found) <= 2
    for due in found:
        assert not is_quiet(due.moment.astimezone(zone).time().replace(tzinfo=None), USUAL)
        assert begins - timedelta(days=2) <= due.moment < begins
        assert due.moment < due.until <= begins
