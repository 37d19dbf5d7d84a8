"""Exercises and recordings for the tests, read without the library: only YAML, gzip and JSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from unbrace.motion.events import Event
from unbrace.motion.landmarks import Frame
from unbrace.motion.movement import Movement, Side, movement_from_json
from unbrace.motion.session import Session, Target

EXERCISES = Path(__file__).parents[2] / "content" / "exercises"


@cache
def movement_of(exercise: str) -> Movement:
    """The movement of a published exercise."""
    text = (EXERCISES / exercise / "exercise.yaml").read_text(encoding="utf-8")
    return movement_from_json(yaml.safe_load(text)["movement"])


def cases() -> list[Path]:
    """Every published case."""
    return sorted(EXERCISES.glob("*/cases/*.jsonl.gz"))


def read(case: Path) -> tuple[dict[str, Any], list[list[float]]]:
    """The header of a case, and its frames as flat numbers."""
    with gzip.open(case, "rt", encoding="utf-8") as file:
        header, *frames = (json.loads(line) for line in file)
    return header, frames


def play(
    movement: Movement,
    frames: Iterable[Frame],
    target: Target | None = None,
    side: Side | None = None,
    framing: str = "require",
) -> tuple[Session, list[Event]]:
    """A finished session and all it said."""
    session = Session(movement, target, side, framing=framing)  # type: ignore[arg-type]
    events: list[Event] = []
    last = 0.0
    for frame in frames:
        events += session.receive(frame)
        last = frame.t_ms
    return session, events + session.finish(last)


def counts(session: Session) -> tuple[int, int]:
    """Full and partial."""
    both = session.result().counts
    return both.full, both.partial
