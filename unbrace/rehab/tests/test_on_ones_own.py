"""Walking for somebody on their own: grows by the rules of the walking programme, from what they wrote down."""

import pytest

from unbrace.rehab.way_in.on_ones_own import OwnDay, walk_now


def week(number: int, walked: int | None, pain: int | None, days: int = 3) -> list[OwnDay]:
    return [OwnDay(7 * number + 2 * n, walked, pain) for n in range(days)]


@pytest.mark.parametrize(
    ("days", "today", "minutes"),
    [
        ([], 0, 10),
        ([OwnDay(0, None, 3)], 3, 10),
        ([OwnDay(0, 20, 2)], 0, 10),
        ([OwnDay(0, 10, 2)], 0, 8),
        ([OwnDay(0, 2, 2)], 0, 1),
        (week(0, 20, 2), 6, 10),
        (week(0, 20, 2), 7, 12),
        ([*week(0, 20, 2), *week(1, 12, 2)], 14, 14),
        (week(0, 20, 2, days=1), 7, 10),
        (week(0, 20, None), 7, 10),
        ([*week(0, 20, 2), OwnDay(5, None, 6)], 7, 5),
        ([*week(0, 20, 2), OwnDay(5, None, 4)], 7, 10),
        (week(0, 20, 2), 21, 12),
        ([day for n in range(12) for day in week(n, 30, 0)], 84, 30),
    ],
)
def test_minutes(days: list[OwnDay], today: int, minutes: int) -> None:
    assert walk_now(days, today) == minutes


def test_nothing_written_down_never_makes_it_longer() -> None:
    days = week(0, 20, 2)
    assert walk_now(days, 365) <= walk_now(days, 7)
