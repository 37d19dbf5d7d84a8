"""Counting once what several sources counted. Pure.

A watch and a telephone count the same steps, and the same file is brought twice. The rule, as the page says it:

* hour by hour, of several sources the one that counted most in that hour counts; they are never added;
* a source that tells only whole days is held against the sum of those hours, and the larger one counts;
* walks that the person noted are held against the day's walking minutes and steps in the same way.

So the same interval from two sources is counted once, and two halves of a day from two devices are both there. Minutes
of one hour are at most sixty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

HOURS: Final = 24


@dataclass(frozen=True)
class DayActivity:
    """One local date. None: nobody counted, which is not the same as 0."""

    day: date
    steps: int | None = None
    walking: int | None = None
    sleep: int | None = None

    @property
    def is_known(self) -> bool:
        return (self.steps, self.walking, self.sleep) != (None, None, None)


def counted_once(rows: Iterable[Any], walks: Iterable[Any]) -> list[DayActivity]:
    """`rows` have kind, day, hours and total; `walks` have day, minutes and steps. Newest day first."""
    hours: dict[tuple[date, str], list[float]] = {}
    totals: dict[tuple[date, str], float] = {}
    for row in rows:
        key = (row.day, str(row.kind))
        if row.hours:
            found = hours.setdefault(key, [0.0] * HOURS)
            hours[key] = [max(a, b) for a, b in zip(found, row.hours, strict=True)]
        else:
            totals[key] = max(totals.get(key, 0.0), row.total)
    for key, found in hours.items():
        totals[key] = max(totals.get(key, 0.0), sum(found))
    for (day, kind), value in _noted(walks).items():
        totals[(day, kind)] = max(totals.get((day, kind), 0.0), value)
    days: dict[date, DayActivity] = {}
    for (day, kind), value in totals.items():
        days[day] = replace(days.get(day, DayActivity(day)), **{kind: round(value)})  # type: ignore[arg-type]
    return sorted(days.values(), key=lambda one: one.day, reverse=True)


def _noted(walks: Iterable[Any]) -> dict[tuple[date, str], float]:
    found: dict[tuple[date, str], float] = {}
    for walk in walks:
        found[(walk.day, "walking")] = found.get((walk.day, "walking"), 0.0) + walk.minutes
        if walk.steps is not None:
            found[(walk.day, "steps")] = found.get((walk.day, "steps"), 0.0) + walk.steps
    return found
