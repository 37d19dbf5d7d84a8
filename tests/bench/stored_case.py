"""A recording that lies beside its exercise, as the flat numbers that cross the border."""

from __future__ import annotations

import gzip
import json
from typing import Any

from tests.house.findings import ROOT
from unbrace.library.exercises import load_exercises

EXERCISES = ROOT / "unbrace" / "content" / "exercises"


def frames_as_floats(exercise: str) -> list[list[float]]:
    """The frames of the exercise's first case. Raises FileNotFoundError when it has none."""
    cases = sorted((EXERCISES / exercise / "cases").glob("*.jsonl.gz"))
    if not cases:
        raise FileNotFoundError(f"{exercise} has no cases")
    with gzip.open(cases[0], "rt") as lines:
        next(lines)  # the header: what is expected
        return [json.loads(line) for line in lines]


def movement_json(exercise: str) -> dict[str, Any]:
    """The movement as the browser receives it. Raises ValueError for an exercise that is only tapped."""
    movement = load_exercises()[exercise].movement
    if movement is None:
        raise ValueError(f"{exercise} has no movement")
    return movement.to_json()
