"""Other people's skeletons: which joint is which, which way is up, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from unbrace.library.recordings import RecordingError
from unbrace.library.skeletons import SKELETONS
from unbrace.library.skeletons.depth import needs_depth, without_depth
from unbrace.library.skeletons.kinect2 import KINECT2
from unbrace.library.skeletons.recording import read_skeleton
from unbrace.library.skeletons.skeleton import Skeleton
from unbrace.library.skeletons.steadied import steadied
from unbrace.motion.body import Body
from unbrace.motion.landmarks import POINTS, Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Movement, movement_from_json
from unbrace.motion.tests.replay import movement_of

np = pytest.importorskip("numpy")

STANDING = {
    L.LEFT_SHOULDER: (0.2, 1.4), L.RIGHT_SHOULDER: (-0.2, 1.4), L.LEFT_ELBOW: (0.25, 1.1), L.RIGHT_ELBOW: (-0.25, 1.1),
    L.LEFT_WRIST: (0.25, 0.85), L.RIGHT_WRIST: (-0.25, 0.85), L.LEFT_HIP: (0.1, 0.9), L.RIGHT_HIP: (-0.1, 0.9),
    L.LEFT_KNEE: (0.1, 0.5), L.RIGHT_KNEE: (-0.1, 0.5), L.LEFT_ANKLE: (0.1, 0.1), L.RIGHT_ANKLE: (-0.1, 0.1),
    L.LEFT_TOES: (0.12, 0.05), L.RIGHT_TOES: (-0.12, 0.05), L.NOSE: (0.0, 1.6), L.LEFT_EAR: (0.08, 1.62),
    L.RIGHT_EAR: (-0.08, 1.62), L.LEFT_HEEL: (0.1, 0.04), L.RIGHT_HEEL: (-0.1, 0.04),
}  # fmt: skip
"""Metres to the person's own left and up from the floor; the person faces the camera."""


def joints_of(skeleton: Skeleton) -> list[list[float]]:
    """The standing person in this skeleton's own axes: 3 m before the camera, or 100 pixels a metre."""
    joints = [[math.nan] * (3 if skeleton.has_depth else 2)] * skeleton.joints
    for landmark, joint in skeleton.landmarks.items():
        left, up = STANDING[L(landmark)]
        # Kinect's x grows to the sensor's left, which is the right of a person who faces it
        joints[joint] = [-left, up - 1.0, 3.0] if skeleton.has_depth else [320 + 100 * left, 400 - 100 * up]
    return joints


def body_of(skeleton: Skeleton, joints: list[list[float]]) -> Body:
    size = None if skeleton.has_depth else (640.0, 480.0)
    return Body(skeleton.frame(0.0, joints, [1.0] * skeleton.joints, size))


@pytest.fixture(params=list(SKELETONS))
def skeleton(request: pytest.FixtureRequest) -> Skeleton:
    return SKELETONS[request.param]


def test_somebody_who_faces_the_camera_has_their_left_on_the_right_of_the_picture(skeleton: Skeleton) -> None:
    body = body_of(skeleton, joints_of(skeleton))
    for points in (body.picture, body.world):
        assert points[L.LEFT_SHOULDER][0] > points[L.RIGHT_SHOULDER][0]
        assert points[L.LEFT_SHOULDER][1] < points[L.LEFT_HIP][1] < points[L.LEFT_ANKLE][1], (
            "y grows downwards"
        )
    assert MEASURES["knee_flexion"].read(body) == pytest.approx((0, 0), abs=1e-6)


def test_what_a_skeleton_lacks_is_not_seen(skeleton: Skeleton) -> None:
    body = body_of(skeleton, joints_of(skeleton))
    assert {point for point in range(POINTS) if body.sees(point)} == set(skeleton.landmarks)
    assert all(math.isfinite(number) for point in (*body.picture, *body.world) for number in point)
    has_ears = L.LEFT_EAR in skeleton.landmarks
    assert (MEASURES["ear_shoulder_angle"].read(body)[0] is not None) is has_ears


@pytest.mark.parametrize("lost", [math.nan, math.inf])
def test_a_joint_that_was_not_found_is_not_seen(skeleton: Skeleton, lost: float) -> None:
    joints = joints_of(skeleton)
    joints[skeleton.landmarks[L.LEFT_KNEE]] = [lost] * len(joints[0])
    body = body_of(skeleton, joints)
    assert not body.sees(L.LEFT_KNEE)
    assert MEASURES["knee_flexion"].read(body)[0] is None
    assert MEASURES["knee_flexion"].read(body)[1] == pytest.approx(0, abs=1e-6)


def test_a_far_side_that_was_not_found_does_not_shrink_the_trunk() -> None:
    joints = joints_of(KINECT2)
    whole = body_of(KINECT2, joints)
    for landmark in (L.RIGHT_HIP, L.RIGHT_SHOULDER):
        joints[KINECT2.landmarks[landmark]] = [math.nan] * 3
    half = body_of(KINECT2, joints)
    for pair in ((L.LEFT_HIP, L.RIGHT_HIP), (L.LEFT_SHOULDER, L.RIGHT_SHOULDER)):
        assert half.flat(*pair)[1] == pytest.approx(whole.flat(*pair)[1])


def test_without_hips_there_is_nobody(skeleton: Skeleton) -> None:
    joints = joints_of(skeleton)
    for landmark in (L.LEFT_HIP, L.RIGHT_HIP):
        joints[skeleton.landmarks[landmark]] = [math.nan] * len(joints[0])
    size = None if skeleton.has_depth else (640.0, 480.0)
    assert not skeleton.frame(0.0, joints, [1.0] * skeleton.joints, size).is_somebody


def test_openpose_says_not_found_with_zeros() -> None:
    joints = joints_of(SKELETONS["openpose25"])
    joints[SKELETONS["openpose25"].landmarks[L.LEFT_WRIST]] = [0.0, 0.0]
    assert not body_of(SKELETONS["openpose25"], joints).sees(L.LEFT_WRIST)


def test_the_kinects_depth_tells_which_way_somebody_turned() -> None:
    """Left shoulder back and right shoulder forward is a turn to the left, +."""
    joints = joints_of(KINECT2)
    joints[KINECT2.landmarks[L.LEFT_SHOULDER]][2] += 0.1
    joints[KINECT2.landmarks[L.RIGHT_SHOULDER]][2] -= 0.1
    turned = MEASURES["trunk_rotation"].read(body_of(KINECT2, joints))[0]
    assert turned == pytest.approx(math.degrees(math.atan2(0.1, 0.2)), abs=1e-6)


# --- what a flat skeleton cannot tell ----------------------------------------------------------------------------


def test_measures_that_need_depth_are_found_out() -> None:
    deep = {name for name in MEASURES if needs_depth(name)}
    assert {"elbow_flexion", "shoulder_elevation", "trunk_inclination", "trunk_rotation"} <= deep
    assert not deep & {"knee_flexion", "leg_fold", "arm_raise", "trunk_tilt", "hip_sag", "ear_shoulder_angle"}


def changed(movement: Movement, **block: Any) -> Movement:
    return movement_from_json({**movement.to_json(), **block})


def test_a_flat_skeleton_leaves_out_what_it_cannot_show() -> None:
    arm_lift, said = without_depth(movement_of("arm-lift"))
    assert "f_elbow_bend" not in {str(fault.id) for fault in arm_lift.faults}
    assert said == ["f_elbow_bend needs depth and is not looked for"]
    squat = changed(
        movement_of("squat"),
        range={**movement_of("squat").to_json()["range"], "measure": "trunk_inclination"},
    )
    flat, said = without_depth(squat)
    assert flat.range is None
    assert said == ["trunk inclination needs depth and is not reported"]


def test_a_movement_counted_in_depth_is_refused() -> None:
    turning = changed(
        movement_of("squat"),
        counting={**movement_of("squat").to_json()["counting"], "measure": "trunk_rotation"},
    )
    with pytest.raises(ValueError, match="counted by trunk rotation, which needs depth"):
        without_depth(turning)


# --- feet that tremble -------------------------------------------------------------------------------------------


def trembling() -> list[Frame]:
    """A second of somebody who stands still, whose left ankle is a foot higher in every fifth frame."""
    frames = []
    for k in range(30):
        joints = joints_of(KINECT2)
        joints[KINECT2.landmarks[L.LEFT_ANKLE]][1] += 0.3 * (k % 5 == 4)
        frames.append(KINECT2.frame(1000 * k / 30, joints, [1.0] * 25))
    return frames


def ankle_heights(frames: Iterable[Frame]) -> set[float]:
    return {round(frame.image[L.LEFT_ANKLE][1], 6) for frame in frames if frame.image}


def test_feet_that_stay_are_held() -> None:
    assert len(ankle_heights(trembling())) == 2
    assert len(ankle_heights(steadied(trembling(), KINECT2, movement_of("squat")))) == 1


def test_feet_that_move_in_the_exercise_are_left_alone() -> None:
    stepping = changed(movement_of("squat"), stays=[])
    assert list(steadied(trembling(), KINECT2, stepping)) == trembling()


def test_nobody_is_passed_over() -> None:
    frames = [*trembling()[:10], Frame.nobody(400.0), *trembling()[20:]]
    assert [frame.is_somebody for frame in steadied(frames, KINECT2, movement_of("squat"))].count(False) == 1


# --- recordings --------------------------------------------------------------------------------------------------


def saved(folder: Path, **changed: Any) -> Path:
    whole = {"t": np.array([0.0, 0.5, 1.0]), "joints": np.array([joints_of(KINECT2)] * 3)}
    path = folder / "people.npz"
    np.savez(path, **{name: array for name, array in {**whole, **changed}.items() if array is not None})
    return path


def test_a_recording_is_read_moment_by_moment(tmp_path: Path) -> None:
    frames = list(read_skeleton(saved(tmp_path), KINECT2).frames())
    assert [frame.t_ms for frame in frames] == [0, 500, 1000]
    assert frames[1].world == body_of(KINECT2, joints_of(KINECT2)).world


def test_evenly_spaced_moments_need_no_times(tmp_path: Path) -> None:
    recording = read_skeleton(saved(tmp_path, t=None, fps=np.array(30)), KINECT2)
    assert [frame.t_ms for frame in recording.frames()] == pytest.approx([0, 100 / 3, 200 / 3])
    assert recording.duration_ms == pytest.approx(200 / 3)


def test_confidence_becomes_visibility(tmp_path: Path) -> None:
    sure = np.full((3, 25), 0.5)
    sure[1] = 0
    seen = [frame.visibility for frame in read_skeleton(saved(tmp_path, confidence=sure), KINECT2).frames()]
    assert seen[0] is not None
    assert seen[0][L.LEFT_HIP] == 0.5
    assert seen[0][L.LEFT_HEEL] == 0
    assert seen[1] is None


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("kinect2", {"joints": None}, "has no joints"),
        ("kinect2", {"joints": np.zeros((3, 22, 3))}, "(N, 25, 3), in metres; these are (3, 22, 3)"),
        ("kinect2", {"joints": np.zeros((3, 25, 2))}, "(N, 25, 3), in metres"),
        ("kinect2", {"joints": np.zeros((25, 3))}, "(N, 25, 3), in metres"),
        ("kinect2", {"joints": np.zeros((0, 25, 3)), "t": np.zeros(0)}, "the recording is empty"),
        ("kinect2", {"t": np.zeros(2)}, "t must have the shape (N)"),
        ("kinect2", {"t": np.array([0, np.nan, 1])}, "not a time"),
        ("kinect2", {"t": None}, "needs t, seconds for each moment, or fps"),
        ("kinect2", {"t": None, "fps": np.array(0)}, "needs t, seconds for each moment, or fps"),
        ("kinect2", {"confidence": np.ones((3, 24))}, "confidence must have the shape (N, 25)"),
        ("kinect2", {"confidence": np.full((3, 25), 2.0)}, "confidence must lie between 0 and 1"),
        ("openpose25", {"joints": np.zeros((3, 25, 3))}, "(N, 25, 2), in pixels"),
        ("coco17", {"joints": np.zeros((3, 17, 2))}, "need size"),
        ("coco17", {"joints": np.zeros((3, 17, 2)), "size": np.array([640, 0])}, "both above 0"),
        ("coco17", {"joints": np.zeros((3, 17, 2)), "size": np.array(640)}, "need size"),
        ("kinect2", {"joints": np.array(["a"])}, "not a recording"),
        ("kinect2", {"joints": np.array([{}], dtype=object)}, "not a recording"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, name: str, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(RecordingError) as refusal:
        read_skeleton(saved(tmp_path, **changes), SKELETONS[name])
    assert said in str(refusal.value)
    assert "people.npz" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_what_is_no_npz_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.npz"
    path.write_bytes(b"just words")
    with pytest.raises(RecordingError, match="not a recording"):
        read_skeleton(path, KINECT2)
