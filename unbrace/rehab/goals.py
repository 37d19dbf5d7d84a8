"""Goals in a person's own words, rated again over time: when to ask, and which change is one that matters.

The way of asking is that of the Patient-Specific Functional Scale (Stratford 1995): the same activities, in the
person's own words, 0 unable to 10 as before. For one activity, 3 points are more than the scale wobbles by itself, for
the mean of several 2 (minimal detectable change at 90 %, Stratford 1995; from the clinical specification, to be
verified). A goal that began at 8 or higher has no such step above it: it is reached. The four weeks between two
ratings are a programme rule.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from unbrace.rehab.staying_well import GOAL_REACHED

VERSION = "goals/2026-11-draft"

ASK_EVERY = timedelta(days=28)
HIGHEST = 10
ONE_GOAL, MEAN_OF_GOALS = 3.0, 2.0

BETTER, SAME, LESS = "better", "about the same", "less"


@dataclass(frozen=True)
class GoalChange:
    """`label`: better, about the same, less; None while there is one rating only. `line`: from here on a change
    matters, None where the start is too high for one. `near`: so well that it may be called reached."""

    label: str | None
    line: float | None
    near: bool
    rules_version: str = VERSION


def is_due(last_rated: date, today: date) -> bool:
    """Four weeks after the last time, whichever rating that was."""
    return today - last_rated >= ASK_EVERY


def change_of(first: float, now: float | None) -> GoalChange:
    """One goal, 0 unable - 10 as before. `now` is None while it was rated once."""
    line = first + ONE_GOAL if first + ONE_GOAL <= HIGHEST else None
    if now is None:
        return GoalChange(None, line, first >= GOAL_REACHED)
    return GoalChange(_label(first, now, ONE_GOAL), line, now >= GOAL_REACHED)


def change_of_all(pairs: list[tuple[float, float]]) -> str | None:
    """Several goals, each as (first, now): the label of their means; None without one that was rated twice."""
    if not pairs:
        return None
    return _label(fmean(first for first, _ in pairs), fmean(now for _, now in pairs), MEAN_OF_GOALS)


def _label(first: float, now: float, step: float) -> str:
    difference = round(now - first, 6)  # means of thirds
    if difference >= step:
        return BETTER
    return LESS if -difference >= step else SAME
