"""Each fault: shown when it is there, silent when it is not, and never looked for where it cannot be seen."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from unbrace.motion.events import FaultSeen
from unbrace.motion.faults import VERDICTS, WATCHES, sureness
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.movement import Fault, FaultId
from unbrace.motion.tests.replay import movement_of, play
from unbrace.motion.tests.stick import (
    FOREARM,
    Camera,
    Pose,
    bridges,
    film,
    lifts,
    squats,
    standing,
    there_and_back,
)

SQUAT, BRIDGE, ARMS = movement_of("squat"), movement_of("glute-bridge"), movement_of("arm-lift")
FRONT, SIDE = Camera(0), Camera(90)
TIMES = (2.0, 7.0, 12.0)


def down(t_s: float, far: float = 1.0) -> float:
    return there_and_back(t_s, TIMES, 4, far)


def faults_of(movement: object, course: Callable[[float], Pose], camera: Camera) -> dict[str, float]:
    """Fault and the least confidence in it."""
    _, events = play(movement, film(course, 17, camera))  # type: ignore[arg-type]
    seen: dict[str, float] = {}
    for event in events:
        if isinstance(event, FaultSeen):
            seen[event.fault] = min(event.confidence, seen.get(event.fault, 1.0))
    return seen


def _heel_up(t_s: float) -> Pose:
    lifted = 0.02 + down(t_s, 0.12)
    return standing(down(t_s, 95)) | {
        L.LEFT_HEEL: (-0.05, 0.12, lifted),
        L.RIGHT_HEEL: (-0.05, -0.12, lifted),
    }


def _elbows_bent(t_s: float) -> Pose:
    raised, forearm = down(t_s, 150), math.radians(down(t_s, 240))
    pose = standing(arms=raised)
    for wrist, elbow in ((L.LEFT_WRIST, L.LEFT_ELBOW), (L.RIGHT_WRIST, L.RIGHT_ELBOW)):
        ahead, out, up = pose[elbow]
        pose[wrist] = (ahead + FOREARM * math.sin(forearm), out, up - FOREARM * math.cos(forearm))
    return pose


SHOWN: dict[str, tuple[object, Callable[[float], Pose], Camera]] = {
    "f_knee_in": (SQUAT, lambda t_s: standing(down(t_s, 95), knees_in=down(t_s, 0.07)), FRONT),
    "f_heel_lift": (SQUAT, _heel_up, SIDE),
    "f_trunk_lean": (ARMS, lambda t_s: standing(arms=down(t_s, 150), lean=down(t_s, -20)), SIDE),
    "f_elbow_bend": (ARMS, _elbows_bent, FRONT),
    "f_over": (SQUAT, lambda t_s: standing(down(t_s, 128)), SIDE),
    "f_range": (SQUAT, squats(50, 50, 50), SIDE),
    "f_fast": (SQUAT, squats(100, 100, lasts_s=1.2), SIDE),
}


@pytest.mark.parametrize("fault", SHOWN)
def test_it_is_seen_when_it_is_there(fault: str) -> None:
    movement, course, camera = SHOWN[fault]
    seen = faults_of(_looking_for(movement, fault), course, camera)
    assert seen.get(fault, 0) >= 0.5


def _looking_for(movement: object, fault: str) -> object:
    faults = movement.faults  # type: ignore[attr-defined]
    if fault in [f.id for f in faults]:
        return movement
    return replace(movement, faults=(*faults, Fault(FaultId(fault))))  # type: ignore[type-var]


@pytest.mark.parametrize("camera", [FRONT, SIDE])
def test_good_repetitions_show_none(camera: Camera) -> None:
    assert faults_of(SQUAT, squats(90, 90, 90, every_s=7, lasts_s=6.5), camera) == {}
    assert faults_of(ARMS, lifts(155, 155, every_s=7, lasts_s=6.5), camera) == {}


def test_a_good_bridge_shows_none() -> None:
    course = bridges(0.26, 0.26, every_s=7, lasts_s=6.5)
    assert faults_of(BRIDGE, course, Camera(90, height=0.5)) == {}


def test_knees_are_not_judged_from_the_side_nor_heels_from_the_front() -> None:
    assert "f_knee_in" not in faults_of(SQUAT, SHOWN["f_knee_in"][1], SIDE)
    assert "f_heel_lift" not in faults_of(SQUAT, _heel_up, FRONT)


def test_one_small_repetition_is_no_fault_two_in_a_row_are() -> None:
    assert "f_range" not in faults_of(SQUAT, squats(50, 95, 50), SIDE)
    assert "f_range" in faults_of(SQUAT, squats(95, 50, 50), SIDE)


def test_being_sure_grows_from_the_limit_to_the_measures_error() -> None:
    assert sureness(0, 10) == 0.5
    assert sureness(5, 10) == 0.75
    assert sureness(50, 10) == 1.0


def test_every_fault_id_has_a_rule_or_is_about_holds() -> None:
    assert set(WATCHES) | set(VERDICTS) | {FaultId.HOLD} == set(FaultId)
