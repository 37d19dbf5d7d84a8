"""Where a hand can rest: on the person's own body, or on something that stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from unbrace.library.demonstration.bases import SEAT_HEIGHT
from unbrace.library.demonstration.body import Body, outward
from unbrace.library.demonstration.skeleton import skeleton
from unbrace.library.demonstration.turns import Point, Turn, cross, dot, from_axes, minus, times, turned, unit

PALM: Final[Mapping[str, Point]] = MappingProxyType(
    {"left": (-0.022, -0.085, 0.0), "right": (0.022, -0.085, 0.0)}
)
"""The middle of the palm, from the wrist, in the hand's own axes."""

CHAIR_BACK_HEIGHT: Final = 0.88
COUNTER_HEIGHT: Final = 0.95
BOX_WIDTH: Final = 0.3
"""A box that is carried with a palm on each side."""
WORLD_HEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "floor": 0.0,
        "seat": SEAT_HEIGHT + 0.01,
        "chair_back": CHAIR_BACK_HEIGHT,
        "counter": COUNTER_HEIGHT,
        "wall": 0.0,
    }
)
"""Things outside the body a palm rests on, and how high they are. A wall is wherever the hand is."""


@dataclass(frozen=True)
class Place:
    """A spot of skin: x outward from the middle, y up, z forward as in standing (for a limb: from its joint)."""

    bone: str
    spot: Point
    fingers: Point
    palm: Point
    other_side: bool = False


PLACES: Final[Mapping[str, Place]] = MappingProxyType(
    {
        "belly": Place("lower_back_1", (0.055, 1.02, 0.158), (-0.95, -0.2, 0.0), (0.1, 0, -1)),
        "lower_ribs": Place("lower_back_3", (0.14, 1.17, 0.085), (-0.6, -0.1, 0.75), (-0.85, 0, -0.5)),
        "chest": Place("upper_back_1", (0.05, 1.32, 0.13), (-0.9, 0.3, 0.0), (0, 0, -1)),
        "other_shoulder": Place("upper_back_2", (-0.13, 1.40, 0.125), (-0.9, 0.55, -0.1), (0.3, -0.2, -1)),
        "hip": Place("pelvis", (0.172, 0.99, 0.04), (-0.25, -0.3, 0.9), (-1, 0, -0.2)),
        "back_of_hip": Place("pelvis", (0.085, 0.99, -0.105), (-0.15, -1, 0.05), (0, 0, 1)),
        "behind_head": Place("head", (0.045, 1.655, -0.072), (-0.85, 0.45, 0.0), (0, 0, 1)),
        "behind_neck": Place("neck_1", (0.0, 1.515, -0.085), (-1, 0.05, 0.0), (0, 0, 1)),
        "behind_waist": Place("lower_back_2", (0.0, 1.06, -0.125), (-1, -0.1, 0.0), (0, 0, -1)),
        "forehead": Place("head", (0.02, 1.715, 0.155), (-0.75, 0.6, 0.0), (0, 0, -1)),
        "side_of_head": Place("head", (0.09, 1.695, 0.055), (-0.05, 0.95, -0.25), (-1, 0, 0)),
        "over_head": Place("head", (-0.06, 1.765, 0.04), (-0.9, -0.45, 0.0), (0.45, -0.9, 0)),
        "thigh": Place("thigh", (0.0, -0.30, 0.083), (-0.12, -1, 0.0), (0, 0, -1)),
        "knee": Place("thigh", (0.0, -0.42, 0.072), (-0.1, -1, 0.0), (0, 0, -1)),
        "shin": Place("shin", (0.02, -0.10, 0.075), (-0.9, -0.35, 0.0), (0.15, 0, -1)),
        "back_of_thigh": Place("thigh", (0.03, -0.34, -0.085), (-0.95, -0.1, 0.0), (0, 0, 1)),
        "other_thigh": Place(
            "thigh", (0.07, -0.34, 0.05), (0.3, -0.9, 0.0), (-0.75, 0, -0.65), other_side=True
        ),
        "other_thigh_top": Place(
            "thigh", (-0.01, -0.24, 0.088), (0.35, -0.9, 0.0), (0.0, 0, -1), other_side=True
        ),
        "other_shin": Place(
            "shin", (-0.03, -0.10, 0.075), (0.9, -0.35, 0.0), (-0.15, 0, -1), other_side=True
        ),
        "other_back_of_thigh": Place(
            "thigh", (-0.03, -0.34, -0.085), (0.95, -0.1, 0.0), (0, 0, 1), other_side=True
        ),
        "other_knee": Place("thigh", (0.0, -0.43, 0.072), (0.6, -0.8, 0.0), (0, 0, -1), other_side=True),
        "other_ankle": Place("shin", (0.0, -0.36, 0.05), (0.8, -0.6, 0.0), (0, 0, -1), other_side=True),
        "other_hand": Place("hand", (-0.035, -0.085, 0.0), (0.0, -1, 0.15), (1, 0, 0), other_side=True),
        "other_elbow": Place("forearm", (0.02, -0.04, -0.035), (-0.2, 0.1, 0.9), (0, 1, 0), other_side=True),
        "beside_hip": Place("pelvis", (0.24, 0.885, 0.02), (0.05, 0.0, 1), (0, -1, 0)),
    }
)
LIMB_BONES: Final = ("thigh", "shin", "hand", "forearm")


def place_on_body(body: Body, side: str, name: str) -> tuple[Point, Turn]:
    """Middle of the palm and turn of the hand that rests on this place."""
    place = PLACES[name]
    owner = side if not place.other_side else ("right" if side == "left" else "left")
    s = outward(owner)
    limb = place.bone in LIMB_BONES
    bone = f"{owner}_{place.bone}" if limb else place.bone
    joint = (0.0, 0.0, 0.0) if limb else (0.0, *skeleton()[bone].at[1:])
    spot = minus((s * place.spot[0], place.spot[1], place.spot[2]), joint)
    turn = body.anatomical[bone]
    fingers = turned(turn, (s * place.fingers[0], *place.fingers[1:]))
    palm = turned(turn, (s * place.palm[0], *place.palm[1:]))
    return body.point(bone, spot), hand_turn(side, fingers, palm)


def hand_turn(side: str, fingers: Point, palm: Point) -> Turn:
    """The turn of a hand whose fingers point one way and whose palm faces another, as square as can be."""
    up = times(unit(fingers), -1)
    palm = unit(minus(palm, times(up, dot(palm, up))))
    left = times(palm, -1) if side == "left" else palm
    return from_axes(left, up, cross(left, up))
