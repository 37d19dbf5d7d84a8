"""The chart says what was measured, how sure that is, and what was not measured."""

import pytest

from unbrace.portal.ui.range_chart.range_chart import BOTTOM, TOP, RangeChart, RangePoint


def chart(*degrees: float | None, error: float = 5.0) -> RangeChart:
    return RangeChart("Squat", tuple(RangePoint(i + 1, d, error) for i, d in enumerate(degrees)))


def test_not_measured_is_a_gap_and_not_a_zero() -> None:
    drawn = chart(80, None, 82)
    assert len(drawn.marks) == 2
    assert drawn.line.count("M") == 2
    assert "between 80° and 82°" in drawn.sentence


def test_noise_does_not_look_like_news() -> None:
    low, high = chart(80, 81, 80).scale
    assert high - low >= 40


def test_every_mark_and_the_whole_band_lie_inside_the_frame() -> None:
    drawn = chart(12, 95, 171, error=9)
    numbers = [float(n) for n in drawn.band.replace("M", "").replace("L", "").replace("Z", "").split()[1::2]]
    assert all(TOP <= float(mark.y) <= BOTTOM for mark in drawn.marks)
    assert all(TOP <= y <= BOTTOM for y in numbers)


def test_a_new_set_starts_a_new_curve() -> None:
    points = tuple(RangePoint(i % 2 + 1, 80.0, 5.0, set_number=i // 2 + 1) for i in range(4))
    drawn = RangeChart("Squat", points)
    assert drawn.line.count("M") == 2
    assert [number for _, number in drawn.set_lines] == [2]


def test_the_sentence_counts_full_partial_and_what_was_noticed() -> None:
    points = (
        RangePoint(1, 80.0, 4.0, noticed=("Knees drifting in",)),
        RangePoint(2, 50.0, 6.0, full=False, noticed=("Knees drifting in",)),
    )
    assert RangeChart("Squat", points).sentence == (
        "1 full and 1 partial repetitions, between 50° and 80° (give or take 5°). Knees drifting in: noticed in 2."
    )


@pytest.mark.parametrize("points", [(), (RangePoint(1, None),)])
def test_without_a_measurement_it_says_so(points: tuple[RangePoint, ...]) -> None:
    assert "range not measured" in RangeChart("Squat", points).sentence
    assert RangeChart("Squat", points).line == ""
