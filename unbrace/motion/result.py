"""Stop 5, sum up: what is left of one set when it is over. Frozen, versioned, and without a single landmark.

Times are milliseconds from the first frame, so that a result says nothing about the clock of the device.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeAlias

from unbrace.motion.events import LostReason, RepKind, RepSide, Tempo

SCHEMA = "unbrace.session-result/1"

MOST_REPETITIONS, MOST_HOLDS, MOST_LOSSES = 500, 200, 500
"""More than anybody does in one set. What comes after is not written down: hours of film fit into the same memory."""

SeenView: TypeAlias = Literal["side", "front", "oblique", "unknown"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Repetitions that reached the target phase, and those that turned back before it."""

    full: int
    partial: int


@dataclass(frozen=True, slots=True)
class Repetition:
    """One completed movement out and back. `range_deg` is the change from the person's own start."""

    number: int
    start_ms: float
    peak_ms: float
    end_ms: float
    side: RepSide
    kind: RepKind
    range_deg: float | None
    error_band_deg: float | None
    tempo: Tempo
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """One stay in the position to hold."""

    start_ms: float
    end_ms: float
    held_s: float
    completed: bool


@dataclass(frozen=True, slots=True)
class FaultTally:
    """How many repetitions showed a fault, their share of all repetitions, and the mean confidence in them.

    What was done in place of a repetition is among those it is a share of.
    """

    fault: str
    count: int
    share: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of time in which the engine could not judge."""

    start_ms: float
    end_ms: float
    reason: LostReason


@dataclass(frozen=True, slots=True)
class SessionResult:
    """One set. `symmetry_deg` is the median left minus right range, None where both were not seen."""

    exercise: str
    content_version: str
    engine_version: str
    started_ms: float
    duration_ms: float
    frames: int
    seen_ratio: float
    view: SeenView
    counts: Counts
    repetitions: tuple[Repetition, ...]
    holds: tuple[Hold, ...]
    faults: tuple[FaultTally, ...]
    symmetry_deg: float | None
    lost_sight: tuple[Lost, ...]
    schema: str = SCHEMA

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers, `schema` first."""
        return {"schema": self.schema, **asdict(self)}


def result_from_json(data: Mapping[str, Any]) -> SessionResult:
    """The inverse of `to_json`. Raises ValueError for another schema, KeyError or TypeError for a wrong shape."""
    if data["schema"] != SCHEMA:
        raise ValueError(f"this is {data['schema']!r}, not {SCHEMA!r}")
    flat = SessionResult(**data)
    return replace(
        flat,
        counts=Counts(**data["counts"]),
        repetitions=tuple(_repetition(r) for r in data["repetitions"]),
        holds=tuple(Hold(**h) for h in data["holds"]),
        faults=tuple(FaultTally(**f) for f in data["faults"]),
        lost_sight=tuple(Lost(**g) for g in data["lost_sight"]),
    )


def _repetition(data: Mapping[str, Any]) -> Repetition:
    plain = Repetition(**data)
    return replace(plain, tempo=Tempo(**data["tempo"]), faults=tuple(data["faults"]))
