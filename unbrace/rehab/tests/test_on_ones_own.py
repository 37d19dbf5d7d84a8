"""Walking for somebody on their own: grows by the rules of the walking programme, from what they wrote down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.way_in.on_ones_own import OwnDay, Waiting, walk_now


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


@pytest.mark.parametrize(
    ("waiting", "minutes"),
    [
        ([], 12),
        ([Waiting(5, 100)], 10),  # a flare-up that is still on, or an answer nobody has looked at
        ([Waiting(3, 4)], 10),  # over again, but part of that week
        ([Waiting(7, 7)], 10),  # begun on the very day of the step
        ([Waiting(8, 100)], 12),  # what was reached before stays
        ([Waiting(-9, -1)], 12),
    ],
)
def test_a_flare_up_or_a_waiting_answer_holds_it(waiting: list[Waiting], minutes: int) -> None:
    assert walk_now(week(0, 20, 2), 8, waiting) == minutes


def test_it_may_still_become_shorter_while_something_waits() -> None:
    assert walk_now([*week(0, 20, 2), OwnDay(5, None, 9)], 7, [Waiting(0, 100)]) == 5


@pytest.mark.parametrize("late", [8, 9, 13])
def test_a_bad_day_later_on_makes_no_earlier_week_look_better(late: int) -> None:
    """2, 4 and 4 is no green week, whatever comes after it."""
    days = [OwnDay(0, 20, 2), OwnDay(2, 20, 4), OwnDay(4, 20, 4)]
    assert walk_now(days, 13) == 10
    assert walk_now([*days, *(OwnDay(late, None, 10) for _ in range(5))], 13) == 10


PAIN = st.one_of(st.none(), st.integers(0, 10))
DAYS = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 60)), PAIN), min_size=1, max_size=35)
WAITING = st.lists(st.builds(Waiting, st.integers(0, 35), st.integers(0, 40)), max_size=3)


@given(DAYS, WAITING)
def test_whatever_waits_never_makes_it_longer(
    said: list[tuple[int | None, int | None]], waiting: list[Waiting]
) -> None:
    days = [OwnDay(number, walked, pain) for number, (walked, pain) in enumerate(said)]
    assert walk_now(days, len(days), waiting) <= walk_now(days, len(days))


@given(DAYS, st.integers(0, 34))
def test_while_something_waits_no_day_is_longer_than_the_day_before(
    said: list[tuple[int | None, int | None]], since: int
) -> None:
    days = [OwnDay(number, walked, pain) for number, (walked, pain) in enumerate(said)]
    first = next((one.day for one in days if one.walked), None)
    if first is None:
        return
    targets = [walk_now(days[: day + 1], day, [Waiting(since, 99)]) for day in range(max(first, since), 35)]
    assert targets == sorted(targets, reverse=True)
