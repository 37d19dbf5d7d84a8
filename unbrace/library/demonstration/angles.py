"""The words for a pose: each angle, what it means, and how far a healthy adult's joint goes.

Every angle is zero in easy standing with the arms hanging, thumbs to the front. The limits are generous ranges of
motion (American Academy of Orthopaedic Surgeons' values plus what the shoulder blade and the pelvis add): they catch
typing errors and joints bent the other way, they are no advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Angle:
    """One word of the language: its lowest and highest value, and what a positive value does."""

    lowest: float
    highest: float
    meaning: str
    flips: bool = False
    """Positive means to the person's right, so it changes its sign in the mirror."""


BODY: Final[Mapping[str, Angle]] = MappingProxyType(
    {
        "body_lean": Angle(-120, 150, "the whole body, pelvis first, forward"),
        "body_tip": Angle(-90, 90, "the whole body sideways, to the right", flips=True),
        "body_turn": Angle(-180, 180, "the whole body round its length, to the right", flips=True),
        "lower_back_flexion": Angle(-45, 70, "lower back round; minus is hollow"),
        "upper_back_flexion": Angle(-35, 55, "upper back round; minus is arched"),
        "side_bend": Angle(-50, 50, "the trunk sideways, to the right", flips=True),
        "trunk_turn": Angle(-65, 65, "the trunk about its length, to the right", flips=True),
        "neck_flexion": Angle(-65, 65, "the neck forward"),
        "neck_side_bend": Angle(-45, 45, "the neck sideways, to the right", flips=True),
        "neck_turn": Angle(-80, 80, "the head round to the right", flips=True),
        "head_nod": Angle(-30, 30, "the head alone, a nod"),
        "chin_glide": Angle(-30, 30, "the head straight back over the shoulders; minus is poked forward"),
        "levelled": Angle(
            0, 1, "1 tips the body until both parts named by `level` touch the floor, 0 leaves it"
        ),
        "height": Angle(
            -50, 80, "centimetres: the whole body higher, such as on a rise of the heels or on a bench"
        ),
        "shift_forward": Angle(-100, 100, "centimetres: the whole body forward over its base"),
        "shift_right": Angle(-100, 100, "centimetres: the whole body to the right", flips=True),
    }
)

LIMB: Final[Mapping[str, Angle]] = MappingProxyType(
    {
        "shoulder_elevation": Angle(
            -60, 185, "the arm away from hanging, in the plane below; minus is behind"
        ),
        "shoulder_plane": Angle(-60, 180, "0 is straight ahead, 90 out to the side, minus across the chest"),
        "shoulder_rotation": Angle(-100, 100, "the upper arm about its length, outward"),
        "shoulder_lift": Angle(-15, 40, "the shoulder up, a shrug"),
        "shoulder_forward": Angle(-30, 30, "the shoulder forward; minus squeezes the blades"),
        "elbow_flexion": Angle(-5, 155, "the elbow bent"),
        "forearm_rotation": Angle(-95, 95, "palm to the front or up; minus palm to the back or down"),
        "wrist_extension": Angle(-80, 95, "the back of the hand towards the forearm"),
        "grip": Angle(-20, 100, "percent: 0 an easy open hand, 100 a fist"),
        "hip_flexion": Angle(-35, 140, "the thigh forward; minus is back"),
        "hip_abduction": Angle(-45, 75, "the thigh out to its side"),
        "hip_rotation": Angle(-55, 75, "the thigh about its length, outward"),
        "knee_flexion": Angle(-5, 165, "the knee bent"),
        "ankle_flexion": Angle(-65, 40, "toes up; minus is toes long"),
        "toe_extension": Angle(-40, 90, "toes bent up"),
        "foot_forward": Angle(-120, 120, "centimetres: a planted foot forward of where it would be"),
        "foot_out": Angle(-60, 120, "centimetres: a planted foot out to its side"),
        "foot_up": Angle(0, 60, "centimetres: a planted foot higher, such as on a step"),
        "hand_forward": Angle(-120, 120, "centimetres: a resting hand moved to the front"),
        "hand_out": Angle(-120, 120, "centimetres: a resting hand moved out to its side"),
        "hand_up": Angle(-120, 120, "centimetres: a resting hand moved up"),
        "hand_turn": Angle(-120, 120, "a resting hand turned on the spot, fingers outward"),
        "hand_roll": Angle(-180, 180, "a resting hand rolled about its length, palm to the front or up"),
    }
)

SIDES: Final = ("left", "right")


@dataclass(frozen=True)
class Pose:
    """One position: angles of the body and of each side, and what each hand and foot rests on."""

    body: Mapping[str, float]
    limbs: Mapping[str, Mapping[str, float]]
    hands: Mapping[str, str]
    feet: Mapping[str, str]
    given: frozenset[str] = frozenset()
    """The body angles the author wrote, as opposed to those left at the base's own value."""

    def limb(self, side: str, name: str) -> float:
        """One angle of one side."""
        return self.limbs[side].get(name, 0.0)

    def mirrored(self) -> Pose:
        """The same with left and right changed over."""
        body = {name: -value if BODY[name].flips else value for name, value in self.body.items()}
        return Pose(
            body,
            {"left": self.limbs["right"], "right": self.limbs["left"]},
            {"left": self.hands["right"], "right": self.hands["left"]},
            {"left": self.feet["right"], "right": self.feet["left"]},
            self.given,
        )

    def towards(self, other: Pose, share: float) -> Pose:
        """The angles `share` of the way to another pose; what rests where is settled by the caller."""
        return Pose(
            _mix(self.body, other.body, share),
            {side: _mix(self.limbs[side], other.limbs[side], share) for side in SIDES},
            self.hands,
            self.feet,
            self.given | other.given,
        )


def _mix(one: Mapping[str, float], other: Mapping[str, float], share: float) -> dict[str, float]:
    names = one.keys() | other.keys()
    return {n: one.get(n, 0.0) + (other.get(n, 0.0) - one.get(n, 0.0)) * share for n in sorted(names)}
