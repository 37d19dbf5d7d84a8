"""The walking programme: start low, add minutes, then days.

Goal of 30 minutes on five days: WalkBack trial 2024 (208 days to the next episode instead of 112). The steps
are programme rules.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

GOAL_MINUTES = 30
SMALLEST_WALK = 5
#: A week counts for a step up only from this share of planned walks on.
ADHERENCE_FOR_A_STEP = 0.67


@dataclass(frozen=True)
class WalkingWeek:
    """`adherence` 0-1. `green`: no walk left pain up next morning; `red`: at least one clearly did."""

    minutes: int
    green: bool
    red: bool
    adherence: float


def first_walk(longest_comfortable_minutes: int) -> int:
    """Minutes to start with: ten, or 80 % of the longest comfortable recent walk where that is less."""
    return max(1, min(10, math.floor(0.8 * longest_comfortable_minutes)))


def next_walk(week: WalkingWeek) -> int:
    """Minutes per walk next week."""
    if week.red:
        return max(SMALLEST_WALK, math.floor(0.8 * week.minutes / 5) * 5)
    if week.green and week.adherence >= ADHERENCE_FOR_A_STEP:
        step = max(2, min(5, math.floor(0.2 * week.minutes)))
        return max(week.minutes, min(GOAL_MINUTES, week.minutes + step))
    return week.minutes


def next_days(days: int, minutes: int, week: WalkingWeek) -> int:
    """Walking days per week: once the goal in minutes is reached, one day more after each green week, up to
    five."""
    ready = minutes >= GOAL_MINUTES and week.green and not week.red
    return min(5, days + 1) if ready and week.adherence >= ADHERENCE_FOR_A_STEP else days


#: Points above the usual pain: "up" keeps a week from being green, "clearly up" makes it red, as in a session.
PAIN_UP = 2
PAIN_CLEARLY_UP = 3
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class WalkedDay:
    """One day with a walk: all its minutes, the worst pain during, and the next morning's, 0-10. None: not answered."""

    minutes: int
    pain: int | None
    next_morning: int | None


def week_of(walked: Sequence[WalkedDay], minutes: int, days: int, usual: float | None) -> WalkingWeek:
    """The last seven days held against the plan. A shorter walk counts in part.

    A missing next morning, or a usual pain nobody knows, is never fine: such a week is neither green nor red.
    """
    share = sum(min(1.0, day.minutes / minutes) for day in walked) / days
    rises = [
        value - usual
        for day in walked
        for value in (day.pain, day.next_morning)
        if value is not None and usual is not None
    ]
    all_answered = all(day.next_morning is not None for day in walked)
    green = bool(walked) and usual is not None and all_answered and all(rise < PAIN_UP for rise in rises)
    red = any(rise >= PAIN_CLEARLY_UP for rise in rises)
    return WalkingWeek(minutes, green, red, min(1.0, share))
