"""The engine's codes in plain words."""

from __future__ import annotations

from unbrace.motion.events import Hint, LostReason
from unbrace.motion.result import SeenView

LOST: dict[LostReason, str] = {
    "nobody": "nobody in the picture",
    "out_of_frame": "part of the body was outside the picture",
    "low_visibility": "the body was hidden or too dark",
    "second_person": "a second person came into the picture",
    "no_frames": "no pictures in the file",
}

HINTS: dict[Hint, str] = {
    "nobody": "nobody in the picture",
    "whole_body": "the whole body was not in the picture",
    "too_far": "the person was too far away",
    "too_close": "the person was too close",
    "turn_side_on": "the person should be side-on to the camera",
    "turn_to_camera": "the person should face the camera",
    "second_person": "a second person was in the picture",
    "hold_still": "the person did not stay still in the start position",
    "get_into_position": "the person was not in the start position",
    "slow_frames": "too few pictures a second",
}

VIEWS: dict[SeenView, str] = {
    "side": "seen from the side",
    "front": "seen from the front",
    "oblique": "seen half from the side",
    "unknown": "",
}


def fault_name(fault: str) -> str:
    """`f_knee_in` → `knee in`."""
    return fault.removeprefix("f_").replace("_", " ")


def counted(number: int, one: str, many: str) -> str:
    """`1 partial repetition`, `3 partial repetitions`."""
    return f"{number} {one if number == 1 else many}"
