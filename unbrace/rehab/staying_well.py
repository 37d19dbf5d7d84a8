"""When the programme may become maintenance, and how somebody is accompanied after it.

Exercise with education lowered the risk of a new low-back episode in trials (Steffens 2016); walking after recovery
with six contacts made the time to the next one longer (WalkBack, Pocovi 2024). Fewer or later episodes are likely;
"never again" is not. The limits are programme rules, a draft until a clinician has signed them.
"""

from dataclasses import dataclass

VERSION = "staying_well/2026-11-draft"

GOAL_REACHED, GOAL_IMPROVED = 8.0, 2.0
INTERFERENCE_IMPROVED = 0.30
#: Of the scale's length: 2 of 10 for the PEG, 4 of 21 for the own weekly check.
INTERFERENCE_LOW = 0.20
DAYS_WITHOUT_RED = 28
CONFIDENT = 7
#: Days after the start of maintenance: weekly four times, monthly to half a year, then at 9 and 12 months.
CHECK_INS = (7, 14, 21, 28, 60, 90, 120, 150, 180, 270, 365)
BOOSTERS = (90, 180, 365)
BOOSTER_AFTER_GAP_DAYS = 14
STRENGTH_DAYS_A_WEEK = 2


@dataclass(frozen=True)
class Standing:
    """Where somebody stands. Goal: 0 unable - 10 as before. Interference: PEG, or the own weekly check, high = worse.

    `interference_top` is the highest score of that scale. `days_since_red`: days of rated sessions without a red one,
    None when sessions were not rated. None anywhere = not known, and not known is never ready.
    """

    goal_first: float | None
    goal_now: float | None
    interference_first: float | None
    interference_now: float | None
    interference_top: float
    days_since_red: int | None
    confidence: int | None
    agrees: bool


@dataclass(frozen=True)
class Readiness:
    """`missing` holds one sentence for each condition that is not met; ready when it is empty."""

    missing: tuple[str, ...]
    rules_version: str = VERSION

    @property
    def ready(self) -> bool:
        """Whether maintenance may be offered. A therapist decides it with the person."""
        return not self.missing


def readiness(s: Standing) -> Readiness:
    """All five conditions, each with what is still missing."""
    conditions = (
        (goal_is_reached(s), "The goal is at 8, or 2 better than at the start."),
        (interference_is_low(s), "Pain interferes 30 % less than at the start, or little."),
        (four_weeks_without_red(s), "Four weeks without a red session."),
        (s.confidence is not None and s.confidence >= CONFIDENT, "Confidence of 7 or more."),
        (s.agrees, "The person agrees."),
    )
    return Readiness(tuple(sentence for met, sentence in conditions if not met))


def goal_is_reached(s: Standing) -> bool:
    """At 8 or more now, or 2 points better than at first."""
    if s.goal_now is None:
        return False
    return s.goal_now >= GOAL_REACHED or (
        s.goal_first is not None and s.goal_now - s.goal_first >= GOAL_IMPROVED
    )


def interference_is_low(s: Standing) -> bool:
    """30 % better than at first, or in the lowest fifth of the scale."""
    now, first = s.interference_now, s.interference_first
    if now is None:
        return False
    if now <= INTERFERENCE_LOW * s.interference_top:
        return True
    return first is not None and first > 0 and (first - now) / first >= INTERFERENCE_IMPROVED - 1e-9


def four_weeks_without_red(s: Standing) -> bool:
    """28 days of rated sessions, none of them red."""
    return s.days_since_red is not None and s.days_since_red >= DAYS_WITHOUT_RED


def next_check_in(days_in_maintenance: int) -> int | None:
    """The day of the next check-in, counted from the start of maintenance; None after a year."""
    return next((day for day in CHECK_INS if day > days_in_maintenance), None)


def check_in_is_due(days_in_maintenance: int, *, answered: tuple[int, ...] = ()) -> bool:
    """Whether a planned day has come since the last answer. `answered`: the days on which one was given, counted from
    the start of maintenance. Several days that were missed are asked for once: nobody owes the past."""
    passed = [day for day in CHECK_INS if day <= days_in_maintenance]
    return bool(passed) and max(answered, default=0) < passed[-1]


def booster_is_due(days_in_maintenance: int, *, gap_days: int, offered: tuple[int, ...] = ()) -> bool:
    """At 3, 6 and 12 months, each once, or after a gap of 14 days. `offered`: days on which one was offered."""
    due = sum(day <= days_in_maintenance for day in BOOSTERS)
    return due > len(offered) or gap_days >= BOOSTER_AFTER_GAP_DAYS
