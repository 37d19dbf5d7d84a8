"""How a body can start: which way it lies or stands, what carries it, and what it rests on until told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from unbrace.library.demonstration.turns import FORWARD, LEFTWARD, NO_TURN, Turn, about

SEAT_HEIGHT: Final = 0.45

LEG: Final = ("thigh", "shin", "foot", "toes")
ARM: Final = (
    "upper_arm",
    "upper_arm_twist",
    "forearm",
    "forearm_twist",
    "hand",
    "fingers",
    "fingertips",
    "thumb",
)
TRUNK: Final = ("pelvis", "lower_back_1", "lower_back_2", "lower_back_3", "upper_back_1", "upper_back_2")


def _both(*parts: str) -> frozenset[str]:
    return frozenset(f"{side}_{part}" for side in ("left", "right") for part in parts)


GROUPS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "feet": _both("foot", "toes"),
        "knees": _both("thigh", "shin"),
        "legs": _both(*LEG),
        "seat": frozenset({"pelvis"}) | _both("thigh"),
        "arms": _both(*ARM),
        "hands": _both("hand", "fingers", "fingertips"),
        "forearms": _both("forearm", "forearm_twist", "hand"),
        "back": frozenset(TRUNK) | _both("shoulder") | {"neck_1", "neck_2", "head"},
        "front": frozenset(TRUNK) | _both(*LEG),
        "side": frozenset(TRUNK) | _both(*LEG) | _both("shoulder"),
        "right_forearm": frozenset({"right_forearm", "right_forearm_twist", "right_hand"}),
        "left_forearm": frozenset({"left_forearm", "left_forearm_twist", "left_hand"}),
        "left_foot": frozenset({"left_foot", "left_toes"}),
        "right_foot": frozenset({"right_foot", "right_toes"}),
        "left_knee": frozenset({"left_thigh", "left_shin", "left_foot", "left_toes"}),
        "right_knee": frozenset({"right_thigh", "right_shin", "right_foot", "right_toes"}),
    }
)
"""Parts of the body that can carry it, by the bones whose skin they are."""

ANCHORS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "feet": ("left_foot", "right_foot"),
        "left_foot": ("left_foot",),
        "right_foot": ("right_foot",),
        "toes": ("left_toes", "right_toes"),
        "knees": ("left_shin", "right_shin"),
        "left_knee": ("left_shin",),
        "right_knee": ("right_shin",),
        "pelvis": ("pelvis",),
        "upper_back": ("upper_back_2",),
        "head": ("head",),
        "elbows": ("left_forearm", "right_forearm"),
        "left_elbow": ("left_forearm",),
        "right_elbow": ("right_forearm",),
        "hands": ("left_hand", "right_hand"),
    }
)
"""Joints that stay over their place on the floor while the rest moves."""


class BaseName(StrEnum):
    """The positions an exercise can be done in."""

    STANDING = "standing"
    SITTING = "sitting"
    LYING_ON_BACK = "lying_on_back"
    CROOK_LYING = "crook_lying"
    LYING_ON_FRONT = "lying_on_front"
    LYING_ON_RIGHT_SIDE = "lying_on_right_side"
    LYING_ON_LEFT_SIDE = "lying_on_left_side"
    HANDS_AND_KNEES = "hands_and_knees"
    HALF_KNEELING = "half_kneeling"
    KNEELING = "kneeling"
    PLANK = "plank"


@dataclass(frozen=True)
class Base:
    """Which way the pelvis faces, what carries the body, what stays in place, and the angles to begin with."""

    turn: Turn
    carried_by: str
    anchor: str
    body: Mapping[str, float] = field(default_factory=dict)
    limbs: Mapping[str, float] = field(default_factory=dict)
    left: Mapping[str, float] = field(default_factory=dict)
    right: Mapping[str, float] = field(default_factory=dict)
    hand: str = "free"
    foot: str = "free"
    feet: Mapping[str, str] = field(default_factory=dict)
    mat: bool = True


_BACK, _FRONT = about(LEFTWARD, -90), about(LEFTWARD, 90)
_HANGING = {"shoulder_elevation": 6.0, "shoulder_plane": 80.0, "elbow_flexion": 10.0}
_BESIDE = {
    "shoulder_elevation": 16.0,
    "shoulder_plane": 125.0,
    "elbow_flexion": 5.0,
    "forearm_rotation": -70.0,
}

BASES: Final[Mapping[BaseName, Base]] = MappingProxyType(
    {
        BaseName.STANDING: Base(NO_TURN, "feet", "feet", limbs=_HANGING, foot="flat", mat=False),
        BaseName.SITTING: Base(
            NO_TURN,
            "seat",
            "pelvis",
            limbs={"hip_flexion": 88, "knee_flexion": 88, "shoulder_elevation": 12, "elbow_flexion": 40},
            hand="thigh",
            foot="flat",
            mat=False,
        ),
        BaseName.LYING_ON_BACK: Base(
            _BACK, "back", "pelvis", limbs={**_BESIDE, "hip_abduction": 3, "ankle_flexion": -25}
        ),
        BaseName.CROOK_LYING: Base(
            _BACK,
            "back",
            "pelvis",
            limbs={**_BESIDE, "hip_flexion": 50, "knee_flexion": 95, "ankle_flexion": 0},
            foot="flat",
        ),
        BaseName.LYING_ON_FRONT: Base(
            _FRONT,
            "front",
            "pelvis",
            limbs={**_BESIDE, "hip_flexion": 4, "ankle_flexion": -62, "toe_extension": -10},
        ),
        BaseName.LYING_ON_RIGHT_SIDE: Base(about(FORWARD, 90), "side", "pelvis"),
        BaseName.LYING_ON_LEFT_SIDE: Base(about(FORWARD, -90), "side", "pelvis"),
        BaseName.HANDS_AND_KNEES: Base(
            _FRONT,
            "legs",
            "knees",
            body={"body_lean": -8},  # arms are longer than thighs
            limbs={
                "hip_flexion": 82,
                "knee_flexion": 90,
                "ankle_flexion": -55,
                "shoulder_elevation": 82,
                "elbow_flexion": 5,
            },
            hand="floor",
            foot="shin_down",
        ),
        BaseName.HALF_KNEELING: Base(
            NO_TURN,
            "right_knee",
            "right_knee",
            limbs=_HANGING,
            left={"hip_flexion": 90, "knee_flexion": 90},
            right={"hip_flexion": 0, "knee_flexion": 90, "ankle_flexion": -45},
            feet={"left": "flat", "right": "shin_down"},
        ),
        BaseName.KNEELING: Base(
            NO_TURN,
            "legs",
            "knees",
            limbs={**_HANGING, "knee_flexion": 90, "ankle_flexion": -55},
            foot="shin_down",
        ),
        BaseName.PLANK: Base(
            _FRONT,
            "legs",
            "toes",
            limbs={"shoulder_elevation": 85, "ankle_flexion": 0, "toe_extension": 60},
        ),
    }
)
