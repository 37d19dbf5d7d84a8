"""From the numbers of tests to what the impairment rules ask for. Which test speaks for what, in one place.

A number seen by one camera of a turn about the long axis screens only and feeds no rule. A range is taken from the side
that moves less, a hold from the shorter side. What was not seen or not done stays unknown, never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from unbrace.rehab.impairments.endurance import HOLD_LOW_S
from unbrace.rehab.impairments.evidence import Measured

FREE, STIFF, PAINFUL = "free", "stiff", "painful"
"""What the person says stopped a movement."""


@dataclass(frozen=True)
class NumberOfTest:
    """The main number of one test on one day. `by_camera`; `ended`: what stopped the movement, empty: not asked."""

    test: str
    side: str
    value: float
    error_band: float
    day: date
    unit: str = ""
    by_camera: bool = False
    ended: str = ""


#: Ranges and distances with an error band: test -> field of `Assessment`, and whether the smaller side counts.
RANGES: Mapping[str, str] = {
    "straight-leg-raise": "straight_leg_raise",
    "hip-rotation": "hip_rotation",
    "standing-extension": "trunk_extension",
    "shoulder-flexion": "shoulder_flexion",
}
#: Only as a tape or a phone gives them: a camera's number is of another kind or too rough.
BY_HAND_ONLY: Mapping[str, tuple[str, str]] = {
    "forward-bend": ("fingertip_to_floor", "cm"),
    "head-to-wall": ("occiput_to_wall", "cm"),
    "seated-thoracic-rotation": ("thoracic_rotation_inclinometer", "degrees"),
}
HOLDS: Mapping[str, str] = {
    "chest-lift-hold": "chest_lift_s",
    "sorensen": "sorensen_s",
    "prone-plank": "plank_s",
    "deep-neck-flexor-hold": "deep_neck_flexors_s",
    "single-leg-stance": "one_leg_stance_s",
}
#: Where the end of a movement is stiff or painful: what that says.
END_RANGE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "forward-bend": ("end_range_low_back", (STIFF, PAINFUL)),
    "standing-extension": ("end_range_low_back", (STIFF, PAINFUL)),
    "side-bend": ("end_range_low_back", (STIFF, PAINFUL)),
    "neck-rotation": ("end_range_neck", (PAINFUL,)),
    "neck-flexion": ("end_range_neck", (PAINFUL,)),
    "neck-extension": ("end_range_neck", (PAINFUL,)),
    "neck-side-bend": ("end_range_neck", (PAINFUL,)),
    "seated-thoracic-rotation": ("upper_back_feels_stiff", (STIFF,)),
    "straight-leg-raise": ("hips_feel_stiff", (STIFF,)),
    "hip-rotation": ("hips_feel_stiff", (STIFF,)),
}
CHAIR, BRIDGE, NECK = "chair-stand-30s", "side-bridge", "neck-rotation"
OTHERS: Mapping[str, str] = {"chest-and-belly-breathing": "chest_share_with_load"}


def from_tests(numbers: Sequence[NumberOfTest]) -> dict[str, Any]:
    """Fields of `Assessment`, from the newest number of each test and side; `…_twice` looks at earlier days too."""
    newest: dict[tuple[str, str], NumberOfTest] = {}
    for number in sorted(numbers, key=lambda one: one.day):
        newest[number.test, number.side] = number
    found: dict[str, Any] = {}
    for test in {test for test, _ in newest}:
        sides = [number for (of, _), number in newest.items() if of == test]
        found |= _read(test, sides)
    found |= _twice(numbers)
    return found


def _read(test: str, sides: Sequence[NumberOfTest]) -> dict[str, Any]:
    least = min(sides, key=lambda one: one.value)
    found: dict[str, Any] = {}
    if test in RANGES:
        found[RANGES[test]] = Measured(least.value, least.error_band)
    elif test in BY_HAND_ONLY:
        field, unit = BY_HAND_ONLY[test]
        by_hand = [one for one in sides if not one.by_camera and one.unit == unit]
        if by_hand:
            worst = (max if unit == "cm" else min)(by_hand, key=lambda one: one.value)
            # fingers below the floor are a distance of nothing
            found[field] = Measured(max(0.0, worst.value), worst.error_band)
    elif test in HOLDS:
        found[HOLDS[test]] = max(0.0, least.value)
    elif test in OTHERS and not least.by_camera:
        found[OTHERS[test]] = least.value
    elif test == CHAIR:
        found["chair_stands"] = int(least.value)
    elif test == BRIDGE:
        found |= {f"side_bridge_{one.side}_s": one.value for one in sides if one.side != "both"}
    elif test == NECK:
        by_hand = [one for one in sides if not one.by_camera and one.side != "both"]
        found |= {f"neck_rotation_{one.side}": Measured(one.value, one.error_band) for one in by_hand}
    if test in END_RANGE:
        field, ends = END_RANGE[test]
        if any(one.ended in ends for one in sides):
            found[field] = True
    return found


def _twice(numbers: Sequence[NumberOfTest]) -> dict[str, bool]:
    """A low hold on two different days."""
    found = {}
    for test, field in (("prone-plank", "plank_low_twice"), (BRIDGE, "side_bridge_low_twice")):
        days = {one.day for one in numbers if one.test == test and one.value < HOLD_LOW_S}
        if len(days) >= 2:
            found[field] = True
    return found
