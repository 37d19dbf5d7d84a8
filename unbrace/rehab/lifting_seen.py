"""What a camera saw of a lift, in the words of a therapist and for the lifting equation. Description, no verdict.

No style of lifting is a fault (Saraceni 2020, Swain 2020). The equation was made for healthy workers: see `lifting`.
Lengths seen by a camera are shares of the body's height, so the person's height in centimetres has to be told.
"""

from dataclasses import dataclass
from enum import StrEnum

from unbrace.rehab.lifting import Grip, Lift

STOOP_ABOVE, SQUAT_BELOW = 2.0, 0.8
"""Hip bend over knee bend at the lowest point (assessment protocol, section 4)."""

STRAIGHT_KNEES = 5.0
"""Less knee bend than this and a ratio says nothing: it is a stoop."""

FAR_PERCENT, TWIST_DEG, FAST_DEG_PER_S = 25.0, 30.0, 250.0
"""Where a cue is worth giving: reach in percent of height, turn, speed of the hip (section 4)."""

ANKLE_PERCENT = 3.9
"""Height of the ankle over the floor, percent of standing height (Drillis and Contini 1966)."""


class Style(StrEnum):
    """How hips and knees share the way down. None is better."""

    STOOP = "stoop"
    MIXED = "mixed"
    SQUAT = "squat"


class LiftCue(StrEnum):
    """What may make the next lift easier."""

    CLOSER = "closer"
    MOVE_YOUR_FEET = "move_your_feet"
    SMOOTH = "smooth"


@dataclass(frozen=True)
class LiftSeen:
    """The lowest point of a lift. Degrees; reach and hands in percent of standing height; None where not seen."""

    hip_deg: float | None = None
    knee_deg: float | None = None
    reach_percent: float | None = None
    hands_percent: float | None = None
    turn_deg: float | None = None
    speed_deg_per_s: float | None = None


def style_of(seen: LiftSeen) -> Style | None:
    """Stoop above twice as much hip as knee, squat below 0.8; None where either was not seen."""
    if seen.hip_deg is None or seen.knee_deg is None or seen.hip_deg <= 0:
        return None
    if seen.knee_deg < STRAIGHT_KNEES or seen.hip_deg / seen.knee_deg > STOOP_ABOVE:
        return Style.STOOP
    return Style.SQUAT if seen.hip_deg / seen.knee_deg < SQUAT_BELOW else Style.MIXED


def cues_of(seen: LiftSeen) -> tuple[LiftCue, ...]:
    """The cues worth giving. What was not seen gives none."""
    limits = (
        (seen.reach_percent, FAR_PERCENT, LiftCue.CLOSER),
        (seen.turn_deg, TWIST_DEG, LiftCue.MOVE_YOUR_FEET),
        (seen.speed_deg_per_s, FAST_DEG_PER_S, LiftCue.SMOOTH),
    )
    return tuple(cue for value, limit, cue in limits if value is not None and value > limit)


def as_lift(
    seen: LiftSeen,
    *,
    body_height_cm: float,
    load_kg: float,
    to_cm: float,
    per_minute: float,
    hours: float,
    grip: Grip,
) -> Lift | None:
    """The lift as `lifting.lifting_index` wants it; None where the hands were not seen.

    `to_cm` is the height over the floor at which the load is put down. A turn that was not seen is taken as none.
    """
    if seen.reach_percent is None or seen.hands_percent is None:
        return None
    from_cm = max(0.0, (seen.hands_percent + ANKLE_PERCENT) / 100 * body_height_cm)
    return Lift(
        load_kg=load_kg,
        reach_cm=seen.reach_percent / 100 * body_height_cm,
        height_cm=from_cm,
        way_cm=abs(to_cm - from_cm),
        twist_degrees=seen.turn_deg or 0.0,
        per_minute=per_minute,
        hours=hours,
        grip=grip,
    )
