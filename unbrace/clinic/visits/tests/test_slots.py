"""The hours of a therapist, met from three places of the world, in the weeks in which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.clinic.visits.slots import (
    GRAIN,
    Hours,
    Rules,
    Span,
    day_span,
    free_starts,
    grains,
    joined,
    less,
    moment_of,
    nearest,
    open_spans,
    same_clock,
    taken_by,
    wall_at,
)

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
SYDNEY, ADELAIDE = ZoneInfo("Australia/Sydney"), ZoneInfo("Australia/Adelaide")
LORD_HOWE, APIA = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FREELY = Rules(0 * MINUTE, 0 * MINUTE, 0 * MINUTE, timedelta(days=400))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def starts_on(day: date, zone: ZoneInfo, begins: str, ends: str, length: int = 30) -> list[datetime]:
    """When visits may begin on one day on which somebody is there from `begins` to `ends`."""
    hours = [Hours(day.weekday(), time.fromisoformat(begins), time.fromisoformat(ends))]
    spans = open_spans(day_span(day, zone), hours, zone)
    return free_starts(spans, (), length * MINUTE, FREELY, utc(day.year, 1, 1))


def walls(starts: list[datetime], zone: ZoneInfo) -> list[str]:
    return [f"{start.astimezone(zone):%H:%M}" for start in starts]


def test_a_usual_morning_is_counted_off_in_steps() -> None:
    starts = starts_on(date(2026, 11, 30), BERLIN, "09:00", "11:00")
    assert walls(starts, BERLIN) == ["09:00", "09:30", "10:00", "10:30"]
    assert walls(starts, NEW_YORK) == ["03:00", "03:30", "04:00", "04:30"]
    assert walls(starts, ADELAIDE) == ["18:30", "19:00", "19:30", "20:00"]


@pytest.mark.parametrize(
    ("day", "new_york", "sydney", "adelaide"),
    [
        (date(2026, 3, 6), "04:00", "20:00", "19:30"),  # nobody has changed yet
        (
            date(2026, 3, 9),
            "05:00",
            "20:00",
            "19:30",
        ),  # New York has, Berlin not yet: five hours for three weeks
        (date(2026, 3, 30), "04:00", "19:00", "18:30"),  # Berlin has
        (date(2026, 4, 6), "04:00", "18:00", "17:30"),  # Australia has gone back
        (date(2026, 10, 5), "04:00", "19:00", "18:30"),  # Australia has gone forward
        (date(2026, 10, 26), "05:00", "20:00", "19:30"),  # Berlin has gone back, New York only a week later
        (date(2026, 11, 2), "04:00", "20:00", "19:30"),
    ],
)
def test_ten_in_berlin_is_told_rightly_in_the_weeks_of_change(
    day: date, new_york: str, sydney: str, adelaide: str
) -> None:
    (start,) = starts_on(day, BERLIN, "10:00", "10:30")
    assert walls([start], NEW_YORK) == [new_york]
    assert walls([start], SYDNEY) == [sydney]
    assert walls([start], ADELAIDE) == [adelaide]


def test_an_hour_that_does_not_exist_is_never_offered() -> None:
    starts = starts_on(date(2026, 3, 29), BERLIN, "01:00", "04:00")
    assert walls(starts, BERLIN) == ["01:00", "01:30", "03:00", "03:30"]
    assert starts_on(date(2026, 3, 29), BERLIN, "02:00", "03:00") == []
    assert walls(starts_on(date(2026, 3, 29), BERLIN, "02:30", "04:00"), BERLIN) == ["03:00", "03:30"]


def test_an_hour_that_exists_twice_is_offered_twice_and_can_be_told_apart() -> None:
    starts = starts_on(date(2026, 10, 25), BERLIN, "02:00", "03:00")
    assert walls(starts, BERLIN) == ["02:00", "02:30", "02:00", "02:30"]
    assert len(set(starts)) == 4
    assert [wall_at(start, BERLIN).again for start in starts] == [False, False, True, True]
    assert all(wall_at(start, BERLIN).twice for start in starts)
    assert walls(starts, NEW_YORK) == ["20:00", "20:30", "21:00", "21:30"]
    assert not wall_at(utc(2026, 11, 30, 10), BERLIN).twice


def test_half_an_hour_of_change_is_met_too() -> None:
    assert walls(starts_on(date(2026, 4, 5), LORD_HOWE, "01:00", "02:30"), LORD_HOWE) == [
        *("01:00", "01:30", "01:30", "02:00"),
    ]
    assert walls(starts_on(date(2026, 10, 4), LORD_HOWE, "01:30", "03:00"), LORD_HOWE) == ["01:30", "02:30"]


def test_a_date_that_a_country_left_out_has_no_hours() -> None:
    assert starts_on(date(2011, 12, 29), APIA, "09:00", "10:00") != []
    hours = [Hours(day, time(9), time(10)) for day in range(7)]
    window = Span(day_span(date(2011, 12, 29), APIA).begins, day_span(date(2011, 12, 31), APIA).ends)
    days = [span.begins.astimezone(APIA).day for span in open_spans(window, hours, APIA)]
    assert days == [29, 31]


def test_until_midnight_is_the_end_of_the_day() -> None:
    assert walls(starts_on(date(2026, 11, 30), BERLIN, "23:00", "00:00"), BERLIN) == ["23:00", "23:30"]


def test_two_clocks_agree_in_winter_and_not_in_the_weeks_between() -> None:
    assert same_clock(utc(2026, 11, 30, 9), BERLIN, ZoneInfo("Europe/Paris"))
    assert not same_clock(utc(2026, 11, 30, 9), BERLIN, NEW_YORK)
    johannesburg = ZoneInfo("Africa/Johannesburg")
    assert same_clock(utc(2026, 7, 1, 9), BERLIN, johannesburg)
    assert not same_clock(utc(2026, 11, 30, 9), BERLIN, johannesburg)


def test_what_is_busy_brings_its_own_time_around_it() -> None:
    rules = Rules(5 * MINUTE, 10 * MINUTE, 0 * MINUTE, timedelta(days=60))
    day = utc(2026, 11, 30)
    spans = [Span(day.replace(hour=9), day.replace(hour=12))]
    busy = [taken_by(day.replace(hour=10), 30 * MINUTE, rules)]
    assert busy == [Span(day.replace(hour=9, minute=55), day.replace(hour=10, minute=40))]
    starts = free_starts(spans, busy, 30 * MINUTE, rules, day)
    assert walls(starts, ZoneInfo("UTC")) == ["09:00", "11:00", "11:30"]


def test_neither_too_soon_nor_too_far_ahead() -> None:
    rules = Rules(0 * MINUTE, 0 * MINUTE, 24 * HOUR, timedelta(days=2))
    hours = [Hours(day, time(9), time(10)) for day in range(7)]
    now = utc(2026, 11, 30, 9, 30)
    spans = open_spans(Span(now, now + timedelta(days=9)), hours, ZoneInfo("UTC"))
    found = free_starts(spans, (), 30 * MINUTE, rules, now)
    assert found == [utc(2026, 12, 1, 9, 30), utc(2026, 12, 2, 9), utc(2026, 12, 2, 9, 30)]


def test_away_cuts_and_extra_adds() -> None:
    day = utc(2026, 11, 30)
    hours = [Hours(0, time(9), time(12))]
    away = [Span(day.replace(hour=10), day.replace(hour=11))]
    extra = [
        Span(day.replace(hour=18), day.replace(hour=19)),
        Span(day.replace(hour=11), day.replace(hour=13)),
    ]
    found = open_spans(Span(day, day + timedelta(days=1)), hours, ZoneInfo("UTC"), away, extra)
    assert [(f"{s.begins:%H}", f"{s.ends:%H}") for s in found] == [("09", "10"), ("11", "13"), ("18", "19")]


def test_the_nearest_come_in_order_of_time() -> None:
    starts = [utc(2026, 11, 30, hour) for hour in (8, 9, 11, 15)]
    assert nearest(starts, utc(2026, 11, 30, 10), 2) == [utc(2026, 11, 30, 9), utc(2026, 11, 30, 11)]
    assert nearest([], utc(2026, 11, 30, 10)) == []


def test_five_minutes_are_the_grain() -> None:
    span = Span(utc(2026, 11, 30, 9, 2), utc(2026, 11, 30, 9, 11))
    assert [f"{one:%M}" for one in grains(span)] == ["00", "05", "10"]


INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001
SPANS = st.builds(
    lambda begins, minutes: Span(begins, begins + minutes * MINUTE), INSTANTS, st.integers(1, 3000)
)
ZONES = st.sampled_from(sorted(name for name in available_timezones() if "/" in name)).map(ZoneInfo)


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_what_is_left_was_there_and_meets_nothing_that_is_gone(there: list[Span], gone: list[Span]) -> None:
    whole = joined(there)
    for span in less(whole, gone):
        assert any(one.holds(span) for one in whole)
        assert not any(span.meets(one) for one in gone)


@given(SPANS, SPANS)
def test_two_that_meet_share_a_grain_so_the_database_sees_it(one: Span, other: Span) -> None:
    if one.meets(other):
        assert set(grains(one)) & set(grains(other))
    assert all(piece.timestamp() % GRAIN.total_seconds() == 0 for piece in grains(one))


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), ZONES, st.integers(0, 23), st.integers(1, 24))
def test_every_slot_lies_in_the_hours_that_were_given(
    day: date, zone: ZoneInfo, begins: int, ends: int
) -> None:
    if begins >= ends:
        return
    last = time(0) if ends == 24 else time(ends)
    hours = [Hours(day.weekday(), time(begins), last)]
    for start in free_starts(
        open_spans(day_span(day, zone), hours, zone), (), 30 * MINUTE, FREELY, utc(2019, 1, 1)
    ):
        local, over = start.astimezone(zone), (start + 30 * MINUTE - timedelta(seconds=1)).astimezone(zone)
        assert local.date() == day
        assert time(begins) <= local.time()
        assert last == time(0) or over.time() < last
        assert moment_of(day, local.time(), zone) <= start
