"""The One-Euro filter against its authors' own table, and a signal that starts from the person's own zero."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from unbrace.motion.body import Body
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Direction, Zero
from unbrace.motion.smoothing import OneEuro, Signal
from unbrace.motion.tests.stick import seen, standing

TABLE = Path(__file__).with_name("one_euro_ground_truth.csv")


def test_it_gives_the_values_its_authors_publish() -> None:
    smooth = OneEuro(min_cutoff_hz=1.0, beta=0.1, speed_cutoff_hz=1.0)
    with TABLE.open(encoding="utf-8") as file:
        rows = [[float(x) for x in row] for row in csv.reader(line for line in file if line[0] != "#")]
    assert len(rows) == 61
    for t_s, noisy, filtered in rows:
        assert smooth(noisy, t_s) == pytest.approx(filtered, abs=2e-5)


def test_a_still_signal_stays_and_a_moving_one_is_followed_within_50_ms() -> None:
    smooth = OneEuro()
    for k in range(60):
        assert smooth(12.0, k / 30) == 12.0
    late = [smooth(12 + 100 * k / 30, 2 + k / 30) for k in range(30)]
    assert 12 + 100 * 29 / 30 - late[-1] < 100 * 0.05


def test_after_a_gap_the_past_is_forgotten() -> None:
    smooth = OneEuro()
    smooth(10.0, 0.0)
    smooth.forget()
    assert smooth(90.0, 8.0) == 90.0


def _knees(bend: float) -> Body:
    return Body(seen(standing(bend), 0.0))


def test_a_signal_counts_from_the_persons_own_start() -> None:
    signal = Signal(MEASURES["knee_flexion"])
    signal.learn([signal.measure.read(_knees(20))] * 3)
    assert signal.follow(signal.measure.read(_knees(65)), 0.0) == pytest.approx((45, 45), abs=0.5)


def test_a_signal_can_fall_on_the_way_out() -> None:
    signal = Signal(MEASURES["knee_flexion"], Direction.DECREASING)
    signal.learn([signal.measure.read(_knees(90))])
    assert signal.follow(signal.measure.read(_knees(30)), 0.0) == pytest.approx((60, 60), abs=0.5)


def test_a_signal_can_keep_the_measures_own_zero() -> None:
    signal = Signal(MEASURES["knee_flexion"], zero=Zero.MEASURE)
    signal.learn([signal.measure.read(_knees(90))])
    assert signal.follow(signal.measure.read(_knees(30)), 0.0) == pytest.approx((30, 30), abs=0.5)


def test_what_was_not_seen_at_the_start_has_no_change() -> None:
    signal = Signal(MEASURES["knee_flexion"])
    signal.learn([(None, 4.0), (None, 6.0)])
    left, right = signal.follow(signal.measure.read(_knees(45)), 0.0)
    assert left is None
    assert right == pytest.approx(40, abs=0.5)
