"""Rendered people whose every joint angle is known: 47 clips, landmarks by MediaPipe, truth by the rig.

They say how well the engine reads a known movement, and nothing about patients: rendered people move smoothly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from tests.bench.motion.agreement import Span
from tests.bench.motion.beside import recordings
from unbrace.library.exercises import Catalogue
from unbrace.library.recordings import PoseModel, Recording, read_recording
from unbrace.motion.events import Event, FaultSeen, FramingChanged
from unbrace.motion.faults import SPOKEN_FROM
from unbrace.motion.movement import Movement
from unbrace.motion.result import SessionResult
from unbrace.motion.session import Session

MODELS: tuple[PoseModel, ...] = ("full", "lite")

EXERCISES = {
    "arm_lift": ("arm-lift",),
    "bird_dog": ("bird-dog",),
    "box_lift": ("floor-to-table-lift", "deadlift-from-blocks"),
    "cat_cow": ("cat-camel",),
    "chin_tuck": ("chin-glide-back",),
    "glute_bridge": ("glute-bridge",),
    "hip_hinge": ("hip-hinge-with-stick", "hip-hinge-to-wall"),
    "lateral_trunk_tilt": ("lateral-trunk-tilt",),
    "open_book": ("open-book",),
    "prone_press_up": ("press-up-hips-down",),
    "seated_thoracic_rotation": ("desk-seated-turn",),
    "shoulder_shrug": ("shrug-with-weights", "shoulder-roll-and-drop"),
    "sit_to_stand": ("sit-to-stand-standard", "sit-to-stand-high-chair"),
    "squat": ("squat",),
    "standing_side_bend": ("standing-side-bend",),
    "trunk_rotation": ("trunk-rotation",),
    "wall_angel": ("wall-angel",),
}
"""The clips' names in ours; the first of ours that has a movement is measured."""


@dataclass(frozen=True)
class Clip:
    """One clip and its truth. `name` is the clip's exercise, `spans` its movements in frames."""

    path: Path
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.truth["exercise"])

    @property
    def yaw(self) -> int:
        return int(self.truth["view"]["yaw_deg"])

    @property
    def suited(self) -> bool:
        return bool(self.truth["view"]["suited"])

    @property
    def fps(self) -> float:
        return float(self.truth["fps"])

    @property
    def expected(self) -> tuple[int, int]:
        """Full and partial repetitions; a set done with half the range is all partial."""
        counts = self.truth["counts"]
        return counts["full"], counts["partial"] + counts["half_range"]

    @property
    def spans(self) -> list[Span]:
        return [(rep["start"], rep["end"]) for rep in self.truth["reps"]]

    def recording(self, model: PoseModel) -> Recording:
        return read_recording(self.path.with_suffix(".npz"), model)


@dataclass(frozen=True)
class Seen:
    """What the engine made of one clip."""

    clip: Clip
    model: PoseModel
    exercise: str
    movement: Movement
    result: SessionResult
    events: tuple[Event, ...]

    @property
    def counts(self) -> tuple[int, int]:
        return self.result.counts.full, self.result.counts.partial

    @property
    def spoken(self) -> list[FaultSeen]:
        """The faults the engine is sure enough of to say so."""
        return [e for e in self.events if isinstance(e, FaultSeen) and e.confidence >= SPOKEN_FROM]

    @property
    def asked_to_turn(self) -> bool:
        hints = {hint for e in self.events if isinstance(e, FramingChanged) for hint in e.hints}
        return bool(hints & {"turn_side_on", "turn_to_camera"})


def clips() -> list[Clip]:
    """All of them. Raises `Absent`."""
    folder = recordings("synthetic")
    truths = sorted(folder.glob("*.truth.json"))
    return [Clip(folder / path.name.split(".")[0], json.loads(path.read_text())) for path in truths]


def movement_for(clip: Clip, catalogue: Catalogue) -> tuple[str, Movement] | None:
    """The exercise of ours this clip shows, None when it has no movement yet."""
    ids = {exercise.id for exercise in catalogue}
    for name in EXERCISES.get(clip.name, ()):
        movement = catalogue[name].movement if name in ids else None
        if movement is not None:
            return name, movement
    return None


def look(
    clip: Clip, model: PoseModel, movement: Movement, framing: Literal["require", "advise"] = "require"
) -> Seen:
    session, events = Session(movement, framing=framing), []
    for frame in clip.recording(model).frames():
        events += session.receive(frame)
    return Seen(clip, model, "", movement, session.result(), tuple(events))


def everything_seen(catalogue: Catalogue) -> Iterator[Seen]:
    """Every clip that has a movement of ours, by both pose models, as a live set."""
    for clip in clips():
        known = movement_for(clip, catalogue)
        if known is not None:
            for model in MODELS:
                seen = look(clip, model, known[1])
                yield Seen(clip, model, known[0], seen.movement, seen.result, seen.events)


def places(clip: Clip, model: PoseModel) -> Any:
    """World landmarks for the baseline, gaps filled with the moment before."""
    world = clip.recording(model).world.copy()
    for k in range(1, len(world)):
        if np.isnan(world[k]).any():
            world[k] = world[k - 1]
    return np.nan_to_num(world)
