"""The figure: bends where bodies bend, stands on the floor, and shows every exercise there is.

The numbers below are measured on the figure's own skin, as it is drawn.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from unbrace.library.demonstration.angles import BODY, LIMB, Pose
from unbrace.library.demonstration.body import Body, bent
from unbrace.library.demonstration.build import EXERCISES, TESTS, build, films, tempo_of
from unbrace.library.demonstration.file import NAME, Demonstration, read_demonstration
from unbrace.library.demonstration.frames import SCALE, STEPS, Film, as_json, legs
from unbrace.library.demonstration.skeleton import skeleton
from unbrace.library.demonstration.turns import NO_TURN, Point, dot, length, minus, turned, unit
from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Tracking
from unbrace.library.exercises import load_exercises
from unbrace.library.function_tests import load_function_tests

ONE_CENTIMETRE = 0.01
INTO_A_MAT = 0.035
"""How far the softest parts may lie below the floor: skin that a mat and the body's own weight would press flat."""
FILES = [path for shelf in (EXERCISES, TESTS) for path in sorted(shelf.glob(f"*/{NAME}"))]
IDS = ["/".join(path.parent.parts[-2:]) for path in FILES]


def pose(**angles: float) -> Pose:
    body = {name: value for name, value in angles.items() if name in BODY}
    limbs = {name: value for name, value in angles.items() if name in LIMB}
    free = {"left": "free", "right": "free"}
    return Pose(body, {"left": limbs, "right": dict(limbs)}, free, free)


def standing(**angles: float) -> Body:
    return bent(pose(**angles), NO_TURN)


def read(path: Path) -> Demonstration:
    return read_demonstration(path, f"{path.parent.name}/{NAME}")


def written(tmp_path: Path, text: str) -> Demonstration:
    path = tmp_path / "wave" / NAME
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return read(path)


def bodies(film: Film, every: int = 4) -> Iterator[tuple[str, str, float, Body]]:
    for leg in legs(film.demonstration, None):
        for step in range(0, STEPS + 1, every):
            share = step / STEPS
            yield leg.start, leg.end, share, film.between(leg.start, leg.end, share)


# --- a body that bends where bodies do ----------------------------------------------------------------------------


def test_at_rest_the_arms_hang_and_the_toes_point_forward() -> None:
    body = standing()
    for side in ("left", "right"):
        arm = minus(body.at[f"{side}_hand"], body.at[f"{side}_upper_arm"])
        assert arm[1] < -0.5
        assert abs(arm[0]) < 0.02
        assert body.at[f"{side}_toes"][2] > body.at[f"{side}_foot"][2] + 0.1


@pytest.mark.parametrize(
    ("angle", "joint", "axis", "sign"),
    [
        ("hip_flexion", "left_shin", 2, 1),
        ("hip_abduction", "left_shin", 0, 1),
        ("hip_abduction", "right_shin", 0, -1),
        ("knee_flexion", "left_foot", 2, -1),
        ("ankle_flexion", "left_toes", 1, 1),
        ("elbow_flexion", "right_hand", 2, 1),
        ("shoulder_elevation", "right_forearm", 2, 1),
        ("shoulder_lift", "left_upper_arm", 1, 1),
        ("shoulder_forward", "right_upper_arm", 2, 1),
        ("lower_back_flexion", "head", 2, 1),
        ("upper_back_flexion", "head", 2, 1),
        ("side_bend", "head", 0, -1),
        ("body_tip", "head", 0, -1),
        ("body_lean", "head", 2, 1),
        ("trunk_turn", "right_upper_arm", 2, -1),
        ("body_turn", "left_thigh", 2, 1),
    ],
)
def test_each_angle_moves_the_body_the_way_its_name_says(
    angle: str, joint: str, axis: int, sign: int
) -> None:
    moved = minus(standing(**{angle: 20}).at[joint], standing().at[joint])
    assert moved[axis] * sign > 0.01


def test_an_arm_raised_sideways_points_outward_and_turned_outward_the_forearm_points_up() -> None:
    body = standing(shoulder_elevation=90, shoulder_plane=90, shoulder_rotation=90, elbow_flexion=90)
    arm = minus(body.at["left_forearm"], body.at["left_upper_arm"])
    fore = minus(body.at["left_hand"], body.at["left_forearm"])
    assert unit(arm)[0] > 0.95
    assert unit(fore)[1] > 0.95


def test_bones_keep_their_length() -> None:
    body = standing(hip_flexion=80, knee_flexion=100, shoulder_elevation=150, elbow_flexion=60, side_bend=20)
    for bone in skeleton().bones:
        if bone.parent:
            now = length(minus(body.at[bone.name], body.at[bone.parent]))
            assert now == pytest.approx(skeleton().span(bone.name, bone.parent), abs=1e-6)


# --- on the floor -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_planted_feet_stay_on_the_floor_and_where_they_are(path: Path) -> None:
    film = Film(read(path))
    for start, end, share, body in bodies(film):
        one, other = film.demonstration.pose(start), film.demonstration.pose(end)
        for side in ("left", "right"):
            if one.feet[side] == other.feet[side] == "flat":
                now = one.towards(other, share)
                sole = min(p[1] for p in body.skin(frozenset({f"{side}_foot", f"{side}_toes"})))
                assert abs(sole - now.limb(side, "foot_up") / 100) < ONE_CENTIMETRE
                assert turned(body.anatomical[f"{side}_foot"], (0.0, 1.0, 0.0))[1] > 0.999


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_nothing_goes_through_the_floor_and_nobody_floats(path: Path) -> None:
    film = Film(read(path))
    up = max(0.0, *(p.body.get("height", 0) for p in film.demonstration.poses.values())) / 100
    for *_, body in bodies(film):
        lowest = min(point[1] for point in body.skin())
        assert -INTO_A_MAT < lowest < ONE_CENTIMETRE + up


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_knees_and_elbows_bend_the_way_they_can(path: Path) -> None:
    film = Film(read(path))
    for *_, body in bodies(film):
        for side in ("left", "right"):
            assert _bend(body, side, "thigh", "shin", "foot", (0.0, 0.0, 1.0)) > -0.1
            assert _bend(body, side, "upper_arm", "forearm", "hand", (0.0, 0.0, -1.0)) > -0.1


def _bend(body: Body, side: str, upper: str, joint: str, end: str, ahead: Point) -> float:
    """Above zero where the joint stands out to its own side of the line from root to end."""
    root, middle, tip = (body.at[f"{side}_{name}"] for name in (upper, joint, end))
    along = unit(minus(tip, root))
    aside = minus(minus(middle, root), tuple(v * dot(minus(middle, root), along) for v in along))  # type: ignore[arg-type]
    return dot(aside, turned(body.anatomical[f"{side}_{upper}"], ahead)) / length(minus(middle, root))


def test_a_foot_on_a_step_is_as_high_as_the_step() -> None:
    film = Film(read(EXERCISES / "step-up" / NAME))
    sole = min(point[1] for point in film.first.skin(frozenset({"left_foot", "left_toes"})))
    assert sole == pytest.approx(0.17, abs=ONE_CENTIMETRE)


# --- the mirror ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["single-knee-hug", "open-book", "half-kneeling-turn-with-reach", "swimmer"])
def test_the_other_side_is_the_same_in_a_mirror(name: str, tmp_path: Path) -> None:
    demonstration = read(EXERCISES / name / NAME)
    body = bent(demonstration.pose("end"), NO_TURN)
    other = bent(demonstration.pose("end_mirrored"), NO_TURN)
    for joint, at in body.at.items():
        twin = joint.replace("left", "@").replace("right", "left").replace("@", "right")
        assert other.at[twin] == pytest.approx((-at[0], at[1], at[2]), abs=0.002)


def test_mirrored_twice_is_as_before() -> None:
    end = read(EXERCISES / "open-book" / NAME).pose("end")
    assert end.mirrored().mirrored() == end


# --- what the browser gets ----------------------------------------------------------------------------------------


def test_every_exercise_has_a_demonstration_and_two_small_pictures() -> None:
    for exercise in load_exercises():
        assert (exercise.folder / NAME).is_file() or exercise.tracking is Tracking.TAP, exercise.id
        assert exercise.pictures.start.path.suffix == exercise.pictures.end.path.suffix == ".webp"


def test_every_test_of_function_is_shown_or_says_why_not() -> None:
    tests = load_function_tests()
    assert {test.id for test in tests if test.pictures is None} == {
        "comfortable-breath-pause", "desk-movement", "desk-record", "resting-breathing-rate", "shoulder-pelvis-line",
        "sitting-record",
    }  # fmt: skip
    for test in tests:
        assert (TESTS / test.id / NAME).is_file() == (test.pictures is not None) == (not test.no_picture)
        if test.pictures:
            assert test.pictures.start.alt != test.pictures.end.alt


def test_a_test_is_shown_from_where_its_camera_stands() -> None:
    for test in load_function_tests():
        if test.pictures and test.protocol:
            assert read(TESTS / test.id / NAME).seen_from == test.view.from_, test.id


def test_a_test_and_an_exercise_of_one_name_keep_apart(tmp_path: Path) -> None:
    films(EXERCISES, tmp_path, frozenset({"neck-rotation"}))
    films(TESTS, tmp_path / "tests_of_function", frozenset({"neck-rotation"}))
    one, other = (json.loads(path.read_text()) for path in sorted(tmp_path.rglob("neck-rotation.json")))
    assert one["segments"] != other["segments"]  # the test goes to both sides


@pytest.mark.parametrize("name", ["squat", "swimmer", "walk-starter", "cat-camel"])
def test_the_film_is_small_whole_and_without_jumps(name: str) -> None:
    film = as_json(read(EXERCISES / name / NAME))
    assert len(json.dumps(film, separators=(",", ":"))) < 40_000
    many = len(film["moving"]) * 4
    for frame in film["frames"]:
        assert len(frame["turns"]) == many
    for segment in film["segments"]:
        assert 0 <= segment["from"] < len(film["frames"])
        assert 0 <= segment["to"] < len(film["frames"])
    for one, other in zip(film["segments"], [*film["segments"][1:], film["segments"][0]], strict=True):
        here, there = film["frames"][one["to"]], film["frames"][other["from"]]
        assert here["place"] == pytest.approx(there["place"], abs=SCALE * 0.002)
    assert set(film["still"]) | set(film["moving"]) == {bone.name for bone in skeleton().bones}


def test_the_tempo_is_the_exercises_own() -> None:
    assert tempo_of(EXERCISES / "squat") == {"out_s": 3, "pause_s": 1, "back_s": 2}
    film = as_json(read(EXERCISES / "squat" / NAME), tempo_of(EXERCISES / "squat"))
    assert [(part["name"], part["seconds"]) for part in film["segments"]][:3] == [
        ("out", 3),
        ("hold", 1),
        ("back", 2),
    ]


def test_a_hold_is_shown_shorter_than_it_is_done() -> None:
    film = as_json(read(EXERCISES / "squat" / NAME), {"out_s": 2, "pause_s": 30, "back_s": 2})
    assert film["segments"][1]["seconds"] == 3


def test_alternating_sides_come_one_after_the_other(tmp_path: Path) -> None:
    text = (
        "base: standing\nsides: alternating\nposes:\n  start: {}\n  end: {left: {shoulder_elevation: 90}}\n"
    )
    assert [(leg.start, leg.end) for leg in legs(written(tmp_path, text), None) if leg.name == "out"] == [
        ("start", "end"),
        ("start", "end_mirrored"),
    ]


def test_building_writes_one_file_each_and_the_figure(tmp_path: Path) -> None:
    build(EXERCISES, tmp_path, frozenset({"squat"}))
    assert {path.name for path in tmp_path.iterdir()} == {"squat.json", "figure.glb"}


# --- what an author reads -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("poses: {start: {hip_flexoin: 20}}", "unknown entry; did you mean 'hip_flexion'?"),
        ("poses: {start: {knee_flexion: 200}}", "200 is beyond -5 to 165: the knee bent"),
        ("poses: {start: {knee_flexion: much}}", "not a number"),
        ("poses: {start: {hand: bely}}", "did you mean 'belly'?"),
        ("poses: {end: {}}", "needs at least the pose `start`"),
        ("base: stading\nposes: {start: {}, end: {}}", "did you mean 'standing'?"),
        ("poses: {start: {}, end: {}}\nprops: [mate]", "did you mean 'mat'?"),
        ("poses: {start: {}, end: {}}\nprops: [{chair: uder}]", "did you mean 'under'?"),
        ("poses: {start: {}, end: {}}\nway: [start, edn]", "did you mean 'end'?"),
        ("poses: {start: {}, end: {}}\npace: {out: 2}", "did you mean 'out_s'?"),
        ("poses: {start: {}, end: {}}\nlevel: [nose]", "name two parts that touch the floor"),
        ("poses: {start: {}, end: {}}\ntempo: 3", "unknown entry"),
    ],
)
def test_a_mistake_is_said_with_its_place_and_a_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises((ContentError, ContentErrors)) as caught:
        written(tmp_path, text)
    assert said in str(caught.value)
    assert f"wave/{NAME}" in str(caught.value)
