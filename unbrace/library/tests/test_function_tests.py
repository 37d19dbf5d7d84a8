"""The tests of function that ship, and everything the shelf refuses with the exact words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from unbrace.library.errors import ContentErrors
from unbrace.library.function_tests import Counted, FunctionTest, FunctionTests, Looks, load_function_tests
from unbrace.library.function_tests.shelf import ROOT
from unbrace.library.recordings import read_recording
from unbrace.motion.protocol import Lasts
from unbrace.motion.trial import FunctionTestResult, TrialSession

TESTS = load_function_tests()
RENDERED = Path(__file__).parents[4] / "shared" / "data" / "synthetic"


# --- what ships -----------------------------------------------------------------------------------------------------


def test_most_are_by_camera_and_all_can_be_done_without() -> None:
    assert len(TESTS) >= 26
    assert sum(test.counted is Counted.CAMERA for test in TESTS) >= 20
    assert {test.looks_at for test in TESTS} == set(Looks)
    assert all(test.without_camera.how and test.stop and test.source for test in TESTS)


def test_nothing_is_signed_yet_and_the_shelf_says_so() -> None:
    assert TESTS.draft
    assert [test.id for test in TESTS if test.reviewed_by] == []


def test_breathing_is_never_read_by_a_camera() -> None:
    """A camera gives a rate even for somebody who does not breathe."""
    breathing = [test for test in TESTS if test.looks_at is Looks.BREATHING]
    assert len(breathing) >= 4
    assert all(test.counted is Counted.BY_HAND and test.timer_s for test in breathing)


def test_nobody_hangs_over_an_edge_alone() -> None:
    assert TESTS["sorensen"].company == "video_visit"


@pytest.mark.parametrize("test", ["sorensen", "prone-plank"])
def test_brittle_bones_are_not_held_against_gravity(test: str) -> None:
    assert "osteoporosis" in TESTS[test].not_with


@pytest.mark.parametrize(
    ("test", "cap"),
    [
        ("sorensen", 240),
        ("chest-lift-hold", 120),
        ("prone-plank", 180),
        ("side-bridge", 120),
        ("deep-neck-flexor-hold", 60),
        ("chair-stand-30s", 30),
        ("single-leg-stance", 45),
    ],
)
def test_the_longest_times_are_the_protocols(test: str, cap: float) -> None:
    protocol = TESTS[test].protocol
    assert protocol is not None
    assert protocol.seconds == cap


def test_a_timed_hold_has_the_same_bound_by_hand() -> None:
    for test in TESTS:
        if test.protocol and test.protocol.lasts is Lasts.HOLD:
            assert test.without_camera.highest == test.protocol.seconds, test.id


def test_who_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean 'prone-plank'"):
        TESTS["prone-plonk"]
    assert "prone-plank" in TESTS
    assert "squat" not in TESTS


def test_a_signature_does_not_change_the_fingerprint_and_a_threshold_does(shelf: Path) -> None:
    before = load_function_tests(shelf)["neck-flexion"].content_hash
    file = shelf / "neck-flexion" / "test.yaml"
    file.write_text(file.read_text().replace("reviewed_by: null", "reviewed_by: A. Reviewer, PT"))
    assert load_function_tests(shelf)["neck-flexion"].content_hash == before
    file.write_text(file.read_text().replace("enter_at_degrees: 15}", "enter_at_degrees: 16}"))
    assert load_function_tests(shelf)["neck-flexion"].content_hash != before


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name in ("neck-flexion", "prone-plank", "resting-breathing-rate"):
        shutil.copytree(ROOT / name, tmp_path / "tests_of_function" / name)
    return tmp_path / "tests_of_function"


REFUSED: dict[str, tuple[str, str, str, str]] = {
    # what: (folder, this, becomes, what is said)
    "an entry that nobody knows": (
        "neck-flexion", "purpose: How", "purposes: How",
        "purposes: unknown entry; did you mean 'purpose'?",
    ),
    "no way without a camera": (
        "neck-flexion", "  by: helper\n", "",
        "without_camera.by: missing; add it: person, helper or therapist",
    ),
    "a camera test without a protocol": (
        "resting-breathing-rate", "counted: by_hand", "counted: camera",
        "counted: is camera, but protocol is missing; add it, or write by_hand",
    ),
    "a protocol that nobody runs": (
        "neck-flexion", "counted: camera", "counted: by_hand",
        "protocol: is for the camera; remove it, or write counted: camera",
    ),
    "a clock beside the camera's": (
        "neck-flexion", "stop:\n", "timer_s: 30\nstop:\n",
        "timer_s: is for tests counted by hand; the protocol has its own seconds",
    ),
    "words and camera at odds": (
        "neck-flexion", "  from: side", "  from: front",
        "view.from: is front, but the camera needs side; make them one",
    ),
    "a band from a view nobody stands in": (
        "neck-flexion", "error_band: {side: 10}", "error_band: {side: 10, front: 10}",
        "protocol.values[0].error_band.front: is no view of movement.counts_from; remove it, or add it there",
    ),
    "no band from the view it asks for": (
        "neck-flexion", "error_band: {side: 10}", "error_band: {front: 10}",
        "protocol.values: the first needs an error band from the side",
    ),
    "a camera that is never off": (
        "neck-flexion", "error_band: {side: 10}", "error_band: {side: 0}",
        "protocol.values[0].error_band: every camera is a little off; write a number above 0",
    ),
    "a measure that is none": (
        "neck-flexion", "take: most, direction", "take: must, direction",
        "protocol.values[0].take: 'must' cannot be chosen here; did you mean 'most'?",
    ),
    "a flag spelt otherwise": (
        "neck-flexion", "upper_neck", "uper_neck",
        "not_with[1]: 'uper_neck' is not a flag of cautions.yaml; did you mean 'upper_neck'?",
    ),
    "endurance without its two": (
        "prone-plank", "cardio, ", "",
        "not_with: does not name cardio; endurance is not tested with it, so add it",
    ),
    "an impairment without a rule": (
        "prone-plank", "[trunk_flexor_endurance_deficit]", "[trunk_flexor_endurance]",
        "points_to[0]: 'trunk_flexor_endurance' is no impairment with a rule; "
        "did you mean 'trunk_flexor_endurance_deficit'?",
    ),
    "bounds the wrong way round": (
        "prone-plank", "  lowest: 0", "  lowest: 200",
        "without_camera.lowest: is not below highest; put the smaller number first",
    ),
    "a number by hand that is never off": (
        "prone-plank", "  error_band: 5", "  error_band: 0",
        "without_camera.error_band: is 0 for a yes or no and above 0 for every number; correct it",
    ),
    "a hold with nothing to hold": (
        "prone-plank",
        "  keeps:\n    - {measure: hip_sag, at_least: -6, at_most: 6}\n"
        "    - {measure: hip_lift, at_least: 5.5}          # off the floor\n",
        "", "protocol.keeps: say what has to be kept",
    ),
    "a hold without an end": (
        "prone-plank", "  seconds: 180\n", "", "protocol.seconds: must be above 0 and at most 900",
    ),
    "a hold that counts": (
        "prone-plank", "lasts: hold", "lasts: return",
        "protocol.lasts: return needs a movement of kind repetitions",
    ),
    "a place that is nowhere": (
        "prone-plank", "at_least: -6, at_most: 6", "at_least: 6, at_most: -6",
        "protocol.keeps[0].at_least: must be below at_most",
    ),
    "no picture and no reason": (
        "resting-breathing-rate",
        'no_picture: "Nothing moves that a figure could show: somebody sits, breathes and counts."\n',
        "",
        "picture_texts: is missing; say what the pictures show, or in no_picture why there are none",
    ),
    "pictures and a reason for none": (
        "neck-flexion", "picture_texts:\n", "no_picture: No.\npicture_texts:\n",
        "no_picture: stands beside picture_texts; remove one of them",
    ),
    "words that scold": (
        "prone-plank", "You want to stop. Stopping", "Your core is weak. Stopping",
        "stop[2]: says 'weak'; say it in a way that neither scolds nor alarms",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_says_file_place_and_remedy(what: str, shelf: Path) -> None:
    folder, this, becomes, says = REFUSED[what]
    file = shelf / folder / "test.yaml"
    text = file.read_text()
    assert text.count(this) == 1, "the case must change exactly one place"
    file.write_text(text.replace(this, becomes))
    with pytest.raises(ContentErrors) as caught:
        load_function_tests(shelf)
    said = [str(error).partition(" (line")[0] for error in caught.value.errors]
    assert f"{folder}/test.yaml: {says}" in said


def test_a_turn_by_one_camera_is_screening_with_a_wide_band(shelf: Path) -> None:
    shutil.copytree(ROOT / "neck-rotation", shelf / "neck-rotation")
    file = shelf / "neck-rotation" / "test.yaml"
    text = file.read_text().replace("screening_only: true", "screening_only: false")
    file.write_text(text.replace("{front: 30}", "{front: 10}"))
    with pytest.raises(ContentErrors) as caught:
        load_function_tests(shelf)
    assert [error.remedy for error in caught.value.errors] == [
        "is 10; one camera sees a turn to 20 degrees at best",
        "is false, but one camera can only screen a turn; write true",
    ]


def test_a_stray_file_an_odd_folder_and_a_missing_test_are_named(shelf: Path) -> None:
    (shelf / "neck-flexion" / "notes.txt").write_text("x")
    (shelf / "Prone Plank").mkdir()
    with pytest.raises(ContentErrors) as caught:
        load_function_tests(shelf)
    assert [str(error) for error in caught.value.errors] == [
        "Prone Plank: is not a folder name; use small letters and hyphens, such as neck-rotation",
        "Prone Plank/test.yaml: is missing; add the file",
        "neck-flexion/notes.txt: does not belong here; only test.yaml, demonstration.yaml and the pictures drawn from "
        "it do",
    ]


def test_pictures_that_nobody_drew_and_strays_are_named(shelf: Path) -> None:
    (shelf / "neck-flexion" / "end.webp").unlink()
    (shelf / "prone-plank" / "demonstration.yaml").write_text("poses: {start: {knee_flexion: 200}, end: {}}")
    shutil.copy(shelf / "prone-plank" / "start.webp", shelf / "resting-breathing-rate" / "start.webp")
    with pytest.raises(ContentErrors) as caught:
        load_function_tests(shelf)
    assert [str(error).partition(" (line")[0] for error in caught.value.errors] == [
        "neck-flexion/end.webp: is missing; draw it with `make stills`",
        "prone-plank/demonstration.yaml: poses.start.knee_flexion: 200 is beyond -5 to 165: the knee bent",
        "resting-breathing-rate/start.webp: is here though no_picture says why there is none",
    ]


def test_what_is_shown_belongs_to_the_fingerprint(shelf: Path) -> None:
    before = load_function_tests(shelf)["neck-flexion"].content_hash
    file = shelf / "neck-flexion" / "demonstration.yaml"
    file.write_text(file.read_text().replace("neck_flexion: 44", "neck_flexion: 40"))
    assert load_function_tests(shelf)["neck-flexion"].content_hash != before


def test_an_empty_shelf_is_not_a_shelf(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match=r"holds no test; add a folder with a test\.yaml"):
        load_function_tests(tmp_path)


# --- rendered people whose angles are known -------------------------------------------------------------------------

Row = tuple[str, str, str, str, int]
KNOWN: tuple[Row, ...] = (
    # clip, test, value, the rig's angle, trials at least
    ("arm_lift-lean_back-y075-m_middle_avg", "shoulder-flexion", "elevation", "shoulder_elevation_*", 4),
    ("wall_angel-correct-y000-f_middle_heavy", "wall-angel-reach", "elevation", "=shoulder_elevation_*", 10),
    ("wall_angel-half-y000-m_old_slim", "wall-angel-reach", "elevation", "=shoulder_elevation_*", 8),
    ("standing_side_bend-correct-y000-m_old_slim", "side-bend", "side bend", "trunk_lateral_tilt", 4),
    ("standing_side_bend-twist-y000-f_middle_heavy", "side-bend", "side bend", "trunk_lateral_tilt", 4),
    ("lateral_trunk_tilt-correct-y000-m_middle_avg", "side-bend", "side bend", "trunk_lateral_tilt", 6),
    (
        "seated_thoracic_rotation-correct-y000-f_young_slim", "seated-thoracic-rotation", "rotation",
        "trunk_rotation", 4,
    ),
    ("trunk_rotation-correct-y000-m_young_muscular", "seated-thoracic-rotation", "rotation", "trunk_rotation", 6),
    ("squat-correct-y090-f_middle_heavy", "five-squats", "knee bend", "knee_flexion_L", 4),
    ("squat-trunk_lean-y080-m_young_muscular", "five-squats", "knee bend", "knee_flexion_L", 4),
    ("hip_hinge-correct-y090-m_middle_avg", "hip-hinge", "hip bend", "hip_flexion_L", 4),
    ("hip_hinge-bent_knees-y075-f_young_slim", "hip-hinge", "hip bend", "hip_flexion_L", 4),
    ("hip_hinge-rounded_back-y090-m_old_slim", "hip-hinge", "hip bend", "hip_flexion_L", 4),
    ("hip_hinge-correct-y090-m_middle_avg", "forward-bend", "trunk tilt", "trunk_forward_lean", 4),
    ("hip_hinge-rounded_back-y090-m_old_slim", "forward-bend", "trunk tilt", "trunk_forward_lean", 4),
    ("box_lift-stooped-y090-m_middle_avg", "box-lift", "hip bend", "hip_flexion_L", 3),
    ("box_lift-stooped-y090-m_middle_avg", "box-lift", "trunk tilt", "trunk_forward_lean", 3),
    ("box_lift-correct-y075-m_young_muscular", "box-lift", "hip bend", "hip_flexion_L", 3),
    ("box_lift-correct-y075-m_young_muscular", "box-lift", "trunk tilt", "trunk_forward_lean", 3),
)  # fmt: skip


def performed(clip: str, test: FunctionTest, model: Any = "full") -> FunctionTestResult:
    if not RENDERED.exists():
        pytest.skip("the rendered clips are not beside the project")
    assert test.protocol is not None
    session, last = TrialSession(test.protocol, framing="advise"), 0.0
    for frame in read_recording(RENDERED / f"{clip}.npz", model).frames():
        session.receive(frame)
        last = frame.t_ms
    session.finish(last)
    return session.result()


def rig_angle(clip: str, angle: str, side: str, span_ms: tuple[float, float]) -> float:
    """The largest angle of the rig in a stretch, as change from the quiet half second before the first repetition."""
    truth = json.loads((RENDERED / f"{clip}.truth.json").read_text())
    fps, head = truth["fps"], truth["head_frames"]
    name = angle.removeprefix("=").replace("*", "R" if side == "right" else "L")
    sign = -1 if side == "right" and name.startswith("trunk") else 1
    course = [sign * value for value in truth["angles"][name]]
    first, last = (int(t_ms / 1000 * fps) for t_ms in span_ms)
    quiet = sorted(course[max(0, head - fps // 2) : head])
    start = 0.0 if angle.startswith("=") else quiet[len(quiet) // 2]
    return float(max(course[first : last + 1]) - start)


@pytest.mark.parametrize("model", ["full", "lite"])
@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row[0].rsplit('-', 1)[0]}-{row[2]}")
def test_every_rendered_trial_is_within_its_band_of_the_rig(row: Row, model: str) -> None:
    clip, test, name, angle, least = row
    result = performed(clip, TESTS[test], model)
    assert len(result.trials) >= least
    for trial in result.trials:
        (reading,) = [one for one in trial.readings if one.name == name]
        truth = rig_angle(clip, angle, trial.side, (trial.start_ms, trial.end_ms))
        assert reading.value is not None, reading.reason
        assert reading.error_band is not None
        assert abs(reading.value - truth) <= reading.error_band, (trial.number, reading.value, truth)


@pytest.mark.parametrize(
    ("clip", "at_least"),
    [
        ("sit_to_stand-correct-y090-f_middle_heavy", 3),
        ("sit_to_stand-incomplete_stand-y075-m_middle_avg", 0),
    ],
)
def test_rendered_stands_are_told_from_half_ones(clip: str, at_least: int) -> None:
    """Too short for half a minute, so no result; but the stands until then are the rig's."""
    (reading,) = performed(clip, TESTS["chair-stand-30s"]).trials[0].readings
    assert (reading.value, reading.reason, reading.at_least) == (None, "too_short", at_least)


@pytest.mark.parametrize(
    ("clip", "test"),
    [
        ("squat-correct-y045-f_young_slim", "five-squats"),
        ("sit_to_stand-correct-y060-m_old_slim", "chair-stand-30s"),
        ("hip_hinge-correct-y000-m_young_muscular", "hip-hinge"),
    ],
)
def test_from_half_the_side_there_is_no_number_and_a_hint(clip: str, test: str) -> None:
    result = performed(clip, TESTS[test])
    assert not result.trials
    assert all(one.value is None for one in result.scores)
    assert "turn_side_on" in result.hints


def test_the_shelf_is_sorted_by_what_is_looked_at() -> None:
    assert isinstance(TESTS, FunctionTests)
    order = [list(Looks).index(test.looks_at) for test in TESTS]
    assert order == sorted(order)
