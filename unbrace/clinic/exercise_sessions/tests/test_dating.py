"""When a session was. Work done offline belongs to the day it was done, not to the day it was synced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unbrace.clinic.exercise_sessions.dating import Dated, date_session

SIGNED = datetime(2026, 11, 1, 12, tzinfo=UTC)
RECEIVED = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
DONE = datetime(2026, 11, 16, 18, tzinfo=UTC)


def when(started_at: datetime, offset_s: float = 0) -> Dated:
    return date_session(started_at, started_at + QUARTER, offset_s, SIGNED, RECEIVED)


def test_a_week_offline_is_dated_to_the_day_it_was_done() -> None:
    assert when(DONE) == Dated(DONE, DONE + QUARTER, True)


def test_a_clock_that_is_a_week_off_is_put_right_by_what_the_device_measured() -> None:
    week = timedelta(days=7)
    assert when(DONE - week, offset_s=week.total_seconds()) == Dated(DONE, DONE + QUARTER, True)
    assert when(DONE + week, offset_s=-week.total_seconds()) == Dated(DONE, DONE + QUARTER, True)


def test_a_moment_in_the_future_within_the_skew_is_now() -> None:
    dated = when(RECEIVED - QUARTER + timedelta(minutes=3))
    assert dated == Dated(RECEIVED - QUARTER, RECEIVED, True)


def test_the_future_is_dated_to_its_arrival_and_marked() -> None:
    assert when(RECEIVED + timedelta(days=3)) == Dated(RECEIVED - QUARTER, RECEIVED, False)


def test_before_the_signature_is_dated_to_the_signature_and_marked() -> None:
    assert when(datetime(2009, 1, 1, tzinfo=UTC)) == Dated(SIGNED, SIGNED + QUARTER, False)


@given(
    st.floats(946_771_200, 7_226_582_400),  # 2000 to 2198
    st.floats(-3e8, 3e8),
    st.timedeltas(timedelta(0), timedelta(days=7)),
)
def test_whatever_the_clock_says_the_time_is_possible(
    begins: float, offset_s: float, length: timedelta
) -> None:
    started_at = datetime.fromtimestamp(begins, UTC)
    dated = date_session(started_at, started_at + length, offset_s, SIGNED, RECEIVED)
    assert SIGNED - timedelta(days=8) <= dated.started_at <= dated.ended_at <= RECEIVED
