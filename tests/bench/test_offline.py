"""What the bench of sessions without a network finds, on rows that are known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.bench.offline import Done, Stored, judged

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
THREE = [Done(NOON + k * MINUTE, NOON + k * MINUTE + MINUTE / 2, 2 + k) for k in range(3)]


def row(session: Done, key: str, *, late: timedelta = timedelta(0)) -> Stored:
    return Stored(key, session.began + late, session.ended + late, session.taps)


def test_all_there_once_and_rightly_dated() -> None:
    kept = [row(session, str(k), late=timedelta(seconds=2)) for k, session in enumerate(THREE)]
    assert judged(THREE, kept) == (0, 0, 0)


def test_one_that_is_missing_is_lost() -> None:
    assert judged(THREE, [row(THREE[0], "a"), row(THREE[2], "c")]) == (1, 0, 0)


def test_one_that_came_twice_is_doubled() -> None:
    lost, doubled, _ = judged(
        THREE, [*(row(session, str(k)) for k, session in enumerate(THREE)), row(THREE[1], "x")]
    )
    assert (lost, doubled) == (0, 1)


def test_one_of_another_day_is_there_and_dated_wrongly() -> None:
    kept = [row(THREE[0], "a"), row(THREE[1], "b", late=timedelta(days=7)), row(THREE[2], "c")]
    assert judged(THREE, kept) == (0, 0, 1)
