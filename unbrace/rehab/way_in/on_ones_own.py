"""How far to walk for somebody whom no therapist looks after: the walking programme, fed by what they write down.

Only walking grows here, in the steps of `rehab.walking`; nothing else is dosed without a therapist. It grows after a
week that was rated and calm. A bad day, a flare-up or a safety answer that waits for a look may hold it or make it
shorter, never longer, and a day that comes later never makes an earlier week look better.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from unbrace.rehab.walking import WalkingWeek, first_walk, next_walk

DAYS_A_WEEK, FIRST_DAYS = 7, 3
MOST_AT_FIRST = 10
#: Points above the usual rating: up to here a week was green, from there on red (programme rule, as in the zones).
GREEN_UP_TO, RED_FROM = 1, 3
#: So many ratings make a usual pain, as in `rehab.progression.usual_pain`.
ENOUGH_RATINGS = 3


@dataclass(frozen=True)
class OwnDay:
    """`day` counts from the first one written down. None: not said."""

    day: int
    walked: int | None = None
    pain: int | None = None


@dataclass(frozen=True)
class Waiting:
    """Days, both included, on which a flare-up was on or something that was found had not been cleared."""

    since: int
    until: int


def walk_now(days: Sequence[OwnDay], today: int, waiting: Sequence[Waiting] = ()) -> int:
    """Minutes for one walk now. The first walk anybody wrote down says what is comfortable."""
    walks = [one for one in days if one.walked]
    if not walks:
        return MOST_AT_FIRST
    first = walks[0]
    minutes = first_walk(first.walked or 0)
    for began in range(first.day, today - DAYS_A_WEEK + 1, DAYS_A_WEEK):
        ends = began + DAYS_A_WEEK
        step = next_walk(_week(days, began, ends, minutes))
        held = any(one.since <= ends and one.until >= began for one in waiting)
        minutes = min(minutes, step) if held else step
    return minutes


def _week(days: Sequence[OwnDay], began: int, ends: int, minutes: int) -> WalkingWeek:
    week = [one for one in days if began <= one.day < ends]
    ratings = [one.pain for one in week if one.pain is not None]
    worst = max(ratings, default=0)
    usual = _usual([one.pain for one in days if one.day < began and one.pain is not None], ratings)
    return WalkingWeek(
        minutes=minutes,
        green=usual is not None and bool(ratings) and worst <= usual + GREEN_UP_TO,
        red=usual is not None and bool(ratings) and worst >= usual + RED_FROM,
        adherence=min(1.0, len({one.day for one in week if one.walked}) / FIRST_DAYS),
    )


def _usual(before: Sequence[int], ratings: Sequence[int]) -> float | None:
    """From the days before this week, so that a week is never held against itself; where there are too few, the
    lowest of the week: bad days cannot make bad days usual."""
    if len(before) >= ENOUGH_RATINGS:
        return median(before)
    return min(ratings, default=None)
