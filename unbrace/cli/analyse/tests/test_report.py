"""What a person reads in the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from unbrace.cli.analyse.report import summary
from unbrace.cli.analyse.tests.readings import FULL, RESULT, a_reading
from unbrace.library.exercises import load_exercises
from unbrace.motion.result import Hold

SQUAT = load_exercises()["squat"]


def said(**changed: Any) -> str:
    return summary(a_reading(**changed), SQUAT, "clip.mp4", draft=False)


def test_it_begins_with_what_was_looked_at() -> None:
    first, second = said().splitlines()[:2]
    assert first == "Squat · clip.mp4"
    assert second == "12.0 s, 240 pictures, person seen in 90%, seen from the side"


def test_it_counts() -> None:
    assert "\n  1 full repetition, 1 partial\n" in said()


def test_every_repetition_has_a_row_with_its_range_and_how_far_off_that_may_be() -> None:
    rows = [" ".join(line.split()) for line in said().splitlines()]
    assert "1 2.0 s full both 78° ± 10° 1.4 s 0.1 s 1.3 s –" in rows
    assert "2 5.0 s partial both 32° ± 10° 1.2 s 0.0 s 1.2 s knee in" in rows


def test_faults_are_told_in_the_words_of_the_exercise() -> None:
    assert "Noticed\n  knee in  in 1 of 2   Point the knees over the middle toes." in said()


def test_lost_sight_is_told_with_the_reason() -> None:
    assert "Lost sight\n    8.0 to 11.0 s   nobody in the picture" in said()


def test_nothing_noticed_takes_no_room() -> None:
    quiet = said(faults=(), lost_sight=())
    assert "Noticed" not in quiet
    assert "Lost sight" not in quiet


def test_a_view_that_cannot_tell_the_range_says_how_to_stand() -> None:
    text = said(view="front", repetitions=(replace(FULL, range_deg=None, error_band_deg=None),))
    assert "Range cannot be judged from this view. Turn side-on to the camera" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "°" not in text


def test_a_hold_is_told_with_its_seconds() -> None:
    held = Hold(start_ms=2000, end_ms=12_100, held_s=10.1, completed=True)
    assert "10.1 s hold from 2.0 s, held to the end" in said(holds=(held,))


def test_when_counting_never_began_it_says_why() -> None:
    text = said(ready_ms=None, hints=("turn_side_on", "whole_body"), repetitions=(), faults=())
    assert "Counting never began: the person should be side-on to the camera, the whole body was not" in text


def test_warnings_are_passed_on() -> None:
    assert "Note: 16 broken pictures were left out." in said(warnings=["16 broken pictures were left out"])


def test_draft_content_is_called_so() -> None:
    assert "not clinically reviewed" in summary(a_reading(), SQUAT, "clip.mp4", draft=True)
    assert "not clinically reviewed" not in said()


@pytest.mark.parametrize("kind", ["side", "front", "oblique", "unknown"])
def test_no_view_leaves_a_loose_comma(kind: str) -> None:
    assert ", \n" not in said(view=kind)
    assert not said(view=kind).splitlines()[1].endswith(",")


def test_no_line_is_wider_than_a_terminal() -> None:
    assert max(map(len, said().splitlines())) <= 80
    assert RESULT.repetitions, "there is a table in it"
