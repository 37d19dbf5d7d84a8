"""Time is counted once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.counted_time import SHORTEST, Stretch, left_of

TEN = datetime(2026, 3, 5, 10, tzinfo=UTC)
stretches = st.builds(
    lambda a, b: Stretch(TEN + timedelta(seconds=a), TEN + timedelta(seconds=a + b)),
    st.integers(0, 900),
    st.integers(1, 300),
)


def between(a: float, b: float) -> Stretch:
    return Stretch(TEN + timedelta(minutes=a), TEN + timedelta(minutes=b))


def test_what_nobody_counted_is_left_whole() -> None:
    assert left_of(between(0, 5), []) == [between(0, 5)]
    assert left_of(between(0, 5), [between(5, 9), between(-3, 0)]) == [between(0, 5)]


def test_two_windows_side_by_side_count_once() -> None:
    assert left_of(between(0, 5), [between(0, 5)]) == []
    assert left_of(between(0, 5), [between(-1, 6)]) == []


def test_what_was_counted_in_between_is_cut_out() -> None:
    assert left_of(between(0, 10), [between(2, 3), between(6, 12)]) == [between(0, 2), between(3, 6)]
    assert left_of(between(0, 10), [between(2, 8), between(3, 4)]) == [between(0, 2), between(8, 10)]


def test_a_crumb_is_no_work() -> None:
    crumb = Stretch(TEN, TEN + SHORTEST / 2)
    assert left_of(crumb, []) == []


@given(stretches, st.lists(stretches, max_size=6))
def test_nothing_is_left_twice_and_nothing_is_left_that_was_counted(
    offered: Stretch, counted: list[Stretch]
) -> None:
    left = left_of(offered, counted)
    assert all(offered.begins <= one.begins < one.ends <= offered.ends for one in left)
    assert not any(one.overlaps(other) for one in left for other in counted)
    assert not any(a.overlaps(b) for index, a in enumerate(left) for b in left[index + 1 :])
    free = sum(
        all(not (o.begins <= offered.begins + timedelta(seconds=s) < o.ends) for o in counted)
        for s in range(int((offered.ends - offered.begins).total_seconds()))
    )
    assert sum((one.ends - one.begins).total_seconds() for one in left) == free
