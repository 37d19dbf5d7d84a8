"""Has it changed by so much that it matters to this person? From ratings day by day to one label and one line to cross.

A wobble is no news. So one week is held against the first one, each from three rated days or more, and the change has
to reach the instrument's smallest important change twice over: in points and in percent of the own start (Ostelo 2008:
2 points or 30 % for pain, RMDQ 5 points or 30 %; that both are asked for is a programme rule). The line to cross is the
person's own: from 8 of 10 it lies further down than from 4. A start below the smallest change has no line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from unbrace.rehab.scoring import ImportantChange, change_label

VERSION = "progress/2026-11-draft"

WEEK = timedelta(days=7)
FEWEST_DAYS = 3
#: Two single scores, such as two weekly check-ins, are held against each other from this distance on.
APART = timedelta(days=14)


@dataclass(frozen=True)
class Trend:
    """`label` as in `scoring.change_label`; None while too little is known. `line`: where a change that matters begins,
    None where the start is too near to nought for one."""

    first: float | None
    now: float | None
    label: str | None
    line: float | None
    rules_version: str = VERSION


UNKNOWN = Trend(None, None, None, None)


def daily_trend(ratings: Sequence[tuple[date, float]], today: date, change: ImportantChange) -> Trend:
    """`ratings` one a day, oldest first. The week of the first rating against the last seven days up to `today`."""
    if not ratings:
        return UNKNOWN
    begins = ratings[0][0]
    first = [value for day, value in ratings if day < begins + WEEK]
    now = [value for day, value in ratings if today - WEEK < day <= today]
    if len(first) < FEWEST_DAYS:
        return UNKNOWN
    start = fmean(first)
    if len(now) < FEWEST_DAYS or begins + WEEK > today - WEEK + timedelta(days=1):
        return Trend(start, None, None, line_to_cross(start, change))
    return _trend(start, fmean(now), change)


def single_trend(scores: Sequence[tuple[date, float]], change: ImportantChange) -> Trend:
    """`scores` each for a stretch of time, oldest first: the first against the last, two weeks apart or more."""
    if not scores:
        return UNKNOWN
    (begins, first), (ends, now) = scores[0], scores[-1]
    if ends - begins < APART:
        return Trend(first, None, None, line_to_cross(first, change))
    return _trend(first, now, change)


def _trend(first: float, now: float, change: ImportantChange) -> Trend:
    return Trend(first, now, change_label(first, now, change), line_to_cross(first, change))


def line_to_cross(first: float, change: ImportantChange) -> float | None:
    """The value at which an improvement begins to matter: both the points and the percent away from the start."""
    if change.higher_is_worse and first < change.points:
        return None
    far = max(change.points, first * change.percent / 100)
    return first - far if change.higher_is_worse else first + far
