"""Every published landmark case gives the counts it was published with; a case that cannot be read says so."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from unbrace.library.cases import SCHEMA, read_case, write_case
from unbrace.library.errors import ContentError
from unbrace.library.exercise import Exercise
from unbrace.library.exercises import load_exercises

SHIPPED = load_exercises()
PUBLISHED = [(exercise, path) for exercise in SHIPPED for path in exercise.cases]
HEADER: dict[str, Any] = {
    "schema": SCHEMA,
    "title": "nobody there",
    "source": "made for this test",
    "expect": {"full": 0, "partial": 0},
}
NOBODY = [[40.0 * index, 4 / 3, 0.0] for index in range(5)]


@pytest.mark.parametrize(
    ("exercise", "path"), PUBLISHED, ids=[f"{exercise.id}/{path.name}" for exercise, path in PUBLISHED]
)
def test_replay_gives_what_was_published(exercise: Exercise, path: Path) -> None:
    case = read_case(path)
    assert exercise.movement
    assert case.given_by(case.replay(exercise.movement)) == case.header.expect


@pytest.mark.parametrize("exercise", [e for e in SHIPPED if e.cases], ids=lambda e: e.id)
def test_an_exercise_with_recordings_is_shown_done_well(exercise: Exercise) -> None:
    assert any(
        case.full and not case.faults for case in (read_case(path).header.expect for path in exercise.cases)
    )


def test_half_a_movement_is_shown_for_every_family_of_signals() -> None:
    partly = {e.id for e in SHIPPED for path in e.cases if read_case(path).header.expect.partial}
    assert partly >= {
        "squat",
        "glute-bridge",
        "arm-lift",
        "bird-dog",
        "cat-camel",
        "hip-hinge-to-wall",
        "wall-angel",
    }


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "nobody.jsonl.gz"
    write_case(path, HEADER, NOBODY)
    case = read_case(path)
    assert case.header.title == "nobody there"
    assert [frame.t_ms for frame in case.frames] == [0, 40, 80, 120, 160]
    movement = SHIPPED["squat"].movement
    assert movement
    result = case.replay(movement)
    assert (result.counts.full, result.counts.partial, result.seen_ratio) == (0, 0, 0)


def test_the_same_case_is_the_same_file(tmp_path: Path) -> None:
    for name in ("one.jsonl.gz", "two.jsonl.gz"):
        write_case(tmp_path / name, HEADER, NOBODY)
    assert (tmp_path / "one.jsonl.gz").read_bytes() == (tmp_path / "two.jsonl.gz").read_bytes()


def test_a_published_case_is_never_written_over(tmp_path: Path) -> None:
    write_case(tmp_path / "one.jsonl.gz", HEADER, NOBODY)
    with pytest.raises(FileExistsError):
        write_case(tmp_path / "one.jsonl.gz", HEADER, NOBODY)


def lines(*values: object) -> bytes:
    return gzip.compress("\n".join(json.dumps(value) for value in values).encode(), mtime=0)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"not gzip", "case.jsonl.gz: is empty or not a gzip of text; write the case anew"),
        (gzip.compress(b"", mtime=0), "case.jsonl.gz: is empty or not a gzip of text; write the case anew"),
        (lines(HEADER), "case.jsonl.gz: has no frames; write the case anew"),
        (lines({**HEADER, "schema": "other"}), "case.jsonl.gz: schema: in the first line: input should be"),
        (
            lines({**HEADER, "expect": {"full": 1}}),
            "case.jsonl.gz: expect.partial: in the first line: field required",
        ),
        (
            lines({**HEADER, "extra": 1}),
            "case.jsonl.gz: extra: in the first line: unexpected keyword argument",
        ),
        (
            lines(HEADER, [0, 1]),
            "case.jsonl.gz: is not a frame of 201 numbers, or 3 when nobody is there (line 2)",
        ),
        (
            lines(HEADER, NOBODY[0], "x"),
            "case.jsonl.gz: is not a frame of 201 numbers, or 3 when nobody is there (line 3)",
        ),
    ],
)
def test_a_case_that_cannot_be_read_says_where(body: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "case.jsonl.gz"
    path.write_bytes(body)
    with pytest.raises(ContentError) as caught:
        read_case(path)
    assert says in str(caught.value)
