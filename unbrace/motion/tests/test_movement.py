"""What an exercise may say, and how it is told that it said something impossible."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from unbrace.motion.movement import Fault, FaultId, Movement, Phase, Role, View, movement_from_json
from unbrace.motion.tests.replay import movement_of

PUBLISHED = ("squat", "glute-bridge", "arm-lift")


@pytest.mark.parametrize("exercise", PUBLISHED)
def test_it_survives_the_way_to_the_browser(exercise: str) -> None:
    movement = movement_of(exercise)
    assert movement_from_json(json.loads(json.dumps(movement.to_json()))) == movement


@pytest.mark.parametrize("exercise", PUBLISHED)
def test_phases_are_found_by_the_part_they_play(exercise: str) -> None:
    movement = movement_of(exercise)
    assert [movement.phase(role) for role in Role] == list(movement.phases)


def _squat(**change: Any) -> Movement:
    return replace(movement_of("squat"), **change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"phases": movement_of("squat").phases[:3]}, "list four, in the order start, out, target, back"),
        ({"phases": movement_of("squat").phases[::-1]}, "list four, in the order"),
        ({"counts_from": (View.FRONT,)}, "must contain the exercise's own view"),
        ({"shortest_s": 20.0}, "below longest_s"),
    ],
)
def test_impossible_exercises_are_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _squat(**change)


def test_thresholds_must_rise() -> None:
    start, out, target, back = movement_of("squat").phases
    with pytest.raises(ValueError, match="thresholds must rise"):
        _squat(phases=(start, replace(out, enter_at_degrees=10.0), target, back))


def test_a_phase_has_one_threshold_in_the_measures_unit() -> None:
    with pytest.raises(ValueError, match="one of the two"):
        Phase("standing", Role.START)
    phases = tuple(Phase(p.name, p.role, enter_at_percent=p.enter_at) for p in movement_of("squat").phases)
    with pytest.raises(ValueError, match="leg_fold is in degrees: give enter_at_degrees"):
        _squat(phases=phases)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ("counting", "measure"),
            "knee_angle",
            "no measure is called 'knee_angle'; there are: .*knee_flexion",
        ),
        (("range", "measure"), "depth", "no measure is called 'depth'"),
        (("range", "target_degrees"), 200, "not above limit_degrees"),
        (("view",), "above", "'above' is not a valid View"),
    ],
)
def test_the_browsers_reader_says_what_is_wrong(path: tuple[str, ...], value: object, message: str) -> None:
    data = json.loads(json.dumps(movement_of("squat").to_json()))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ValueError, match=message):
        movement_from_json(data)


def test_breathing_is_no_fault_a_camera_sees() -> None:
    assert "f_breath" not in set(FaultId)


def test_a_fault_keeps_the_catalogues_limit_unless_it_has_its_own() -> None:
    assert Fault(FaultId.FAST).limit is None
    assert Fault(FaultId.FAST, limit_degrees_per_s=180).limit == 180
