"""The baseline: a person's usual pain, and whether it creeps up unseen.

The baseline is the median of the last 7 daily averages (at least 3 of them, else the answer given at the start). It
is frozen when a session starts. A slowly rising baseline would make every session look settled, so a rise of 2 points
against the median of four weeks ago holds everything and calls the therapist.
"""

from collections.abc import Sequence
from statistics import median

DAYS = 7
FEWEST_DAYS = 3
DRIFT = 2


def usual_pain(last_7_days: Sequence[float]) -> float | None:
    """Median of daily average pain, 0-10; None with fewer than 3 rated days."""
    return median(last_7_days[-DAYS:]) if len(last_7_days) >= FEWEST_DAYS else None


def baseline(last_7_days: Sequence[float], at_the_start: float | None) -> float | None:
    """The usual pain, else the average pain named when the programme began."""
    usual = usual_pain(last_7_days)
    return at_the_start if usual is None else usual


def has_drifted(now: float | None, four_weeks_ago: float | None) -> bool:
    """Whether the 7-day median rose by 2 or more in four weeks; False when either is not known."""
    return now is not None and four_weeks_ago is not None and now - four_weeks_ago >= DRIFT
