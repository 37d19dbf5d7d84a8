"""A gap is not a 0, a 0 is not nothing, and every bar lies inside the frame."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unbrace.portal.ui.day_bars.day_bars import BOTTOM, TOP, DayBars

DAYS = tuple(date(2026, 11, 1) + timedelta(days=ahead) for ahead in range(4))


def bars(*values: int | None) -> DayBars:
    return DayBars("Steps", "steps", DAYS[: len(values)], values)


def test_not_known_is_a_gap_and_0_a_mark() -> None:
    drawn = bars(None, 0, 100)
    assert len(drawn.bars) == 2
    assert float(drawn.bars[0].height) > 0
    assert drawn.rows[-1] == (DAYS[0], None)
    assert "2 days of 3 known, 50 steps a day on average" in drawn.sentence


def test_with_nothing_known_it_says_so() -> None:
    assert bars(None, None).sentence == "Nothing known yet."


@given(st.lists(st.one_of(st.none(), st.integers(0, 200_000)), min_size=4, max_size=4))
def test_every_bar_lies_inside_the_frame(values: list[int | None]) -> None:
    drawn = bars(*values)
    assert drawn.top >= max(drawn.known, default=0)
    for bar in drawn.bars:
        assert float(bar.y) >= TOP - 0.1
        assert float(bar.y) + float(bar.height) <= BOTTOM + 0.1
