"""What the engine says while somebody exercises. Frozen, timed by the frame that caused them, and plain to send.

Times are those of the frames, in milliseconds. Codes (hints, reasons, fault ids) are for the coach to put into words.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal, TypeAlias

Hint: TypeAlias = Literal[
    "nobody",
    "whole_body",
    "too_far",
    "too_close",
    "turn_side_on",
    "turn_to_camera",
    "second_person",
    "hold_still",
    "get_into_position",
    "slow_frames",
]
LostReason: TypeAlias = Literal["nobody", "out_of_frame", "low_visibility", "second_person", "no_frames"]
RefusedReason: TypeAlias = Literal["time_backwards", "duplicate_time", "not_a_number", "wrong_length"]
RepSide: TypeAlias = Literal["both", "left", "right"]
RepKind: TypeAlias = Literal["full", "partial"]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long one repetition's way out, stay and way back took, in seconds."""

    out_s: float
    pause_s: float
    back_s: float


@dataclass(frozen=True, slots=True)
class FramingChanged:
    """The camera check has a new answer: `ok`, or what the person could do about it."""

    name: ClassVar[str] = "framing_changed"
    t_ms: float
    ok: bool
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """The person's own start is known and is zero from now on: begin."""

    name: ClassVar[str] = "ready"
    t_ms: float


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The movement reached the phase of this name, as the exercise calls it."""

    name: ClassVar[str] = "phase_entered"
    t_ms: float
    phase: str


@dataclass(frozen=True, slots=True)
class RepCompleted:
    """The person is back at the start. `range_deg` is None when this view cannot tell how far the movement went."""

    name: ClassVar[str] = "rep_completed"
    t_ms: float
    number: int
    kind: RepKind
    side: RepSide
    start_ms: float
    peak_ms: float
    end_ms: float
    range_deg: float | None
    error_band_deg: float | None
    tempo: Tempo
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoldStarted:
    """The position to hold was reached."""

    name: ClassVar[str] = "hold_started"
    t_ms: float


@dataclass(frozen=True, slots=True)
class HoldTick:
    """Another whole second was held."""

    name: ClassVar[str] = "hold_tick"
    t_ms: float
    held_s: float


@dataclass(frozen=True, slots=True)
class HoldBroken:
    """The position was left, or sight was lost, before the time was up."""

    name: ClassVar[str] = "hold_broken"
    t_ms: float
    held_s: float


@dataclass(frozen=True, slots=True)
class HoldCompleted:
    """The prescribed time was held."""

    name: ClassVar[str] = "hold_completed"
    t_ms: float
    held_s: float


@dataclass(frozen=True, slots=True)
class FaultSeen:
    """A way of moving worth a word. Below a confidence of 0.7 it is for the record only, never for the voice."""

    name: ClassVar[str] = "fault_seen"
    t_ms: float
    fault: str
    confidence: float
    rep: int


@dataclass(frozen=True, slots=True)
class TargetReached:
    """The prescribed repetitions or hold are done; going on is allowed and still counted."""

    name: ClassVar[str] = "target_reached"
    t_ms: float


@dataclass(frozen=True, slots=True)
class LostSight:
    """The engine stopped judging, and why. Doubt is a value: nothing is counted until `SightRegained`."""

    name: ClassVar[str] = "lost_sight"
    t_ms: float
    reason: LostReason


@dataclass(frozen=True, slots=True)
class SightRegained:
    """The engine can see again; `lost_ms` later."""

    name: ClassVar[str] = "sight_regained"
    t_ms: float
    lost_ms: float


@dataclass(frozen=True, slots=True)
class FrameRefused:
    """A frame that cannot be used, and why. The session goes on as if it had not come."""

    name: ClassVar[str] = "frame_refused"
    t_ms: float
    reason: RefusedReason


Event: TypeAlias = (
    FramingChanged
    | Ready
    | PhaseEntered
    | RepCompleted
    | HoldStarted
    | HoldTick
    | HoldBroken
    | HoldCompleted
    | FaultSeen
    | TargetReached
    | LostSight
    | SightRegained
    | FrameRefused
)


def event_to_json(event: Event) -> dict[str, Any]:
    """`{"event": "rep_completed", "t_ms": …, …}`, ready for the border to the browser."""
    return {"event": event.name, **asdict(event)}
