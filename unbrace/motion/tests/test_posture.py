"""The measures: vectors G7 to G10 and G12 of the assessment protocol, and one scripted body for each measure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unbrace.motion.body import Body
from unbrace.motion.landmarks import POINTS, Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.posture import MEASURES, ear_shoulder_angle
from unbrace.motion.tests.stick import Camera, Pose, bridge, mirrored, one_arm, seen, standing

FRONT, SIDE, OTHER_SIDE = Camera(0), Camera(90), Camera(-90)


def read(name: str, pose: Pose, camera: Camera = SIDE) -> tuple[float | None, float | None]:
    return MEASURES[name].read(Body(seen(pose, 0.0, camera)))


def _points(places: dict[int, tuple[float, float]]) -> Body:
    image = tuple(places.get(point, (0.5, 0.5)) for point in range(POINTS))
    return Body(Frame(0.0, 1.0, image, ((0.0, 0.0, 0.0),) * POINTS, (1.0,) * POINTS))


@pytest.mark.parametrize(
    ("vector", "ear", "expected"),
    [("G7", (0.06, 0.2), 59.0), ("G8", (0.1, 0.2), 45.0), ("G9", (0.0, 0.2), 90.0)],
)
def test_ear_over_shoulder(vector: str, ear: tuple[float, float], expected: float) -> None:
    body = _points({L.LEFT_SHOULDER: (0.0, 0.3), L.LEFT_EAR: ear})
    assert ear_shoulder_angle(body, 0) == pytest.approx(expected, abs=0.05), vector


@pytest.mark.parametrize("name", MEASURES)
def test_g10_a_measure_with_a_doubtful_point_is_not_seen(name: str) -> None:
    frame = seen(standing(30), 0.0, SIDE)
    assert MEASURES[name].read(Body(replace(frame, visibility=(0.3,) * POINTS))) == (None, None)


@pytest.mark.parametrize("name", MEASURES)
def test_g11_a_body_in_one_point_gives_no_number_that_is_not_one(name: str) -> None:
    for value in MEASURES[name].read(_points({})):
        assert value is None or value == value


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("yaw", [0, 35, 90])
def test_g12_a_mirror_image_with_sides_swapped_reads_the_same(name: str, yaw: float) -> None:
    frame = seen(one_arm(70) | {L.LEFT_KNEE: (0.2, 0.12, 0.5)}, 0.0, Camera(yaw))
    left, right = MEASURES[name].read(Body(frame))
    other_left, other_right = MEASURES[name].read(Body(mirrored(frame)))
    if MEASURES[name].signed:
        assert left == pytest.approx(-other_left if other_left is not None else None, abs=1e-6)
    else:
        assert (left, right) == pytest.approx((other_right, other_left), abs=1e-6)


@pytest.mark.parametrize("bend", [0, 30, 90])
@pytest.mark.parametrize("camera", [SIDE, OTHER_SIDE])
def test_knee_flexion_from_either_side(bend: float, camera: Camera) -> None:
    left, right = read("knee_flexion", standing(bend), camera)
    assert left == pytest.approx(bend, abs=1)
    assert right == pytest.approx(bend, abs=1)


@pytest.mark.parametrize("camera", [SIDE, OTHER_SIDE])
def test_hip_flexion_keeps_its_sign_from_either_side(camera: Camera) -> None:
    lying, lifted = read("hip_flexion", bridge(0.0), camera)[0], read("hip_flexion", bridge(0.33), camera)[0]
    assert lying is not None
    assert lifted is not None
    assert 35 < lying < 60
    assert lifted < 0, "past straight is extension, not flexion again"


@pytest.mark.parametrize("raised", [0, 60, 120])
def test_shoulder_elevation(raised: float) -> None:
    assert read("shoulder_elevation", standing(arms=raised), SIDE)[0] == pytest.approx(raised, abs=8)


@pytest.mark.parametrize("yaw", [0, 45, 90, 180])
@pytest.mark.parametrize("bend", [0, 45, 80, 100])
def test_leg_fold_reads_the_knee_bend_from_any_view(yaw: float, bend: float) -> None:
    upright, bent = (read("leg_fold", standing(b), Camera(yaw))[0] for b in (0.0, bend))
    assert upright is not None
    assert bent is not None
    assert MEASURES["leg_fold"].change(bent, upright) == pytest.approx(bend, abs=12)


def test_lifting_a_foot_is_no_fold() -> None:
    pose = standing()
    lifted = pose | {L.LEFT_ANKLE: (0.0, 0.12, 0.3), L.LEFT_KNEE: (0.25, 0.12, 0.6)}
    assert read("leg_fold", lifted, FRONT)[0] == pytest.approx(
        read("leg_fold", pose, FRONT)[0] or 0, rel=0.01
    )


@pytest.mark.parametrize("yaw", [0, 45, 90])
@pytest.mark.parametrize("raised", [60, 90, 120])
def test_arm_raise_reads_a_lift_to_the_front_from_any_view(yaw: float, raised: float) -> None:
    down, up = (read("arm_raise", standing(arms=a), Camera(yaw))[0] for a in (0.0, raised))
    assert down is not None
    assert up is not None
    assert MEASURES["arm_raise"].change(up, down) == pytest.approx(raised, abs=18), (
        "an arm nearer the camera looks longer"
    )


def test_knees_drawn_in_bring_the_knees_together_seen_from_the_front() -> None:
    apart, together = (read("knee_separation", standing(90, knees_in=k), FRONT)[0] for k in (0.0, 0.06))
    assert apart == pytest.approx(1.1, abs=0.15)
    assert together == pytest.approx(0.55, abs=0.1)


def test_trunk_leans() -> None:
    assert read("trunk_tilt", standing(lean=28.6), SIDE)[0] == pytest.approx(-28.6, abs=1), (
        "to the picture's left"
    )
    assert read("trunk_inclination", standing(lean=28.6), FRONT)[0] == pytest.approx(28.6, abs=1)
    assert read("trunk_inclination", bridge(0.0), SIDE)[0] == pytest.approx(90, abs=5)


def test_lines_tilt_towards_the_lower_side() -> None:
    pose = standing()
    ahead, left, up = pose[L.LEFT_SHOULDER]
    assert (read("shoulder_line_tilt", pose | {L.LEFT_SHOULDER: (ahead, left, up - 0.1)}, FRONT)[0] or 0) > 10
    ahead, left, up = pose[L.LEFT_HIP]
    assert (read("pelvis_line_tilt", pose | {L.LEFT_HIP: (ahead, left, up + 0.1)}, FRONT)[0] or 0) < -10


def test_trunk_rotation_is_to_the_left_when_the_left_shoulder_goes_back() -> None:
    pose = standing()
    pose |= {L.LEFT_SHOULDER: (-0.1, 0.15, 1.4), L.RIGHT_SHOULDER: (0.1, -0.15, 1.4)}
    assert read("trunk_rotation", pose, FRONT)[0] == pytest.approx(33.7, abs=1)


def test_a_shrug_brings_the_ear_closer_and_a_lifted_heel_rises() -> None:
    calm = standing()
    ahead, left, up = calm[L.LEFT_SHOULDER]
    near, far = (
        read("ear_height", pose, FRONT)[0]
        for pose in (calm | {L.LEFT_SHOULDER: (ahead, left, up + 0.05)}, calm)
    )
    assert near is not None
    assert far is not None
    assert MEASURES["ear_height"].change(near, far) == pytest.approx(25, abs=3)
    flat = read("heel_height", calm, SIDE)[0]
    raised = read("heel_height", calm | {L.LEFT_HEEL: (-0.04, 0.12, 0.12)}, SIDE)[0]
    assert flat is not None
    assert raised is not None
    assert raised - flat == pytest.approx(20, abs=3)


def test_hips_that_sag_below_the_line_from_shoulder_to_ankle() -> None:
    plank = _points({L.LEFT_SHOULDER: (0.2, 0.5), L.LEFT_HIP: (0.5, 0.56), L.LEFT_ANKLE: (0.8, 0.5)})
    assert MEASURES["hip_sag"].read(plank)[0] == pytest.approx(10)
