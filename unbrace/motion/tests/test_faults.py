"""Each fault: shown when it is there, silent when it is not, and never looked for where it cannot be seen."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from unbrace.motion.events import FaultSeen
from unbrace.motion.faults import SPOKEN_FROM, VERDICTS, WATCHES, sureness
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.movement import Fault, FaultId, Kind
from unbrace.motion.session import Target
from unbrace.motion.tests.replay import movement_of, play
from unbrace.motion.tests.stick import (
    FOREARM,
    Camera,
    Pose,
    bridges,
    film,
    hold,
    lifts,
    moved,
    plank,
    sitting,
    squats,
    standing,
    there_and_back,
)

SQUAT, BRIDGE, ARMS = movement_of("squat"), movement_of("glute-bridge"), movement_of("arm-lift")
HINGE, LIFT, PLANK = (
    movement_of("hip-hinge-to-wall"),
    movement_of("floor-to-table-lift"),
    movement_of("plank-on-toes"),
)
RISE = movement_of("sit-to-stand-standard")
FRONT, SIDE, FLOOR = Camera(0), Camera(90), Camera(90, height=0.5)
HIP_LINE, SHOULDER_LINE = (L.LEFT_HIP, L.RIGHT_HIP), (L.LEFT_SHOULDER, L.RIGHT_SHOULDER)
WRISTS = (L.LEFT_WRIST, L.RIGHT_WRIST)
OF_THE_WHOLE = ("f_fast", "f_range", "f_over", "f_hold")
TIMES = (2.0, 7.0, 12.0)


def down(t_s: float, far: float = 1.0) -> float:
    return there_and_back(t_s, TIMES, 4, far)


def arms(t_s: float) -> Pose:
    return standing(arms=down(t_s, 150))


def bent(t_s: float, far: float = 95.0) -> Pose:
    return standing(down(t_s, far))


def turned(pose: Pose, line: tuple[int, int], degrees: float) -> Pose:
    """A line across the body turned about the vertical, to the left."""
    left, right = (pose[p] for p in line)
    half, turn = (left[1] - right[1]) / 2, math.radians(degrees)
    back, out = half * math.sin(turn), half * math.cos(turn)
    return pose | {line[0]: (left[0] - back, out, left[2]), line[1]: (right[0] + back, -out, right[2])}


def above_the_knees(pose: Pose, left: float) -> Pose:
    return {p: (a, out + (left if up > 0.6 else 0.0), up) for p, (a, out, up) in pose.items()}


def rising(share: float, *, hands_on_knees: bool = False) -> Pose:
    """From a chair (0) to standing (1); hands in front of the chest, or staying on the knees."""
    low, high = sitting(), standing()
    pose = {p: tuple(a + share * (b - a) for a, b in zip(low[p], high[p], strict=True)) for p in low}
    for wrist, knee, shoulder in zip(WRISTS, (L.LEFT_KNEE, L.RIGHT_KNEE), SHOULDER_LINE, strict=True):
        a, left, up = pose[knee] if hands_on_knees else pose[shoulder]
        pose[wrist] = (a, left, up) if hands_on_knees else (a + 0.25, left, up - 0.1)
    return pose  # type: ignore[return-value]


def faults_of(movement: object, course: Callable[[float], Pose], camera: Camera) -> dict[str, float]:
    """Fault and the least confidence in it."""
    _, events = play(movement, film(course, 17, camera, 15), Target(hold_s=4.0))  # type: ignore[arg-type]
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


SHOWN |= {
    "f_pelvis_drop": (ARMS, lambda t_s: moved(arms(t_s), L.LEFT_HIP, up=-down(t_s, 0.08)), FRONT),
    "f_pelvis_twist": (ARMS, lambda t_s: turned(arms(t_s), HIP_LINE, down(t_s, 55)), FRONT),
    "f_pelvis_shift": (ARMS, lambda t_s: above_the_knees(arms(t_s), down(t_s, 0.2)), FRONT),
    "f_rot_pelvis": (ARMS, lambda t_s: turned(arms(t_s), HIP_LINE, down(t_s, 35)), FRONT),
    "f_shrug": (ARMS, lambda t_s: moved(arms(t_s), *SHOULDER_LINE, up=down(t_s, 0.12)), FRONT),
    "f_shoulder_line": (ARMS, lambda t_s: moved(arms(t_s), L.LEFT_SHOULDER, up=-down(t_s, 0.1)), FRONT),
    "f_foot_move": (ARMS, lambda t_s: moved(arms(t_s), L.LEFT_ANKLE, left=down(t_s, 0.35)), FRONT),
    "f_twist_load": (SQUAT, lambda t_s: turned(bent(t_s), SHOULDER_LINE, down(t_s, 75)), FRONT),
    "f_nod": (ARMS, lambda t_s: moved(arms(t_s), L.NOSE, up=-down(t_s, 0.06)), SIDE),
    "f_neck_ext": (ARMS, lambda t_s: moved(arms(t_s), L.NOSE, up=down(t_s, 0.12)), SIDE),
    "f_chin_poke": (
        ARMS,
        lambda t_s: moved(arms(t_s), L.LEFT_EAR, L.RIGHT_EAR, ahead=down(t_s, 0.16)),
        SIDE,
    ),
    "f_knee_bend": (HINGE, lambda t_s: standing(down(t_s, 85), lean=down(t_s, 50)), SIDE),
    "f_far_load": (LIFT, lambda t_s: moved(bent(t_s, 120), *WRISTS, ahead=down(t_s, 0.35)), SIDE),
    "f_hip_sag": (PLANK, lambda t_s: plank(hold(t_s), sag=0.09 * hold(t_s)), FLOOR),
    "f_hip_pike": (PLANK, lambda t_s: plank(hold(t_s), sag=-0.2 * hold(t_s)), FLOOR),
    "f_hips_up": (BRIDGE, lambda t_s: bridges(0.3, 0.3)(t_s), FLOOR),
    "f_trunk_twist": (ARMS, lambda t_s: turned(arms(t_s), SHOULDER_LINE, down(t_s, 45)), FRONT),
    "f_hands_push": (RISE, lambda t_s: rising(down(t_s), hands_on_knees=True), SIDE),
    "f_plop": (RISE, lambda t_s: rising(max(0.0, min(1.0, t_s - 2, 4 * (5 - t_s)))), SIDE),
    "f_hold": (replace(BRIDGE, kind=Kind.HOLD), lambda t_s: bridges(0.26, 0.26)(t_s), Camera(90, height=0.5)),
}
"""Fault, the exercise that would look for it, the movement that shows it, and the camera that sees it."""

WELL_DONE: dict[int, Callable[[float], Pose]] = {
    id(ARMS): lambda t_s: arms(t_s),
    id(SQUAT): lambda t_s: bent(t_s),
    id(HINGE): lambda t_s: standing(down(t_s, 20), lean=down(t_s, 70)),
    id(LIFT): lambda t_s: bent(t_s, 120),
    id(PLANK): lambda t_s: plank(hold(t_s)),
    id(RISE): lambda t_s: rising(down(t_s)),
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


@pytest.mark.parametrize(
    "fault", [f for f in SHOWN if id(SHOWN[f][0]) in WELL_DONE and f not in OF_THE_WHOLE]
)
def test_it_is_silent_when_it_is_not_there(fault: str) -> None:
    movement, _, camera = SHOWN[fault]
    assert fault not in faults_of(_looking_for(movement, fault), WELL_DONE[id(movement)], camera)


def test_a_pelvis_that_turns_is_written_down_at_once_and_spoken_after_three() -> None:
    movement, course, camera = SHOWN["f_rot_pelvis"]
    _, events = play(_looking_for(movement, "f_rot_pelvis"), film(course, 17, camera))  # type: ignore[arg-type]
    sure = [e.confidence for e in events if isinstance(e, FaultSeen) and e.fault == "f_rot_pelvis"]
    assert len(sure) == 3
    assert max(sure[:2]) < SPOKEN_FROM <= sure[2]


@pytest.mark.parametrize(("pelvis", "neck"), [("f_pelvis_drop", "f_shrug")])
def test_what_is_rough_from_the_side_is_written_down_and_not_spoken(pelvis: str, neck: str) -> None:
    def course(t_s: float) -> Pose:
        pose = moved(bent(t_s), L.LEFT_HIP, up=-down(t_s, 0.05))
        return moved(pose, *SHOULDER_LINE, up=down(t_s, 0.05))

    both = _looking_for(_looking_for(SQUAT, pelvis), neck)
    seen = faults_of(both, course, SIDE)
    assert set(seen) >= {pelvis, neck}
    assert max(seen[pelvis], seen[neck]) < SPOKEN_FROM


def test_an_exercise_may_follow_another_line() -> None:
    """On the knees a plank ends at the knees: what is straight there hangs below the line to the ankles."""
    on_knees = replace(PLANK, faults=(Fault(FaultId.HIP_SAG, measure="hip_sag_over_knees"),))
    assert "f_hip_sag" not in faults_of(on_knees, lambda t_s: plank(hold(t_s)), FLOOR)
    with pytest.raises(ValueError, match="no measure is called 'hip_sagging'"):
        Fault(FaultId.HIP_SAG, measure="hip_sagging")


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


def test_every_fault_id_has_a_rule() -> None:
    assert set(WATCHES) | set(VERDICTS) == set(FaultId)
    assert {str(fault) for fault in FaultId} == set(SHOWN) | {"f_asym"}, "and every one is shown once"
    assert len(FaultId) == 28, "and f_breath, which nobody can see"
