"""How far to walk for somebody whom no therapist looks after: the walking programme, fed by what they write down.

Only walking grows here, in the steps of `rehab.walking`; nothing else is dosed without a therapist. A week without a
pain rating is neither good nor bad and changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from unbrace.rehab.walking import WalkingWeek, first_walk, next_walk

DAYS_A_WEEK, FIRST_DAYS = 7, 3
MOST_AT_FIRST = 10
#: Points above the usual rating: up to here a week was green, from there on red (programme rule, as in the zones).
GREEN_UP_TO, RED_FROM = 1, 3


@dataclass(frozen=True)
class OwnDay:
    """`day` counts from the first one written down. None: not said."""

    day: int
    walked: int | None = None
    pain: int | None = None


def walk_now(days: Sequence[OwnDay], today: int) -> int:
    """Minutes for one walk now. The first walk anybody wrote down says what is comfortable."""
    walks = [one for one in days if one.walked]
    if not walks:
        return MOST_AT_FIRST
    first = walks[0]
    minutes = first_walk(first.walked or 0)
    usual = median(one.pain for one in days if one.pain is not None) if _rated(days) else None
    for began in range(first.day, today - DAYS_A_WEEK + 1, DAYS_A_WEEK):
        minutes = next_walk(
            _week([one for one in days if began <= one.day < began + DAYS_A_WEEK], minutes, usual)
        )
    return minutes


def _week(days: Sequence[OwnDay], minutes: int, usual: float | None) -> WalkingWeek:
    ratings = [one.pain for one in days if one.pain is not None]
    known = usual is not None and bool(ratings)
    worst = max(ratings, default=0)
    return WalkingWeek(
        minutes=minutes,
        green=known and worst <= (usual or 0) + GREEN_UP_TO,
        red=known and worst >= (usual or 0) + RED_FROM,
        adherence=min(1.0, len({one.day for one in days if one.walked}) / FIRST_DAYS),
    )


def _rated(days: Sequence[OwnDay]) -> bool:
    return any(one.pain is not None for one in days)
