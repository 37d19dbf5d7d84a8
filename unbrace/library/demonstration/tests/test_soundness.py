"""All demonstrations, moment by moment, are such as a body can do; and the check sees when one is not."""

from pathlib import Path

import pytest

from unbrace.library.demonstration.build import EXERCISES, TESTS
from unbrace.library.demonstration.file import NAME, Demonstration, read_demonstration
from unbrace.library.demonstration.frames import Film
from unbrace.library.demonstration.soundness import inspect, inspected, moments

FILES = [path for shelf in (EXERCISES, TESTS) for path in sorted(shelf.glob(f"*/{NAME}"))]
IDS = ["/".join(path.parent.parts[-2:]) for path in FILES]
SEEN: dict[str, int] = {}


def read(path: Path) -> Demonstration:
    return read_demonstration(path, f"{path.parent.name}/{NAME}")


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_every_moment_is_one_that_a_body_can_do(path: Path) -> None:
    report = inspect(read(path))
    SEEN["/".join(path.parent.parts[-2:])] = report.moments
    assert report.findings == []


def test_all_of_them_were_looked_at() -> None:
    if set(SEEN) != set(IDS):
        pytest.skip("only some demonstrations were asked for")
    print(f"{sum(SEEN.values())} moments of {len(SEEN)} demonstrations")
    assert len(SEEN) == 127  # 100 exercises, and 27 of 33 tests of function
    assert sum(SEEN.values()) > 1_500
    assert min(SEEN.values()) >= 9


FAULTS = {
    "a chair that is not there": (
        "squat",
        ("props: [{chair: behind}]", "props: [{chair: behind, forward: 40}]"),
        "is inside the",
    ),
    "a body in the air": ("squat", ("  start: {", "  start: {height: 9, "), "the feet rests on nothing"),
    "a body in the floor": ("clam", ("body_tip: -5", "body_tip: -5\n    height: -6"), "under the floor"),
    "hands that do not reach": (
        "one-arm-row",
        ("hip_flexion: 106, knee_flexion: 76", "hip_flexion: 60, knee_flexion: 30"),
        "the left hand should rest (seat)",
    ),
    "a wrist no body has": (
        "push-up-plus",
        ("shoulder_elevation: 100", "shoulder_elevation: 50"),
        "wrist of",
    ),
    "an arm through the chest": (
        "arm-lift",
        ("  start: {}", "  start: {shoulder_elevation: -40, shoulder_plane: 90}"),
        "goes through",
    ),
    "legs through each other": (
        "knee-rolls",
        ("hip_abduction: -6", "hip_abduction: -16"),
        "goes through",
    ),
    "a back in the air": (
        "pelvic-tilt",
        ("neck_flexion: 4", "neck_flexion: -40"),
        "the trunk rests on nothing",
    ),
}

FAULTS_OF_TESTS = {
    "feet that are said to hang and stand": (
        "hip-rotation",
        ("{height: 22, foot: free, ", "{height: 3, foot: free, "),
        "said to hang",
    ),
    "nothing to sit on": (
        "hip-rotation",
        ("props: [{bench: under}]", "props: []"),
        "the seat rests on nothing",
    ),
    "feet in the air from a chair": (
        "hip-rotation",
        ("props: [{bench: under}]", "props: [{chair: under}]"),
        "the feet rests on nothing",
    ),
    "legs over a bench": (
        "sorensen",
        ("{bench: under_legs}", "{bench: under_legs, up: -9}"),
        "rests on nothing",
    ),
    "a chair too far for the hands": (
        "sorensen",
        ("right: 18, forward: 17", "right: 18, forward: 40"),
        "hand should rest (seat)",
    ),
}


@pytest.mark.parametrize(
    ("shelf", "fault"),
    [(EXERCISES, fault) for fault in FAULTS] + [(TESTS, fault) for fault in FAULTS_OF_TESTS],
)
def test_a_sown_fault_is_seen(shelf: Path, fault: str, tmp_path: Path) -> None:
    exercise, (right, wrong), said = (FAULTS if shelf is EXERCISES else FAULTS_OF_TESTS)[fault]
    text = (shelf / exercise / NAME).read_text("utf-8")
    assert right in text, "the fault is sown nowhere; choose another line"
    path = tmp_path / exercise / NAME
    path.parent.mkdir()
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    findings = inspect(read(path)).findings
    assert any(said in finding for finding in findings), findings[:5]


def test_a_jump_between_two_moments_is_seen() -> None:
    lifted = Film(read(EXERCISES / "arm-lift" / NAME))
    steps = list(moments(lifted))
    assert any("jumps" in finding for finding in inspected(lifted, [steps[0], steps[-1]]).findings)
