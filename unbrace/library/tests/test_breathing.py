"""The breathing course is read whole, and one that leaves somebody without a word is refused in words."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from unbrace.library import breathing
from unbrace.library.breathing import Course, load_breathing
from unbrace.library.errors import ContentErrors
from unbrace.library.exercises import load_exercises
from unbrace.library.wordlist import banned_word_in
from unbrace.rehab.unbracing import Caution, Measure

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "breathing_refusals.yaml").read_text())


@cache
def codes() -> frozenset[str]:
    return frozenset(exercise.code for exercise in load_exercises())


@pytest.fixture(scope="module")
def shipped() -> Course:
    return load_breathing(codes())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_refused_says_what_to_do(case: dict[str, Any], tmp_path: Path) -> None:
    shutil.copytree(breathing.ROOT, tmp_path, dirs_exist_ok=True)
    file = tmp_path / case["file"]
    text = file.read_text()
    assert text.count(case["find"]) == 1, "the case must change exactly one place"
    file.write_text(text.replace(case["find"], case["put"]))
    with pytest.raises(ContentErrors) as caught:
        load_breathing(codes(), tmp_path)
    said = [str(error) for error in caught.value.errors]
    assert len(said) == len(case["says"]), said
    for one, expected in zip(said, case["says"], strict=True):
        assert one.startswith(expected.rstrip("…")), one


def test_a_missing_course_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match=r"course\.yaml: is missing; add the file"):
        load_breathing(codes(), tmp_path)


def test_it_goes_from_noticing_to_daily_life_and_is_a_draft(shipped: Course) -> None:
    assert [stage.text.code for stage in shipped.stages] == ["B1", "B2", "B3", "B4", "B5", "B6"]
    assert shipped.stages[0].text.measure is Measure.CHECKS
    assert shipped.after(shipped.stages[0]) is shipped.stages[1]
    assert shipped.after(shipped.stages[-1]) is None
    assert shipped.draft


def test_every_reason_to_stop_has_its_words(shipped: Course) -> None:
    assert set(shipped.text.cautions) == set(Caution)


def test_no_word_of_it_blames_or_alarms(shipped: Course) -> None:
    words = [shipped.text.why, shipped.text.how_sure, *(c.says for c in shipped.text.cautions.values())]
    words += [line for s in shipped.stages for line in (s.text.title, s.text.goal, s.text.why, *s.text.steps)]
    assert len(words) > 30
    assert [line for line in words if banned_word_in(line)] == []
