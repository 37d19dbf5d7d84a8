"""The revised NIOSH lifting equation: how much of a load's limit a lift uses. Ergonomic information, nothing more.

It was made for healthy workers and says nothing about what weight is right for a person with back pain. It does not
hold for one hand, sitting or kneeling, more than eight hours, carrying, people, or loads that shift.

Source: NIOSH 94-110, revised 2021, public domain; the frequency table from memory, to be verified.
"""

from dataclasses import dataclass
from enum import StrEnum

VERSION = "lifting/2026-11-draft"
NOTE = (
    "Ergonomic information about this lift, made for healthy workers. It does not say which weight suits you."
)

LOAD_CONSTANT_KG = 23.0
CLOSEST_CM, FURTHEST_CM = 25.0, 63.0
WAIST_CM, HIGHEST_CM = 75.0, 175.0
SHORTEST_WAY_CM, LONGEST_WAY_CM = 25.0, 175.0
MOST_TWIST_DEGREES = 135.0
LONGEST_HOURS = 8.0
LOW_UP_TO, HIGH_FROM = 1.0, 3.0


class Grip(StrEnum):
    """How well the hands hold the load."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


#: Lifts a minute → factor for up to 1, 2 and 8 hours, each below waist height and from it upwards.
FREQUENCY: tuple[tuple[float, tuple[tuple[float, float], ...]], ...] = (
    (0.2, ((1.00, 1.00), (0.95, 0.95), (0.85, 0.85))),
    (0.5, ((0.97, 0.97), (0.92, 0.92), (0.81, 0.81))),
    (1, ((0.94, 0.94), (0.88, 0.88), (0.75, 0.75))),
    (2, ((0.91, 0.91), (0.84, 0.84), (0.65, 0.65))),
    (3, ((0.88, 0.88), (0.79, 0.79), (0.55, 0.55))),
    (4, ((0.84, 0.84), (0.72, 0.72), (0.45, 0.45))),
    (5, ((0.80, 0.80), (0.60, 0.60), (0.35, 0.35))),
    (6, ((0.75, 0.75), (0.50, 0.50), (0.27, 0.27))),
    (7, ((0.70, 0.70), (0.42, 0.42), (0.22, 0.22))),
    (8, ((0.60, 0.60), (0.35, 0.35), (0.18, 0.18))),
    (9, ((0.52, 0.52), (0.30, 0.30), (0.00, 0.15))),
    (10, ((0.45, 0.45), (0.26, 0.26), (0.00, 0.13))),
    (11, ((0.41, 0.41), (0.00, 0.23), (0.00, 0.00))),
    (12, ((0.37, 0.37), (0.00, 0.21), (0.00, 0.00))),
    (13, ((0.00, 0.34), (0.00, 0.00), (0.00, 0.00))),
    (14, ((0.00, 0.31), (0.00, 0.00), (0.00, 0.00))),
    (15, ((0.00, 0.28), (0.00, 0.00), (0.00, 0.00))),
)
HOURS = (1.0, 2.0, LONGEST_HOURS)
GRIP = {Grip.GOOD: (1.0, 1.0), Grip.FAIR: (0.95, 1.0), Grip.POOR: (0.90, 0.90)}


@dataclass(frozen=True)
class Lift:
    """One lift. Centimetres: `reach` of the hands from the ankles, `height` of the hands, `way` they travel upwards.

    `twist` in degrees, `per_minute` lifts a minute over `hours`.
    """

    load_kg: float
    reach_cm: float
    height_cm: float
    way_cm: float
    twist_degrees: float
    per_minute: float
    hours: float
    grip: Grip


@dataclass(frozen=True)
class LiftingIndex:
    """The recommended weight limit and load / limit; `index` is None where the lift is beyond the equation's bounds.

    `factors`: reach, height, way, twist, frequency, grip, each 0-1.
    """

    limit_kg: float
    index: float | None
    factors: tuple[float, float, float, float, float, float]
    reading: str
    note: str = NOTE
    rules_version: str = VERSION


NOT_ACCEPTABLE = "NOT_ACCEPTABLE"


def lifting_index(lift: Lift) -> LiftingIndex:
    """The index of one lift at one point. Raises ValueError beyond eight hours or for a negative or missing measure."""
    measures = (lift.reach_cm, lift.height_cm, lift.way_cm, lift.twist_degrees, lift.per_minute, lift.hours)
    if (
        lift.load_kg <= 0
        or lift.hours > LONGEST_HOURS
        or not all(0 <= one < float("inf") for one in measures)
    ):
        raise ValueError("the equation needs a load, and measures of 0 or more over at most 8 hours")
    factors = (
        reach_factor(lift.reach_cm),
        height_factor(lift.height_cm),
        way_factor(lift.way_cm),
        twist_factor(lift.twist_degrees),
        frequency_factor(lift.per_minute, lift.hours, lift.height_cm),
        GRIP[lift.grip][lift.height_cm >= WAIST_CM],
    )
    limit = LOAD_CONSTANT_KG
    for factor in factors:
        limit *= factor
    index = lift.load_kg / limit if limit else None
    return LiftingIndex(limit, index, factors, reading_of(index))


def lower_of(origin: LiftingIndex, destination: LiftingIndex) -> LiftingIndex:
    """Where the load has to be controlled at the end too, the lower limit counts."""
    return min(origin, destination, key=lambda one: one.limit_kg)


def reading_of(index: float | None) -> str:
    """low up to 1, discuss up to 3, high beyond; NOT_ACCEPTABLE where there is no index."""
    if index is None:
        return NOT_ACCEPTABLE
    if index <= LOW_UP_TO:
        return "low"
    return "discuss" if index <= HIGH_FROM else "high"


def reach_factor(reach_cm: float) -> float:
    """25 / reach; 1 when closer, 0 beyond 63 cm."""
    if reach_cm > FURTHEST_CM:
        return 0.0
    return CLOSEST_CM / max(reach_cm, CLOSEST_CM)


def height_factor(height_cm: float) -> float:
    """1 at 75 cm, 0.003 less for each centimetre away from it; 0 beyond 175 cm."""
    return 0.0 if height_cm > HIGHEST_CM else 1 - 0.003 * abs(height_cm - WAIST_CM)


def way_factor(way_cm: float) -> float:
    """0.82 + 4.5 / way; 1 for short ways, 0 beyond 175 cm."""
    if way_cm > LONGEST_WAY_CM:
        return 0.0
    return 1.0 if way_cm < SHORTEST_WAY_CM else 0.82 + 4.5 / way_cm


def twist_factor(degrees: float) -> float:
    """1 straight ahead, 0.0032 less for each degree; 0 beyond 135 degrees."""
    return 0.0 if degrees > MOST_TWIST_DEGREES else 1 - 0.0032 * degrees


def frequency_factor(per_minute: float, hours: float, height_cm: float) -> float:
    """From the table; between two rows the more frequent one counts, beyond 15 a minute nothing is left."""
    column = next(index for index, most in enumerate(HOURS) if hours <= most)
    reached = (by_hours for frequency, by_hours in FREQUENCY if per_minute <= frequency)
    by_hours = next(reached, None)
    return by_hours[column][height_cm >= WAIST_CM] if by_hours else 0.0
