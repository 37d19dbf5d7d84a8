"""What a device sends as the landmarks of a set, checked before it is kept. Pure: no clock, no database.

A trace that cannot be kept is a value with a sentence, not an error: the session it came with is worth more than it.
"""

from __future__ import annotations

import base64
import binascii
import math
from dataclasses import dataclass

from unbrace.motion.result import SessionResult
from unbrace.motion.trace import Damage, DamageKind, open_trace

BYTES_PER_MINUTE = 150_000
"""Twice what a minute at 30 frames a second takes (docs/reference/measurements.md). A minute begun counts as one."""

FASTEST_FPS = 65
"""A little more than the fastest camera; bounds what a trace of few bytes can ask of whoever replays it."""

_DAMAGED: dict[DamageKind, str] = {
    "not_a_trace": "This is no stick figure that we can read. It was not kept.",
    "other_version": "This stick figure was made by another version of the page. Reload the page next time.",
    "cut_off": "The stick figure did not arrive whole. It was not kept.",
    "corrupt": "The stick figure was changed on its way. It was not kept.",
    "goes_on": "Something follows the end of the stick figure. It was not kept.",
}
_NOT_TEXT = "Send the stick figure as base64 text, or leave it out."
_NOTHING_SEEN = "A stick figure is kept for a set that the camera counted. This one has no count."
_TOO_LARGE = "This stick figure is larger than its set can be. It was not kept."
_OTHER_SET = "This stick figure has fewer or more pictures than its set can have. It was not kept."


@dataclass(frozen=True)
class GoodTrace:
    """Bytes that `unbrace.motion.trace` can read from the first frame to the last."""

    data: bytes
    frames: int


@dataclass(frozen=True)
class BadTrace:
    """Why it is not kept, for the person."""

    sentence: str


def read_trace(sent: object, seen: SessionResult | None) -> GoodTrace | BadTrace:
    """The trace of one set, or why it is none."""
    if seen is None:
        return BadTrace(_NOTHING_SEEN)
    if not isinstance(sent, str):
        return BadTrace(_NOT_TEXT)
    most = most_bytes(seen.duration_ms)
    if len(sent) > 4 * math.ceil(most / 3):
        return BadTrace(_TOO_LARGE)
    try:
        data = base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        return BadTrace(_NOT_TEXT)
    if len(data) > most:
        return BadTrace(_TOO_LARGE)
    trace = open_trace(data)
    if isinstance(trace, Damage):
        return BadTrace(_DAMAGED[trace.kind])
    if not seen.frames <= trace.frame_count <= _most_frames(seen.duration_ms):
        return BadTrace(_OTHER_SET)
    return GoodTrace(data, trace.frame_count)


def most_bytes(duration_ms: float) -> int:
    """150 kB for each minute begun."""
    return BYTES_PER_MINUTE * max(1, math.ceil(duration_ms / 60_000))


def _most_frames(duration_ms: float) -> float:
    """Those that the engine left out for their time are in the trace, too: a second's worth is allowed for."""
    return FASTEST_FPS * (duration_ms / 1000 + 1)
