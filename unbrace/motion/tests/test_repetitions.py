"""Tempo, peak and speed of a cycle, and what holding a position says."""

from __future__ import annotations

import pytest

from unbrace.motion.counting import foot_of_rise
from unbrace.motion.events import HoldBroken, HoldCompleted, HoldStarted, HoldTick
from unbrace.motion.movement import Role
from unbrace.motion.repetitions import MOST_SAMPLES, Cycle, Holding, Sample


def _cycle(*values: float) -> Cycle:
    """One value every 500 ms, from 0 ms."""
    cycle = Cycle("both", 0.0)
    for k, value in enumerate(values):
        cycle.samples.append(Sample(500.0 * k, value, (value, value + 10)))
    return cycle


def test_tempo_is_out_pause_and_back() -> None:
    tempo = _cycle(0, 50, 95, 100, 95, 50).tempo(end_ms=3000)
    assert (tempo.out_s, tempo.pause_s, tempo.back_s) == (1.0, 1.0, 1.0)


def test_the_peak_and_the_range_of_each_side() -> None:
    cycle = _cycle(0, 50, 100, 60)
    assert cycle.peak().t_ms == 1000
    assert (cycle.range_of(0), cycle.range_of(1)) == (100, 110)


def test_full_means_the_target_was_reached() -> None:
    cycle = _cycle(0)
    kinds = []
    for role in (Role.OUT, Role.TARGET, Role.BACK):
        cycle.enter(role)
        kinds.append(cycle.kind)
    assert kinds == ["partial", "full", "full"]


def test_the_speed_forgives_one_stray_value() -> None:
    stray = _cycle(0, 50, 100, 150, 900, 250, 300, 350, 400, 450).fastest()
    assert stray == pytest.approx(200), "not 1500"
    assert _cycle(*range(0, 500, 50)).fastest() == pytest.approx(100)
    assert _cycle(1).fastest() is None


def test_a_cycle_that_never_ends_does_not_grow() -> None:
    assert len(_cycle(*range(MOST_SAMPLES + 50)).samples) == MOST_SAMPLES


def test_a_repetition_begins_at_the_foot_of_its_rise() -> None:
    assert foot_of_rise([(0, 5), (1, 9), (2, 3), (3, 8), (4, 20), (5, 41)]) == 2
    assert foot_of_rise([(7, 41)]) == 7


def test_a_hold_ticks_completes_and_is_then_not_broken() -> None:
    holding = Holding(target_s=2)
    said = holding.begin(0) + holding.step(900) + holding.step(1100) + holding.step(2000) + holding.end(2500)
    assert said == [
        HoldStarted(0),
        HoldTick(1100, 1.1),
        HoldTick(2000, 2.0),
        HoldCompleted(2000, 2.0),
    ]
    assert holding.stays[0].completed


def test_a_hold_that_ends_early_is_broken_once() -> None:
    holding = Holding(target_s=10)
    holding.begin(0)
    holding.step(3500)
    assert holding.end(3600) == [HoldBroken(3600, 3.5)]
    assert holding.end(3700) == []
