"""Zero of a movement to both sides."""

from __future__ import annotations

import math

import pytest

from unbrace.motion.middle import Middle
from unbrace.motion.movement import Counting, Zero
from unbrace.motion.returns import Returns


def sway(seconds: float, far: float, crooked: float, every_s: float = 4.0) -> list[tuple[float, float]]:
    """From side to side about a middle that is `crooked` off, 20 times a second."""
    return [
        (k / 20, crooked + far * math.sin(2 * math.pi * k / 20 / every_s)) for k in range(int(20 * seconds))
    ]


@pytest.mark.parametrize("crooked", [-9, 0, 9])
def test_the_middle_is_found_once_both_ends_were_seen(crooked: float) -> None:
    middle = Middle(8)
    for t_s, change in sway(4, 20, crooked):
        middle.follow(t_s, change)
    assert middle.found
    assert middle.offset == pytest.approx(crooked, abs=1)


def test_one_side_alone_keeps_the_start() -> None:
    middle = Middle(8)
    assert [middle.follow(t_s, abs(change)) for t_s, change in sway(8, 25, 0)] == [
        abs(change) for _, change in sway(8, 25, 0)
    ]
    assert not middle.found


def test_it_waits_until_the_person_turns_back() -> None:
    """On the way to the other end its place is not known yet."""
    middle = Middle(8)
    offsets = []
    for t_s, change in sway(3, 20, 0):
        middle.follow(t_s, change)
        offsets.append(middle.offset)
    assert offsets == [0.0] * len(offsets)


def test_one_wild_frame_does_not_turn_the_set_over() -> None:
    middle = Middle(8)
    steps = sway(60, 20, 0)
    for t_s, change in [*steps[:100], (5.01, 160.0), *steps[101:160]]:
        middle.follow(t_s, change)
        assert abs(middle.offset) <= 45, "half the way between the ends"
    for t_s, change in steps[160:]:
        middle.follow(t_s, change)
    assert middle.offset == pytest.approx(0, abs=1)


def test_a_measure_without_two_sides_has_no_middle() -> None:
    with pytest.raises(ValueError, match="no two sides"):
        Counting("knee_flexion", zero=Zero.MIDDLE)


def test_whoever_comes_back_twice_to_the_same_place_starts_from_there() -> None:
    returns = Returns(apart=37, alike=12)
    levels = [returns.follow(k / 20, 90 - 30 * math.cos(2 * math.pi * k / 60)) for k in range(200)]
    (found, *_) = [level for level in levels if level is not None]
    assert found == pytest.approx(60, abs=1)


def test_one_return_or_a_tremble_is_none() -> None:
    returns = Returns(apart=37, alike=12)
    once = [returns.follow(k / 20, 90 - 30 * math.cos(2 * math.pi * k / 60)) for k in range(70)]
    returns.forget()
    tremble = [returns.follow(k / 20, 60 + 15 * (k % 2)) for k in range(200)]
    assert {*once, *tremble} == {None}
