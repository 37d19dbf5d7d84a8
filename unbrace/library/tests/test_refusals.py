"""Everything the library refuses, with the exact words. The cases are `refusals.yaml`, the content is `shelf/`."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercises import load_exercises

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "refusals.yaml").read_text())


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "shelf", tmp_path / "exercises"))


def change(root: Path, case: dict[str, Any]) -> None:
    if "remove" in case:
        (root / case["remove"]).unlink()
        return
    file = root / case["file"]
    if "write" in case:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(case["write"])
        return
    text = file.read_text()
    assert text.count(case["find"]) == 1, "the case must change exactly one place"
    file.write_text(text.replace(case["find"], case["put"]))


def refused(root: Path) -> tuple[ContentError, ...]:
    with pytest.raises(ContentErrors) as caught:
        load_exercises(root)
    return caught.value.errors


def matches(said: str, expected: str) -> bool:
    """A message that ends with … goes on with a list that grows with the engine."""
    return said.startswith(expected[:-1]) if expected.endswith("…") else said == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_refused_says_what_to_do(case: dict[str, Any], shelf: Path) -> None:
    change(shelf, case)
    said = [str(error) for error in refused(shelf)]
    assert len(said) == len(case["says"]), said
    for one, expected in zip(said, case["says"], strict=True):
        assert matches(one, expected)


def test_the_shelf_itself_is_right(shelf: Path) -> None:
    assert [exercise.id for exercise in load_exercises(shelf)] == ["squat", "split-squat"]


def test_all_errors_of_all_files_come_at_once(shelf: Path) -> None:
    by_name = {case["name"]: case for case in CASES}
    for name in ("a number is a word", "text is a number", "no picture", "HTML"):
        change(shelf, by_name[name])
    change(shelf, by_name["followed by a camera, but without a rule"])
    assert [(error.file, error.field) for error in refused(shelf)] == [
        ("split-squat/exercise.yaml", "tracking"),
        ("squat/exercise.yaml", "movement.phases[0].enter_at_degrees"),
        ("squat/exercise.yaml", "title"),
        ("squat/instructions.en.md", ""),
        ("squat/start.svg", ""),
    ]


def test_both_broken_registers_are_named(shelf: Path) -> None:
    (shelf / "codes.yaml").unlink()
    (shelf / "aims.yaml").write_text("balance_deficit: 5\n")
    assert [error.file for error in refused(shelf)] == ["aims.yaml", "codes.yaml"]


def test_the_list_of_errors_reads_as_a_to_do_list(shelf: Path) -> None:
    (shelf / "squat" / "start.svg").unlink()
    with pytest.raises(ContentErrors) as caught:
        load_exercises(shelf)
    assert str(caught.value) == (
        "The content has 1 thing to put right:\n  squat/start.svg: is missing; add the picture"
    )


@pytest.mark.parametrize("name", ["exercise.yaml", "instructions.en.md", "start.svg"])
def test_a_file_that_is_not_utf8_is_named(name: str, shelf: Path) -> None:
    (shelf / "squat" / name).write_bytes(b"title: \xff\xfe")
    (error,) = refused(shelf)
    assert (error.file, "UTF-8" in error.remedy) == (f"squat/{name}", True)


def test_an_empty_library_is_refused(shelf: Path) -> None:
    shutil.rmtree(shelf / "squat")
    shutil.rmtree(shelf / "split-squat")
    assert str(refused(shelf)[0]) == "exercises: holds no exercise; add a folder with an exercise.yaml"
