"""The bench can see a fault: a counter that is off, an angle that is off, a classifier that learns nothing."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.bench.motion.agreement import Tally, inside, overlap, pairs
from tests.bench.motion.page import BEGIN, END, PAGE
from tests.bench.motion.row import HEADS, Row, percentile, share, table

np = pytest.importorskip("numpy")

from tests.bench.motion import correct_or_not, peak_counter  # noqa: E402  (they need numpy)

MARKS = [(0.0, 10.0), (10.0, 20.0), (20.0, 30.0)]


def test_the_same_repetitions_agree_wholly() -> None:
    tally = Tally()
    tally.add(MARKS, MARKS)
    assert (tally.exact, tally.exact_inside, tally.within_one, tally.overlaps) == (1, 1, 1, [1, 1, 1])


@pytest.mark.parametrize(
    ("found", "exact", "within_one", "matched"),
    [
        (MARKS[:2], 0, 1, 2),
        ([], 0, 0, 0),
        ([*MARKS, (21.0, 29.0)], 0, 1, 3),
        ([(0.0, 30.0)], 0, 0, 1),
        ([(a + 8, b + 8) for a, b in MARKS], 1, 1, 2),
    ],
)
def test_a_counter_that_is_off_is_seen(
    found: list[tuple[float, float]], exact: int, within_one: int, matched: int
) -> None:
    tally = Tally()
    tally.add(found, MARKS)
    assert (tally.exact, tally.within_one, len(tally.overlaps)) == (exact, within_one, matched)


def test_overlap_is_intersection_over_union() -> None:
    assert overlap((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert overlap((0, 10), (10, 20)) == 0
    assert pairs([(0, 10), (1, 10)], [(0, 10)]) == [1.0], "a mark is used once"


def test_what_lies_outside_the_marked_time_is_nobodys_word() -> None:
    assert inside([(-9, -1), (0, 9), (31, 39)], MARKS) == [(0, 9)]


def moving(repetitions: int, both_ways: bool = False) -> Any:
    """Somebody (3 joints, 30 frames a second) who lifts one joint this often, 2 s each, with 2 s of rest about it."""
    t = np.arange(60 * repetitions) / 30
    course = np.sin(np.pi * t) if both_ways else (1 - np.cos(np.pi * t)) / 2
    lift = np.concatenate([np.zeros(60), course, np.zeros(60)])
    places = np.zeros((len(lift), 3, 3))
    places[:, 2, 1] = lift
    return places + np.random.default_rng(1).normal(0, 0.003, places.shape)


@pytest.mark.parametrize("repetitions", [1, 3, 6])
def test_the_baseline_is_no_straw_man(repetitions: int) -> None:
    assert len(peak_counter.counted(moving(repetitions), 30)) == repetitions
    assert (
        len(peak_counter.counted(moving(repetitions, both_ways=True), 30, both_ways=True)) == 2 * repetitions
    )


def a_set(difference: float) -> correct_or_not.Set:
    """Four people, 20 repetitions each, of which the wrong half is this far from the right one."""
    draw = np.random.default_rng(2)
    people, wrong = np.repeat(list("abcd"), 20), np.tile([False, True], 40)
    rows = draw.normal(0, 1, (80, 6))
    rows[wrong, 0] += difference
    return correct_or_not.Set(rows, wrong, people)


def test_the_classifier_finds_what_is_there_and_nothing_where_nothing_is() -> None:
    for difference, least, most in ((8.0, 0.95, 1.0), (0.0, 0.3, 0.7)):
        told = np.mean([correct_or_not.accuracy(a_set(difference), who, (), (0.01,))[0] for who in "abcd"])
        assert least <= told <= most


def test_who_is_asked_about_is_not_learned_from() -> None:
    """Labels of the person left out turned round: what is called wrong of them must stay the same."""
    plain, turned = a_set(8.0), a_set(8.0)
    turned.wrong = np.where(turned.people == "a", ~turned.wrong, turned.wrong)
    first, second = (correct_or_not.accuracy(of, "a", (), (0.01,))[0] for of in (plain, turned))
    assert first + second == pytest.approx(1)


def test_the_first_three_right_ones_are_the_baseline_and_are_not_scored() -> None:
    raw, wrong = np.arange(8.0).reshape(8, 1), np.array([False, True] * 4)
    rows, kept = correct_or_not.own_differences(raw, wrong, np.array(["a"] * 8), np.arange(8))
    assert kept.tolist() == [False, True, False, True, False, True, True, True]
    assert rows[7, 0] == 7 - (0 + 2 + 4) / 3


def test_sums_are_said_as_they_are() -> None:
    assert (share(1, 2), share(2, 2), share(0, 0)) == (".50", "1.00", "–")
    assert percentile([float(k) for k in range(1, 11)], 0.9) == 9
    assert percentile([3.0], 0.5) == 3
    assert math.isnan(percentile([math.nan], 0.5))


def test_the_page_has_its_marks_and_the_table_its_columns() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.index(BEGIN) < text.index(END)
    assert len(table([Row("M1", "x", "1")]).splitlines()) == 3
    assert len(Row("M1", "x", "1").cells) == len(HEADS)
