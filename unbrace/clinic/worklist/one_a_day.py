"""Several sessions of one day, seen as one: rules that ask for "twice in a row" mean two days. Pure.

Whoever stops after a minute and begins again has not failed twice, and whoever does everything twice has not had two
good days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from unbrace.rehab.progression.signals import SessionSignals
from unbrace.rehab.progression.zones import Zone, zone_of

WORST_FIRST = tuple(Zone)


def one_a_day(sessions: Sequence[SessionSignals]) -> tuple[SessionSignals, ...]:
    """Oldest first, as they came. A day hurt as its worst session did, where "not rated" is worse than amber; it was as
    hard as the hardest and as clean as the least clean, and as much was done as in all of them together."""
    return tuple(_together(list(day)) for _, day in groupby(sessions, key=lambda session: session.days_ago))


def _together(day: list[SessionSignals]) -> SessionSignals:
    if len(day) == 1:
        return day[0]
    morning = max(_known(s.next_morning for s in day), default=None)  # asked once, for the day
    worst = min(
        (replace(s, next_morning=morning) for s in day), key=lambda s: WORST_FIRST.index(zone_of(s).zone)
    )
    done = _known(s.completion for s in day)
    return replace(
        worst,
        effort=max(_known(s.effort for s in day), default=None),
        form=min(_known(s.form for s in day), default=None),
        completion=min(1.0, sum(done)) if done else None,
    )


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]
