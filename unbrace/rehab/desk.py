"""My desk: which one thing to try first, from what somebody measured and what a camera saw, and what came of it.

Comfortable ranges, never a right posture (assessment protocol, section 3; it restates pages on the OSHA workstation
guide and ISO 9241-5, which were not opened). New furniture alone has not reliably prevented pain: a change is for
comfort and for moving easily. One change at a time, or nobody could say what helped. A draft until a clinician has
signed it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import asin, degrees, radians, sin

VERSION = "desk/2026-11-draft"

#: Centimetres, minutes and hours that can be true of a desk: (least, most). Beyond them somebody mistyped.
BOUNDS: dict[str, tuple[float, float]] = {
    "seat_cm": (25, 90),
    "knee_cm": (20, 75),
    "table_cm": (40, 140),
    "elbow_cm": (40, 140),
    "screen_top_cm": (40, 230),
    "eye_cm": (60, 190),
    "screen_away_cm": (15, 200),
    "longest_sitting_min": (1, 720),
    "laptop_hours": (0, 18),
}

LONGEST_SITTING_MIN = 45.0
"""Minutes in one go from which a short break is worth trying (W8)."""

ELBOW_DEG = (80.0, 120.0)
"""Comfortable for most (W3)."""

FOREARM_CM = 35.0
"""From the elbow to the middle of the hand: a fifth of a height of 175 cm (Drillis and Contini 1966)."""

TAPE_CM = 2.0
"""How far off one's own tape measure may be (assessment protocol, section 2)."""

SCREEN_BELOW_EYE_CM = (0.0, 10.0)
"""Top of the screen under the eyes (W5)."""

SCREEN_AWAY_CM = (45.0, 90.0)
"""How far the screen is away (W6)."""

LAPTOP_HOURS = 2.0
"""Of a laptop alone, a day (W9)."""

UPPER_ARM_DEG, TRUNK_DEG, KNEE_BEND_DEG = 20.0, (-20.0, 10.0), (60.0, 100.0)
"""Comfortable for most, by camera: upper arm from the trunk (W7), trunk forward (W4), bend of the knee (W2)."""

BOTHERS_FROM = 3
"""A camera's angle alone changes nothing (rule R3): the person has to say that sitting there bothers them, 0 to 10."""

MATTERS, MATTERS_AT_ONCE = 2, 3
"""Points of 10 that are more than a wobble of a pain rating (Childs 2005), and that nobody waits a week with."""

FIRST_LOOK, SECOND_LOOK = 1, 7
"""Days after a change on which it is asked how it is."""

LATEST_LOOK = 28
"""Days after which nobody remembers how it was, and nothing is asked any more."""


class Change(StrEnum):
    """The ids of the texts in `content/desk/changes.yaml`."""

    SIT_LESS_AT_A_TIME = "sit-less-at-a-time"
    FEET_ON_SOMETHING = "feet-on-something"
    HANDS_LOWER = "hands-lower"
    HANDS_HIGHER = "hands-higher"
    MOUSE_CLOSER = "mouse-closer"
    LARGER_LETTERS = "larger-letters"
    SCREEN_FURTHER = "screen-further"
    SCREEN_LOWER = "screen-lower"
    SCREEN_HIGHER = "screen-higher"
    LAPTOP_STAND = "laptop-stand"
    USE_THE_BACKREST = "use-the-backrest"
    SEAT_HIGHER = "seat-higher"


class By(StrEnum):
    """Who says so."""

    PERSON = "person"
    CAMERA = "camera"


@dataclass(frozen=True)
class Desk:
    """A desk as its person describes it; None was not answered and points to nothing.

    Heights over the floor in cm: the seat, the hollow of the knee, where the hands work, the elbow, the top of the
    screen, the eye. `bothers`: how much sitting there bothers, 0 to 10.
    """

    feet_supported: bool | None = None
    mouse_near: bool | None = None
    reading_glasses: bool | None = None
    seat_cm: float | None = None
    knee_cm: float | None = None
    table_cm: float | None = None
    elbow_cm: float | None = None
    screen_top_cm: float | None = None
    eye_cm: float | None = None
    screen_away_cm: float | None = None
    longest_sitting_min: float | None = None
    laptop_hours: float | None = None
    bothers: int | None = None


@dataclass(frozen=True)
class Angle:
    """One angle of the camera test "You at your desk", degrees, and how far off it may be."""

    value: float
    band: float


@dataclass(frozen=True)
class Seen:
    """What the camera saw; None was not seen."""

    trunk: Angle | None = None
    knee_bend: Angle | None = None
    elbow_bend: Angle | None = None
    upper_arm: Angle | None = None


@dataclass(frozen=True)
class Found:
    """One thing outside its comfortable range: `value` against `low` to `high`, in `unit`; None where it is a yes or
    no. `band` is how far off `value` may be."""

    change: Change
    by: By
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    band: float = 0.0
    rules_version: str = VERSION


Rule = Callable[[Desk, Seen], Found | None]


def sits_long(desk: Desk, seen: Seen) -> Found | None:
    """More than 45 minutes in one go: getting up costs nothing and helps whatever the furniture."""
    minutes = desk.longest_sitting_min
    if minutes is None or minutes <= LONGEST_SITTING_MIN:
        return None
    return Found(Change.SIT_LESS_AT_A_TIME, By.PERSON, minutes, 0, LONGEST_SITTING_MIN, "min")


def feet_hang(desk: Desk, seen: Seen) -> Found | None:
    """The feet are not supported, or nobody said so and the seat is higher than the hollow of the knee."""
    if desk.feet_supported is False:
        return Found(Change.FEET_ON_SOMETHING, By.PERSON)
    if desk.feet_supported or desk.seat_cm is None or desk.knee_cm is None:
        return None
    if desk.seat_cm - desk.knee_cm <= 2 * TAPE_CM:
        return None
    return Found(Change.FEET_ON_SOMETHING, By.PERSON, desk.seat_cm, 0, desk.knee_cm, "cm", 2 * TAPE_CM)


def hands_too_high_or_low(desk: Desk, seen: Seen) -> Found | None:
    """The elbow is bent to less than 80 or opened to more than 120 degrees, from tape or camera."""
    if desk.table_cm is not None and desk.elbow_cm is not None:
        low, high = (desk.elbow_cm + FOREARM_CM * sin(radians(90 - one)) for one in reversed(ELBOW_DEG))
        return _either(
            (Change.HANDS_HIGHER, Change.HANDS_LOWER),
            By.PERSON,
            desk.table_cm,
            (low, high),
            "cm",
            2 * TAPE_CM,
        )
    low, high = 180 - ELBOW_DEG[1], 180 - ELBOW_DEG[0]
    return _angle((Change.HANDS_HIGHER, Change.HANDS_LOWER), desk, seen.elbow_bend, (low, high))


def reaches_for_the_mouse(desk: Desk, seen: Seen) -> Found | None:
    """Keyboard or mouse cannot be reached with the elbow near the body."""
    if desk.mouse_near is False:
        return Found(Change.MOUSE_CLOSER, By.PERSON)
    if desk.mouse_near:
        return None
    return _angle((None, Change.MOUSE_CLOSER), desk, seen.upper_arm, (0, UPPER_ARM_DEG))


def screen_near_or_far(desk: Desk, seen: Seen) -> Found | None:
    """Nearer than 45 or further than 90 cm; larger letters go before moving the screen."""
    pair = (Change.SCREEN_FURTHER, Change.LARGER_LETTERS)
    return _either(pair, By.PERSON, desk.screen_away_cm, SCREEN_AWAY_CM, "cm", TAPE_CM)


def screen_high_or_low(desk: Desk, seen: Seen) -> Found | None:
    """The top of the screen above the eyes, or more than 10 cm under them. Glasses for near and far want it lower."""
    if desk.screen_top_cm is None or desk.eye_cm is None:
        return None
    low, high = (desk.eye_cm - one for one in reversed(SCREEN_BELOW_EYE_CM))
    raises = None if desk.reading_glasses else Change.SCREEN_HIGHER
    pair = (raises, Change.SCREEN_LOWER)
    return _either(pair, By.PERSON, desk.screen_top_cm, (low, high), "cm", 2 * TAPE_CM)


def laptop_alone(desk: Desk, seen: Seen) -> Found | None:
    """More than two hours a day on a laptop without screen or keyboard of their own."""
    hours = desk.laptop_hours
    if hours is None or hours <= LAPTOP_HOURS:
        return None
    return Found(Change.LAPTOP_STAND, By.PERSON, hours, 0, LAPTOP_HOURS, "h")


def leans_forward(desk: Desk, seen: Seen) -> Found | None:
    """The camera saw the trunk clearly forward, and sitting there bothers."""
    return _angle((None, Change.USE_THE_BACKREST), desk, seen.trunk, TRUNK_DEG)


def sits_low(desk: Desk, seen: Seen) -> Found | None:
    """The camera saw the knees clearly bent, and sitting there bothers."""
    return _angle((None, Change.SEAT_HIGHER), desk, seen.knee_bend, KNEE_BEND_DEG)


#: What costs nothing first, then chair, hands, screen; a camera's angle last.
RULES: tuple[Rule, ...] = (
    sits_long,
    feet_hang,
    hands_too_high_or_low,
    reaches_for_the_mouse,
    screen_near_or_far,
    screen_high_or_low,
    laptop_alone,
    leans_forward,
    sits_low,
)


def outside(desk: Desk, seen: Seen | None = None, *, tried: Collection[str] = ()) -> tuple[Found, ...]:
    """All that is outside its range, in the order in which to try it, without what was tried already."""
    found = (rule(desk, seen or Seen()) for rule in RULES)
    return tuple(one for one in found if one is not None and one.change not in tried)


def one_change(desk: Desk, seen: Seen | None = None, *, tried: Collection[str] = ()) -> Found | None:
    """The one thing to try now; None where everything that is known is within its range."""
    return next(iter(outside(desk, seen, tried=tried)), None)


Pair = tuple[Change | None, Change | None]


def _either(
    pair: Pair, by: By, value: float | None, comfortable: tuple[float, float], unit: str, band: float
) -> Found | None:
    """Below the range the first, above it the second change; within its own error it is neither."""
    if value is None:
        return None
    low, high = comfortable
    change = pair[0] if value < low - band else pair[1] if value > high + band else None
    return Found(change, by, value, low, high, unit, band) if change else None


def _angle(pair: Pair, desk: Desk, seen: Angle | None, comfortable: tuple[float, float]) -> Found | None:
    if seen is None or desk.bothers is None or desk.bothers < BOTHERS_FROM:
        return None
    return _either(pair, By.CAMERA, seen.value, comfortable, "degrees", seen.band)


def elbow_angle(table_cm: float, elbow_cm: float) -> float:
    """Degrees of the elbow with the upper arm hanging down and the hand on the table; 90 where both are level."""
    return 90 + degrees(asin(max(-1.0, min(1.0, (elbow_cm - table_cm) / FOREARM_CM))))


# -- what came of it -------------------------------------------------------------------------------------------------


class Came(StrEnum):
    """What the ratings say about one change. The person decides."""

    WAIT = "wait"
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_KNOWN = "not_known"


def what_came(before: int | None, day_1: int | None, day_7: int | None) -> Came:
    """How much it bothered before, a day and a week after the change, 0 to 10; None was not asked or not answered.

    Worse by three on the first day is enough. A week later a difference below two is a wobble: comfort decides.
    """
    if day_7 is None:
        if before is not None and day_1 is not None and day_1 - before >= MATTERS_AT_ONCE:
            return Came.WORSE
        return Came.WAIT
    if before is None:
        return Came.NOT_KNOWN
    if day_7 - before >= MATTERS:
        return Came.WORSE
    return Came.BETTER if before - day_7 >= MATTERS else Came.SAME


def look_due(done_on: date, today: date, answered: Collection[int] = ()) -> int | None:
    """Which look is due today: 1 from the next day on, 7 from a week on, None when none is."""
    days = (today - done_on).days
    if SECOND_LOOK in answered or days > LATEST_LOOK:
        return None
    if days >= SECOND_LOOK:
        return SECOND_LOOK
    return FIRST_LOOK if days >= FIRST_LOOK and FIRST_LOOK not in answered else None


def next_look(done_on: date, answered: Collection[int] = ()) -> date | None:
    """The day of the next look; None after the last one."""
    ahead = next((day for day in (FIRST_LOOK, SECOND_LOOK) if day not in answered), None)
    return done_on + timedelta(days=ahead) if ahead is not None and SECOND_LOOK not in answered else None
