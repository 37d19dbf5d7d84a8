"""Many starters counted: every category is a share of all who started, and the categories add up to them.

Nobody drops out of a table by having no follow-up: "no follow-up" is a category like the others. Means are of those of
whom something is known, and say how many those are.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean

from unbrace.rehab.outcomes.starter import (
    NO_FOLLOW_UP,
    NO_START,
    NOT_YET,
    Change,
    Starter,
    active_in_week,
    adherence_of,
    change_of,
    sessions_a_week,
)
from unbrace.rehab.scoring import ImportantChange

ACTIVE, NOT_ACTIVE, NOT_OVER = "active", "not active", "week not over yet"
WEEK = (ACTIVE, NOT_ACTIVE, NOT_OVER)
CHANGES = ("improved", "within variation", "worsened", "low to start with", NO_FOLLOW_UP, NOT_YET, NO_START)


@dataclass(frozen=True)
class Mean:
    """`value` None: of nobody known. `of` how many it is the mean of."""

    value: float | None
    of: int


@dataclass(frozen=True)
class Outcomes:
    """What became of `starters` people. Each of the four counts adds up to `starters`."""

    starters: int
    week_4: Counter[str] = field(default_factory=Counter)
    week_8: Counter[str] = field(default_factory=Counter)
    pain: Counter[str] = field(default_factory=Counter)
    function: Counter[str] = field(default_factory=Counter)
    adherence: Mean = Mean(None, 0)
    sessions: Mean = Mean(None, 0)
    pain_by: Mean = Mean(None, 0)
    function_by: Mean = Mean(None, 0)


def tally(
    starters: Iterable[Starter], today: date, pain: ImportantChange, function: ImportantChange
) -> Outcomes:
    """Everybody once, in every table."""
    everyone = list(starters)
    pains = [change_of(one, one.pain, pain, today) for one in everyone]
    functions = [change_of(one, one.function, function, today) for one in everyone]
    return Outcomes(
        starters=len(everyone),
        week_4=Counter(_week(one, 4, today) for one in everyone),
        week_8=Counter(_week(one, 8, today) for one in everyone),
        pain=Counter(one.label for one in pains),
        function=Counter(one.label for one in functions),
        adherence=_mean(adherence_of(one, today) for one in everyone),
        sessions=_mean(sessions_a_week(one, today) for one in everyone),
        pain_by=_by(pains),
        function_by=_by(functions),
    )


def _week(one: Starter, week: int, today: date) -> str:
    active = active_in_week(one, week, today)
    return NOT_OVER if active is None else ACTIVE if active else NOT_ACTIVE


def _mean(values: Iterable[float | None]) -> Mean:
    known = [value for value in values if value is not None]
    return Mean(fmean(known) if known else None, len(known))


def _by(changes: Iterable[Change]) -> Mean:
    return _mean(one.by for one in changes)
