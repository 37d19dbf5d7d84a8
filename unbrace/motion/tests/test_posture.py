"""The measures: vectors G7 to G10 and G12 of the assessment protocol, and one scripted body for each measure."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from unbrace.motion.body import Body
from unbrace.motion.landmarks import POINTS, Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.measures import MEASURES
from unbrace.motion.posture import ear_shoulder_angle
from unbrace.motion.tests.stick import (
    SHANK,
    THIGH,
    TRUNK,
    Camera,
    Pose,
    bridge,
    mirrored,
    one_arm,
    seen,
    standing,
)

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
    assert MEASURES["ear_height"].change(near, far) == pytest.approx(28, abs=3), "the trunk reads longer, too"
    flat = read("heel_height", calm, SIDE)[0]
    raised = read("heel_height", calm | {L.LEFT_HEEL: (-0.04, 0.12, 0.12)}, SIDE)[0]
    assert flat is not None
    assert raised is not None
    assert raised - flat == pytest.approx(20, abs=3)


def test_hips_that_sag_below_the_line_from_shoulder_to_ankle() -> None:
    plank = _points({L.LEFT_SHOULDER: (0.2, 0.5), L.LEFT_HIP: (0.5, 0.56), L.LEFT_ANKLE: (0.8, 0.5)})
    assert MEASURES["hip_sag"].read(plank)[0] == pytest.approx(10)


# --- the measures of the exercise library: one place whose answer is known -----------------------------------------


def whole(name: str, pose: Pose, camera: Camera = FRONT) -> float:
    value = read(name, pose, camera)[0]
    assert value is not None
    return value


def raised(pose: Pose, *points: int, by: float) -> Pose:
    """The same pose with these points so many metres higher."""
    return pose | {p: (pose[p][0], pose[p][1], pose[p][2] + by) for p in points}


def aside(pose: Pose, by: float, *points: int) -> Pose:
    """The same pose with these points so many metres to the person's left."""
    return pose | {p: (pose[p][0], pose[p][1] + by, pose[p][2]) for p in points}


HEIGHT = (TRUNK + THIGH + SHANK) / 0.779
"""Standing height by the assessment's own share of trunk and leg, metres."""


@pytest.mark.parametrize("camera", [SIDE, OTHER_SIDE])
def test_f3_a_lean_forward_is_plus_from_either_side(camera: Camera) -> None:
    assert whole("trunk_lean", standing(lean=40), camera) == pytest.approx(40, abs=1)
    assert whole("trunk_lean", standing(lean=-15), camera) == pytest.approx(-15, abs=1)


@pytest.mark.parametrize("camera", [FRONT, Camera(180)])
def test_f9_a_bend_to_the_left_is_plus_from_before_and_behind(camera: Camera) -> None:
    pose = standing()
    bent = aside(pose, 0.2, L.LEFT_SHOULDER, L.RIGHT_SHOULDER)
    assert whole("side_bend", bent, camera) == pytest.approx(math.degrees(math.atan2(0.2, TRUNK)), abs=1.5)


def test_f11_a_fingertip_hangs_at_two_fifths_of_the_height() -> None:
    pose = standing()
    pose[L.LEFT_INDEX] = (0.0, 0.18, 0.08 + 0.4 * HEIGHT)
    assert whole("fingertip_height", pose, SIDE) == pytest.approx(40, abs=2)


@pytest.mark.parametrize("degrees", [-40, 0, 25, 60])
def test_f12_a_turned_head_by_where_the_nose_is_between_the_ears(degrees: float) -> None:
    """The nose as far before the ears as they are from the middle, so that the arc sine is exact."""
    turn, pose = math.radians(degrees), standing()
    ahead, _, up = pose[L.LEFT_EAR]
    for ear, side in ((L.LEFT_EAR, 1), (L.RIGHT_EAR, -1)):
        pose[ear] = (ahead - side * 0.07 * math.sin(turn), side * 0.07 * math.cos(turn), up)
    pose[L.NOSE] = (ahead + 0.07 * math.cos(turn), 0.07 * math.sin(turn), up)
    assert whole("head_rotation", pose) == pytest.approx(degrees, abs=0.5)


def test_f13_a_head_that_sinks_to_the_left() -> None:
    pose = standing()
    sunk = raised(raised(pose, L.LEFT_EAR, by=-0.04), L.RIGHT_EAR, by=0.04)
    assert whole("head_side_bend", sunk) == pytest.approx(math.degrees(math.atan2(0.08, 0.14)), abs=1)


def test_a_head_glides_and_nods_against_the_trunk() -> None:
    pose = standing()
    back = pose | {p: (pose[p][0] - 0.05, pose[p][1], pose[p][2]) for p in (L.LEFT_EAR, L.RIGHT_EAR, L.NOSE)}
    assert whole("head_forward", back, SIDE) - whole("head_forward", pose, SIDE) == pytest.approx(
        -10, abs=1.5
    )
    up = raised(pose, L.NOSE, by=0.1)
    assert whole("head_pitch", up, SIDE) - whole("head_pitch", pose, SIDE) > 30, "looking up is plus"


def test_a_line_from_knee_to_ankle_leans_with_the_leg() -> None:
    pose = standing()
    assert whole("shank_tilt", pose) == pytest.approx(0, abs=3)
    out = aside(pose, 0.2, L.LEFT_ANKLE)
    assert whole("shank_tilt", out) == pytest.approx(math.degrees(math.asin(0.2 / SHANK)), abs=4)
    over = aside(pose, 0.2, L.LEFT_KNEE, L.RIGHT_KNEE)
    assert whole("knee_line_tilt", over) == pytest.approx(math.degrees(math.atan2(0.2, SHANK)), abs=4)
    open_knee = aside(pose, 0.2, L.LEFT_KNEE)
    assert whole("knee_fall_out", open_knee) == pytest.approx(math.degrees(math.atan2(0.2, SHANK)), abs=4)


def test_a_thigh_that_leans_forward_over_the_knee() -> None:
    pose = standing()
    glided = {p: (a + (0.1 if up > 0.6 else 0.0), left, up) for p, (a, left, up) in pose.items()}
    assert whole("thigh_tilt", glided, SIDE) == pytest.approx(math.degrees(math.atan2(0.1, THIGH)), abs=2)


def test_a_leg_held_out_and_knees_that_part() -> None:
    pose = standing()
    leg = THIGH + SHANK
    out = aside(pose, leg * math.tan(math.radians(20)), L.LEFT_ANKLE)
    assert whole("hip_abduction", out) == pytest.approx(20, abs=2)
    parted = aside(aside(pose, 0.15, L.LEFT_KNEE), -0.15, L.RIGHT_KNEE)
    assert whole("knee_opening", parted) == pytest.approx(2 * math.degrees(math.atan2(0.27, THIGH)), abs=3)


def test_slopes_of_arm_and_leg() -> None:
    level = standing(arms=90)
    assert whole("arm_rise", level, SIDE) == pytest.approx(0, abs=4)
    assert whole("leg_rise", standing(), SIDE) == pytest.approx(-90, abs=1)


def test_an_elbow_bends_in_the_picture_from_the_side() -> None:
    pose = standing(arms=0)
    ahead, left, up = pose[L.LEFT_ELBOW]
    pose[L.LEFT_WRIST] = (ahead + 0.26, left, up)
    assert whole("elbow_bend", pose, SIDE) == pytest.approx(90, abs=4)


def test_an_arm_opens_about_the_trunk() -> None:
    pose = standing(arms=90)
    assert whole("arm_arc", pose, FRONT) == pytest.approx(0, abs=30)
    ahead, left, up = pose[L.LEFT_SHOULDER]
    pose[L.LEFT_WRIST] = (ahead, left + 0.5, up)
    assert whole("arm_arc", pose, FRONT) == pytest.approx(90, abs=2)
    pose[L.LEFT_WRIST] = (ahead - 0.5, left + 0.1, up)
    assert 90 < whole("arm_arc", pose, FRONT) < 180


def test_hands_as_shares_of_the_body() -> None:
    pose = standing()
    pose[L.LEFT_WRIST], pose[L.RIGHT_WRIST] = (0.3, 0.36, 0.9), (0.3, -0.36, 0.9)
    assert whole("hand_distance", pose) == pytest.approx(200, abs=1)
    assert whole("wrist_height", pose, SIDE) == pytest.approx(100 * 0.82 / HEIGHT, abs=3)
    assert whole("load_reach", pose, SIDE) == pytest.approx(100 * 0.3 / HEIGHT, abs=3)
    at_the_knee = pose | {L.LEFT_WRIST: pose[L.LEFT_KNEE]}
    assert whole("wrist_above_knee", at_the_knee, SIDE) == pytest.approx(0, abs=0.1)
    tapped = raised(pose, L.LEFT_WRIST, by=0.18)
    assert whole("hand_difference", tapped) == pytest.approx(50, abs=7), "the hand is nearer the camera"


def test_feet_as_shares_of_the_body() -> None:
    pose = standing()
    up = raised(pose, L.LEFT_ANKLE, by=0.1)
    assert whole("foot_difference", up) == pytest.approx(100 * 0.1 / HEIGHT, abs=1)
    wide = aside(pose, 0.17, L.LEFT_ANKLE)
    assert whole("step_width", wide) - whole("step_width", pose) == pytest.approx(20, abs=2)
    stepped = whole("foot_place", wide) - whole("foot_place", pose)
    assert stepped == pytest.approx(100 * 0.17 / HEIGHT, abs=1)


def test_the_pelvis_turns_shifts_and_rises() -> None:
    pose = standing()
    turned = pose | {L.LEFT_HIP: (-0.1, 0.07, 0.93), L.RIGHT_HIP: (0.1, -0.07, 0.93)}
    assert whole("pelvis_yaw", turned) == pytest.approx(math.degrees(math.atan2(0.1, 0.07)), abs=1)
    assert MEASURES["pelvis_width"].change(whole("pelvis_width", turned), whole("pelvis_width", pose)) > 25  # type: ignore[operator]
    shifted = {p: (a, left + (0.1 if up > 0.6 else 0.0), up) for p, (a, left, up) in pose.items()}
    assert whole("pelvis_place", shifted) == pytest.approx(100 * 0.1 / HEIGHT, abs=1)
    stepped = {p: (a, left, up + 0.17) for p, (a, left, up) in pose.items()}
    assert whole("hip_level", stepped) - whole("hip_level", pose) == pytest.approx(
        100 * 0.17 / HEIGHT, abs=1.5
    )
    lower = raised(pose, L.LEFT_HIP, by=-0.05)
    assert whole("hip_difference", lower, SIDE) > 5


def test_hips_lift_off_the_floor_and_the_trunk_twists_lying_down() -> None:
    assert whole("hip_lift", bridge(0.2), SIDE) - whole("hip_lift", bridge(0.0), SIDE) > 25
    pose = bridge(0.0)
    assert whole("trunk_twist", pose, SIDE) == pytest.approx(0, abs=1)
    pose |= {L.LEFT_SHOULDER: (-0.48, 0.1, 0.25), L.RIGHT_SHOULDER: (-0.48, -0.1, -0.05)}
    assert abs(whole("trunk_twist", pose, SIDE)) == pytest.approx(56.3, abs=2)


@pytest.mark.parametrize(("hip", "expected"), [((0.5, 0.5), 0.0), ((0.5, 0.53), 5.0), ((0.5, 0.45), -8.3)])
def test_f17_in_a_plank(hip: tuple[float, float], expected: float) -> None:
    plank = _points({L.LEFT_SHOULDER: (0.2, 0.5), L.LEFT_HIP: hip, L.LEFT_ANKLE: (0.8, 0.5)})
    assert MEASURES["hip_sag"].read(plank)[0] == pytest.approx(expected, abs=0.1)


def test_f17_leaning_on_a_wall_is_measured_square_to_the_line() -> None:
    """Feet at the left, shoulders at the upper right; the hip 5 % of the line in front of it."""
    lean = _points({L.LEFT_SHOULDER: (0.6, 0.2), L.LEFT_HIP: (0.54, 0.53), L.LEFT_ANKLE: (0.4, 0.8)})
    line = (0.2, -0.6)
    across = (0.14 * line[1] + 0.27 * line[0]) / math.hypot(*line) ** 2 * 100
    assert MEASURES["hip_sag"].read(lean)[0] == pytest.approx(abs(across), abs=0.1)
