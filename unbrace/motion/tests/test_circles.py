"""Going round, seen as a sway from side to side."""

from __future__ import annotations

import math

import pytest

from unbrace.motion.circles import Circle, Circles
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.movement import Circling, movement_from_json
from unbrace.motion.tests.replay import counts, movement_of, play
from unbrace.motion.tests.stick import Camera, Pose, film, moved, standing


def sway(circles: float, every_s: float = 2.0, far: float = 4.0, first: int = 1) -> list[Circle]:
    """So many circles after a second of standing, then a second of standing, 20 frames a second."""
    follow, found = Circles(1.5), []
    for k in range(int(20 * (2 + circles * every_s))):
        t_s = k / 20 - 1
        going = 0 < t_s < circles * every_s
        found += follow.follow(
            50.0 * k, first * far * math.sin(2 * math.pi * t_s / every_s) if going else 0.0
        )
    return found


@pytest.mark.parametrize("first", [1, -1])
@pytest.mark.parametrize("every_s", [1.2, 2.0, 4.0])
@pytest.mark.parametrize("number", [2, 5, 9])
def test_every_circle_counts_whichever_side_comes_first(number: int, every_s: float, first: int) -> None:
    found = sway(number, every_s, first=first)
    assert len(found) == number
    assert [circle.start_ms for circle in found] == pytest.approx(
        [1000 + 1000 * every_s * k for k in range(number)], abs=450 * every_s
    )


def test_one_shift_of_weight_is_no_circle() -> None:
    assert sway(1) == []


def test_a_tremble_is_none() -> None:
    assert sway(8, far=0.7) == []


def test_a_measure_without_sides_cannot_sway() -> None:
    with pytest.raises(ValueError, match="two sides"):
        Circling("hip_lift", 1.5)
    with pytest.raises(ValueError, match="least_percent"):
        Circling("pelvis_place", 0)


UPPER = [point for point in standing() if point < L.LEFT_KNEE]


def circling(t_s: float) -> Pose:
    """Five circles of the hips over planted feet, 5 cm wide, from 2 to 12 seconds."""
    turn = 2 * math.pi * (t_s - 2) / 2
    if not 2 < t_s < 12:
        return standing()
    return moved(standing(), *UPPER, ahead=0.05 * (1 - math.cos(turn)), left=0.05 * math.sin(turn))


def test_circles_of_the_pelvis_are_counted_where_the_exercise_says_so() -> None:
    movement = movement_of("pelvis-rotation")
    assert movement_from_json(movement.to_json()) == movement
    assert counts(play(movement, film(circling, 14, Camera(0)))[0]) == (5, 0)
    assert counts(play(movement_of("trunk-rotation"), film(circling, 14, Camera(0)))[0]) == (0, 0)
