"""Recorded people: every published case, every rendered clip with known truth, and KIMORE's patients.

The published cases always run. The larger collections lie beside the project and are skipped where they are not there;
the second holds clinical data and must never be shipped.
"""

from __future__ import annotations

import csv
import json
import statistics
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from unbrace.motion.events import FaultSeen, RepCompleted
from unbrace.motion.faults import SPOKEN_FROM
from unbrace.motion.landmarks import Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.tests.replay import cases, counts, movement_of, play, read

BESIDE = Path(__file__).parents[4] / "shared" / "data"
RENDERED, KIMORE = BESIDE / "synthetic", BESIDE / "motion" / "kimore"
EXERCISES = {
    "arm_lift": "arm-lift",
    "bird_dog": "bird-dog",
    "box_lift": "floor-to-table-lift",
    "cat_cow": "cat-camel",
    "chin_tuck": "chin-glide-back",
    "glute_bridge": "glute-bridge",
    "hip_hinge": "hip-hinge-to-wall",
    "lateral_trunk_tilt": "lateral-trunk-tilt",
    "open_book": "open-book",
    "prone_press_up": "press-up-hips-down",
    "seated_thoracic_rotation": "desk-seated-turn",
    "shoulder_shrug": "shrug-with-weights",
    "sit_to_stand": "sit-to-stand-standard",
    "squat": "squat",
    "standing_side_bend": "standing-side-bend",
    "trunk_rotation": "trunk-rotation",
    "wall_angel": "wall-angel",
}
NOT_THE_MOVEMENT = ("chin_tuck-nod_instead",)
"""A nod is no glide and makes no full repetition; that it was one is said all the same."""

REFUSED = ("glute_bridge-correct-y010", "hip_hinge-correct-y000")
"""Where the signal hides from this view, the picture is refused: zero, and a hint to turn."""

LABELLED: dict[str, str] = {
    "arm_lift-lean_back": "f_trunk_lean",
    "arm_lift-low": "f_range",
    "chin_tuck-nod_instead": "f_nod",
    "glute_bridge-half_range": "f_range",
    "hip_hinge-bent_knees": "f_knee_bend",
    "shoulder_shrug-one_sided": "f_shoulder_line",
    "squat-knees_in": "f_knee_in",
    "squat-shallow": "f_range",
    "squat-trunk_lean": "f_trunk_lean",
    "trunk_rotation-hips_turn": "f_rot_pelvis",
}
"""Variant and the fault of the catalogue that it shows and its exercise looks for. The others show nothing that an
exercise coaches (a round back, a stooped lift, a bend that leans forward) or that a camera can tell (a pelvis that
turns under a bird-dog), or are only smaller and therefore partial."""


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parts[-3]}-{path.name.split('.')[0]}")
def test_a_published_case_gives_what_it_must_in_front_of_a_camera_too(case: Path) -> None:
    """As in a live set, where the picture has to be good first; as a recording they are replayed by the library."""
    header, frames = read(case)
    session, _ = play(movement_of(case.parts[-3]), map(Frame.from_floats, frames))
    expected = header["expect"]
    assert counts(session) == (expected["full"], expected["partial"])
    assert set(expected.get("faults", ())) <= {fault.fault for fault in session.result().faults}


def test_there_are_cases_for_every_exercise() -> None:
    assert {case.parts[-3] for case in cases()} >= set(EXERCISES.values())


# --- rendered people, truth known --------------------------------------------------------------------------------


@cache
def clips() -> list[Path]:
    return sorted(RENDERED.glob("*.npz"))


def _frames(clip: Path, model: str) -> list[Frame]:
    np = pytest.importorskip("numpy")
    width, height = _truth(clip)["size"]
    with np.load(clip) as arrays:
        kinds = ("img", "world", "vis")
        columns = [arrays["t"], *(arrays[f"{model}_{kind}"] for kind in kinds)]
    frames = []
    for t_s, image, world, visible in zip(*(column.astype(float) for column in columns), strict=True):
        if np.isfinite(image).all():
            pairs, triples = (tuple(map(tuple, a.tolist())) for a in (image[:, :2], world))
            frames.append(Frame(1000 * float(t_s), width / height, pairs, triples, tuple(visible.tolist())))
        else:
            frames.append(Frame.nobody(1000 * float(t_s), width / height))
    return frames


def _truth(clip: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(clip.with_suffix(".truth.json").read_text())
    return truth


def _model(clip: Path) -> str:
    """Half of the clips with each model: `make bench-motion` reads all with both."""
    return ("full", "lite")[clips().index(clip) % 2]


@pytest.mark.skipif(not RENDERED.exists(), reason=f"no rendered clips at {RENDERED}")
@pytest.mark.parametrize(
    "clip", [c for c in clips() if c.name.split("-")[0] in EXERCISES], ids=lambda c: c.stem
)
def test_a_rendered_set_is_counted_exactly_and_its_fault_is_named(clip: Path) -> None:
    truth, exercise = _truth(clip), EXERCISES[clip.name.split("-")[0]]
    session, _ = play(movement_of(exercise), _frames(clip, _model(clip)))
    expected = truth["counts"]
    full, partial = expected["full"], expected["partial"] + expected["half_range"]
    if clip.name.startswith(NOT_THE_MOVEMENT):
        assert counts(session)[0] == 0
    else:
        assert counts(session) == ((0, 0) if clip.name.startswith(REFUSED) else (full, partial))
    seen = {fault.fault for fault in session.result().faults}
    label = next((fault for variant, fault in LABELLED.items() if clip.name.startswith(variant)), None)
    assert label is None or label in seen


@pytest.mark.skipif(not RENDERED.exists(), reason=f"no rendered clips at {RENDERED}")
@pytest.mark.parametrize(
    "exercise", ["squat", "sit-to-stand-standard", "seated-forward-fold", "single-leg-stance"]
)
def test_somebody_who_sits_at_a_desk_does_nothing(exercise: str) -> None:
    for clip in (c for c in clips() if c.name.startswith("desk_sitting")):
        session, _ = play(movement_of(exercise), _frames(clip, "lite"), framing="advise")
        assert counts(session) == (0, 0)


@pytest.mark.skipif(not RENDERED.exists(), reason=f"no rendered clips at {RENDERED}")
def test_correct_repetitions_are_hardly_ever_corrected() -> None:
    """At most one spoken cue in ten correct repetitions, in the suited view. Pace is left out: the rendered people take
    1.2 to 1.7 seconds where the plan says three, so what is said about it is no mistake."""
    good = spoken = 0
    for clip in (c for c in clips() if "-correct-" in c.name and _truth(c)["view"]["suited"]):
        _, events = play(movement_of(EXERCISES[clip.name.split("-")[0]]), _frames(clip, _model(clip)))
        good += sum(isinstance(event, RepCompleted) for event in events)
        spoken += sum(
            isinstance(event, FaultSeen) and event.confidence >= SPOKEN_FROM and event.fault != "f_fast"
            for event in events
        )
    assert good > 60
    assert spoken <= good / 10


# --- KIMORE: 60 people before a depth camera ---------------------------------------------------------------------

_KINECT: dict[int, int] = {
    L.LEFT_SHOULDER: 4, L.LEFT_ELBOW: 5, L.LEFT_WRIST: 6, L.RIGHT_SHOULDER: 8, L.RIGHT_ELBOW: 9, L.RIGHT_WRIST: 10,
    L.LEFT_HIP: 12, L.LEFT_KNEE: 13, L.LEFT_ANKLE: 14, L.RIGHT_HIP: 16, L.RIGHT_KNEE: 17, L.RIGHT_ANKLE: 18,
    L.LEFT_HEEL: 14, L.RIGHT_HEEL: 18, L.LEFT_TOES: 15, L.RIGHT_TOES: 19,
}  # fmt: skip
_HEAD, _ANKLES = 3, (14, 18)


def _kinect_frames(places: Any) -> list[Frame]:
    """(N, 25, 3) metres, y up, as frames. Feet are held at their median: this camera's ankles jitter in every squat."""
    for ankle in _ANKLES:
        places[:, ankle] = sorted_median(places[:, ankle])
    frames = []
    for k, joints in enumerate(places.tolist()):
        body = [joints[_KINECT.get(point, _HEAD)] for point in range(33)]
        hips = [(a + b) / 2 for a, b in zip(joints[12], joints[16], strict=True)]
        image = tuple((0.5 + 0.375 * x / max(z, 0.2), 0.5 - 0.5 * y / max(z, 0.2)) for x, y, z in body)
        world = tuple((x - hips[0], hips[1] - y, z - hips[2]) for x, y, z in body)
        frames.append(Frame(1000 * k / 30, 4 / 3, image, world, (1.0,) * 33))
    return frames


def sorted_median(columns: Any) -> list[float]:
    return [statistics.median(column) for column in columns.T.tolist()]


@pytest.mark.skipif(not KIMORE.exists(), reason=f"no KIMORE recordings at {KIMORE}")
@pytest.mark.parametrize(("number", "exercise"), [("5", "squat"), ("1", "arm-lift")])
def test_kimore_is_counted_about_as_its_annotators_did(number: str, exercise: str) -> None:
    """Every third person, a sanity check and no figure: of all, 90 % (squats) and 94 % (arms) come within one.

    The marks are wrong in one recording of eight, and in a few the sensor lost the legs; so no more is asked. Four
    people, as once, were too few to say anything: one was enough to turn the check over.
    """
    np = pytest.importorskip("numpy")
    deltas = np.load(KIMORE / "kimore_position.npz")["dpos_halfmm"]
    everything = np.cumsum(
        deltas.T.astype(np.int32), axis=0
    )  # differences run on from one recording to the next
    with (KIMORE / "recordings.csv").open() as file:
        recordings = [row for row in csv.DictReader(file) if row["exercise"] == number]
    off: dict[int, int] = defaultdict(int)
    for row in recordings[::3]:
        begin, length = int(row["offset"]), int(row["n_frames"])
        places = everything[begin : begin + length] * 0.0005
        session, _ = play(movement_of(exercise), _kinect_frames(places.reshape(-1, 25, 3)), framing="advise")
        off[abs(sum(counts(session)) - int(row["n_reps_annotated"]))] += 1
    assert sum(off.values()) >= 20
    assert off[0] + off[1] >= 0.8 * sum(off.values()), dict(off)
    assert off[0] >= 0.6 * sum(off.values()), dict(off)
