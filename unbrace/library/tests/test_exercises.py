"""The library as the rooms above meet it: looking up, the ladder between exercises, the hash, the words."""

import shutil
from pathlib import Path

import pytest

from unbrace.library.errors import ContentErrors
from unbrace.library.exercise_file import Tracking
from unbrace.library.exercises import Catalogue, load_exercises
from unbrace.library.wordlist import banned_word_in
from unbrace.motion.movement import Movement, movement_from_json
from unbrace.rehab.dosage import Dosage, Rungs, Sides
from unbrace.rehab.progression.reasons import SENTENCES

SHELF = Path(__file__).parent / "shelf"


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_exercises()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHELF, tmp_path / "exercises"))


def hash_of(root: Path) -> str:
    return load_exercises(root)["squat"].content_hash


def edit(file: Path, find: str, put: str) -> None:
    text = file.read_text()
    assert find in text
    file.write_text(text.replace(find, put))


def test_what_ships_is_right_and_says_that_it_is_a_draft(shipped: Catalogue) -> None:
    assert {"squat", "glute-bridge", "arm-lift"} <= {exercise.id for exercise in shipped}
    assert shipped.draft
    assert all(exercise.reviewed_by is None for exercise in shipped)


def test_every_exercise_has_what_a_session_shows(shipped: Catalogue) -> None:
    for exercise in shipped:
        html = exercise.instructions("en").html
        assert html.count("<h2>") == 5
        assert "<ol>" in exercise.instructions().steps_html
        assert exercise.instructions().set_up_html in html
        assert "doctor today" in " ".join(exercise.instructions().stop_html.split()), exercise.id
        assert exercise.pictures.start.alt
        assert exercise.pictures.end.path.is_file()
        assert (exercise.movement is None) is (exercise.tracking is Tracking.TAP)


def test_the_engine_gets_its_own_type_and_the_browser_the_same_as_plain_json(shipped: Catalogue) -> None:
    movement = shipped["squat"].movement
    assert isinstance(movement, Movement)
    assert movement_from_json(movement.to_json()) == movement


def test_the_dose_is_the_rules_own_type(shipped: Catalogue) -> None:
    dosage = shipped["squat"].dosage
    assert isinstance(dosage.default, Dosage)
    assert (dosage.default.sets, dosage.default.reps, dosage.default.side) == (3, 8, Sides.BOTH)
    assert dosage.ladder.reps == Rungs(4, 12, 2)


def test_the_register_knows_all_hundred_exercises(shipped: Catalogue) -> None:
    assert len(shipped.registers.codes) == 100
    assert shipped.by_code("KM05") is shipped["squat"]


def test_a_planned_exercise_is_known_but_cannot_be_prescribed() -> None:
    shelf = load_exercises(SHELF)
    assert shelf.by_code("FN02") is None
    assert shelf.easier_than("squat") == ()
    assert [exercise.id for exercise in shelf.harder_than("squat")] == ["split-squat"]
    with pytest.raises(KeyError, match="ZZ99"):
        shelf.by_code("ZZ99")


def test_a_demonstration_is_part_of_what_was_signed(shelf: Path) -> None:
    before = hash_of(shelf)
    (shelf / "squat" / "demonstration.yaml").write_text("poses: {start: {}, end: {knee_flexion: 90}}")
    assert hash_of(shelf) != before


def test_a_picture_that_is_none_is_refused(shelf: Path) -> None:
    (shelf / "squat" / "start.webp").write_bytes(b"RIFF....PNG!")
    with pytest.raises(ContentErrors, match=r"squat/start\.webp: is not a WebP picture"):
        load_exercises(shelf)
    (shelf / "squat" / "start.webp").write_bytes(b"RIFF....WEBP" + b"0" * 30_000)
    with pytest.raises(ContentErrors, match="larger than 25 kB"):
        load_exercises(shelf)


def test_an_unknown_exercise_is_named_with_the_nearest() -> None:
    with pytest.raises(KeyError, match="no exercise 'sqat'; did you mean 'squat'"):
        load_exercises(SHELF)["sqat"]


def test_exercises_come_in_the_order_of_the_register() -> None:
    shelf = load_exercises(SHELF)
    assert [exercise.code for exercise in shelf] == ["KM05", "FN08"]
    assert len(shelf) == 2
    assert "squat" in shelf


def test_signed_by_all_is_no_draft(shelf: Path) -> None:
    edit(shelf / "squat" / "exercise.yaml", "reviewed_by: null", "reviewed_by: A. Reviewer, PT")
    assert not load_exercises(shelf).draft


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("exercise.yaml", "    reps: 8\n", "    reps: 9\n"),
        ("exercise.yaml", "f_fast: Slow it down.", "f_fast: Slower."),
        ("exercise.yaml", "rule: therapist_approves", "rule: with_change, change: Sit."),
        ("exercise.yaml", "role: out, enter_at_degrees: 40", "role: out, enter_at_degrees: 41"),
        ("instructions.en.md", "Warm thighs", "Warm legs"),
        ("start.svg", "320 320", "320 321"),
    ],
)
def test_the_hash_changes_with_anything_somebody_relies_on(
    shelf: Path, file: str, find: str, put: str
) -> None:
    before = hash_of(shelf)
    edit(shelf / "squat" / file, find, put)
    assert hash_of(shelf) != before


def test_the_hash_stays_with_line_endings_comments_order_and_a_signature(shelf: Path) -> None:
    before = hash_of(shelf)
    yaml = shelf / "squat" / "exercise.yaml"
    edit(yaml, "code: KM05\ntitle: Squat\n", "title: Squat   # as patients know it\ncode: KM05\n")
    edit(yaml, "reviewed_by: null", "reviewed_by: A. Reviewer, PT")
    for file in (yaml, shelf / "squat" / "instructions.en.md", shelf / "squat" / "start.svg"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert hash_of(shelf) == before
    assert before.startswith("sha256:")
    assert len(before) == len("sha256:") + 64


def test_a_link_stays_text(shelf: Path) -> None:
    edit(
        shelf / "squat" / "instructions.en.md", "Warm thighs.", "See [this](https://example.org) ![x](a.png)."
    )
    html = load_exercises(shelf)["squat"].instructions().html
    assert "<a" not in html
    assert "<img" not in html


@pytest.mark.parametrize("text", ["That is Wrong!", "It may damage\nthe disc", "suck  in"])
def test_banned_words_are_found_across_lines_and_in_capitals(text: str) -> None:
    assert banned_word_in(text)


def test_the_rules_give_their_reasons_in_kind_words() -> None:
    assert [sentence for sentence in SENTENCES.values() if banned_word_in(sentence)] == []


def test_new_weakness_may_be_named_as_a_sign() -> None:
    assert banned_word_in("New weakness needs a doctor today.") is None
