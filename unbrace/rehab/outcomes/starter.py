"""One person who started: whether they were still there in week 4 and 8, how much of the plan was done, what changed.

A starter is somebody for whom a first programme was signed; that day is day 0. Whoever stops stays in every denominator
(intention to treat, as the CONSORT statement asks of trials: Moher 2010, item 16): results of those who completed alone
make every programme look good. Digital programmes for back pain lose a third to a half of their people within weeks, so
the share that is still active is a result of its own and not a footnote.

Week 4 is day 21 to 27, week 8 day 49 to 55. A follow-up of pain or function is the score nearest to day 56, from day 42
to day 84; the start is the one nearest to day 0, from 28 days before to 7 days after. These windows are programme
rules. What matters as a change comes from the instrument (pain: 2 points and 30 % of the start, Ostelo 2008).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unbrace.rehab.scoring import ImportantChange, change_label

VERSION = "outcomes/2026-11-draft"

FOLLOW_UP = 56
FOLLOW_UP_FROM, FOLLOW_UP_UNTIL = 42, 84
START_FROM, START_UNTIL = -28, 7
#: Adherence and sessions a week are counted over the first eight weeks, or as far as somebody has come.
COUNTED_DAYS = 56
FEWEST_PLANNED = 3

Scores = tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class Starter:
    """`plans`: (from which day, bit mask of weekdays, bit 0 = Monday), oldest first. `done`: days on which something
    was done, each once for every session. `pain` and `function`: scores by day, oldest first."""

    began: date
    plans: tuple[tuple[date, int], ...] = ()
    done: tuple[date, ...] = ()
    pain: Scores = ()
    function: Scores = ()


def active_in_week(one: Starter, week: int, today: date) -> bool | None:
    """Whether something was done in that week (1 is the first); None while the week is not over."""
    first = one.began + timedelta(days=7 * (week - 1))
    if today < first + timedelta(days=7):
        return None
    return any(first <= day < first + timedelta(days=7) for day in one.done)


def adherence_of(one: Starter, today: date) -> float | None:
    """Share (0-1) of the planned days of the first eight weeks on which something was done; today is not over yet."""
    planned = set(_planned(one, today))
    return len(planned.intersection(one.done)) / len(planned) if len(planned) >= FEWEST_PLANNED else None


def sessions_a_week(one: Starter, today: date) -> float | None:
    """Over the first eight weeks, or as far as it has come; None in the first week."""
    days = min(COUNTED_DAYS, (today - one.began).days)
    if days < 7:
        return None
    ends = one.began + timedelta(days=days)
    return 7 * sum(one.began <= day < ends for day in one.done) / days


@dataclass(frozen=True)
class Change:
    """`label` as in `scoring.change_label`; else one of the three below, which say why there is none."""

    label: str
    by: float | None = None


NO_START, NOT_YET, NO_FOLLOW_UP = "no score at the start", "follow-up not due yet", "no follow-up"


def change_of(one: Starter, scores: Scores, important: ImportantChange, today: date) -> Change:
    """What became of a score about eight weeks after the start, as it was known on `today`. Nobody without a score is
    taken for unchanged."""
    known = [(day, value) for day, value in scores if day <= today]
    start = _nearest(known, one.began, one.began, START_FROM, START_UNTIL)
    at = one.began + timedelta(days=FOLLOW_UP)
    then = _nearest(known, at, one.began, FOLLOW_UP_FROM, FOLLOW_UP_UNTIL)
    if then is None and today < one.began + timedelta(days=FOLLOW_UP_FROM):
        return Change(NOT_YET)
    if start is None:
        return Change(NO_START)
    if then is None:
        over = today > one.began + timedelta(days=FOLLOW_UP_UNTIL)
        return Change(NO_FOLLOW_UP if over else NOT_YET)
    return Change(change_label(start, then, important), then - start)


def _nearest(
    scores: Sequence[tuple[date, float]], to: date, began: date, low: int, high: int
) -> float | None:
    """The score nearest to a day among those of a window of days since the start; of two as near the later."""
    near = [
        (abs((day - to).days), -day.toordinal(), value)
        for day, value in scores
        if low <= (day - began).days <= high
    ]
    return min(near)[2] if near else None


def _planned(one: Starter, today: date) -> list[date]:
    """Each day of the counted weeks before today on which the plan that held then asked for something."""
    found, plans = [], [*one.plans]
    ends = min(today, one.began + timedelta(days=COUNTED_DAYS))
    for (begins, mask), until in zip(plans, [*(day for day, _ in plans[1:]), ends], strict=False):
        day, last = max(begins, one.began), min(until, ends)
        while day < last:
            if mask & (1 << day.weekday()):
                found.append(day)
            day += timedelta(days=1)
    return found
