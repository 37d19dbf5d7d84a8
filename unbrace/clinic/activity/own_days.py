"""The days of somebody on their own, read from the one log of walks and the one diary, and how far to walk now.

Who has said yes to a walking plan follows it; for everybody else `rehab.way_in.on_ones_own` says how far.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unbrace.clinic.activity.queries import may_walk_more, walking_plan_of, walks_of
from unbrace.clinic.check_ins.queries import diary_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.queries import spans_of_findings
from unbrace.rehab.way_in import on_ones_own


@dataclass(frozen=True)
class OwnDay:
    """One day that something was written down for. None is "not said"; a walk of 0 minutes and a pain of 0 are
    answers. `pain` is the worst that was named anywhere on that day."""

    day: date
    walked: int | None = None
    pain: int | None = None


@dataclass(frozen=True)
class WalkNow:
    """How long a walk may be today, and whether it stays there because something waits."""

    minutes: int
    held: bool


def own_days_of(patient: Patient) -> list[OwnDay]:
    """Oldest first. A diary entry that rates no pain is in the diary and not here."""
    walks = list(walks_of(patient).values_list("day", "minutes", "pain"))
    rated = [(entry.day, entry.worst_pain) for entry in diary_of(patient)]
    minutes: dict[date, int] = {}
    for day, one, _ in walks:
        minutes[day] = minutes.get(day, 0) + one
    pains = _highest([*((day, pain) for day, _, pain in walks), *rated])
    return [OwnDay(day, minutes.get(day), pains.get(day)) for day in sorted({*minutes, *pains})]


def _highest(named: Iterable[tuple[date, int | None]]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, pain in named:
        if pain is not None:
            found[day] = max(found.get(day, 0), pain)
    return found


def walk_now(patient: Patient, days: Iterable[OwnDay]) -> WalkNow:
    """`days` as `own_days_of` gives them."""
    held, plan = not may_walk_more(patient), walking_plan_of(patient)
    if plan is not None:
        return WalkNow(plan.minutes, held)
    told = list(days)
    if not told:
        return WalkNow(on_ones_own.walk_now((), 0), held)
    first, today = told[0].day, today_of(patient)
    numbered = [on_ones_own.OwnDay((one.day - first).days, one.walked, one.pain) for one in told]
    waiting = [
        on_ones_own.Waiting((since - first).days, (until - first).days)
        for since, until in _spans(patient, today)
    ]
    return WalkNow(on_ones_own.walk_now(numbered, (today - first).days, waiting), held)


def _spans(patient: Patient, today: date) -> list[tuple[date, date]]:
    """From when to when a flare-up was on, or a finding waited; until today where it still is."""
    zone = patient.user.zone

    def local(moment: datetime | None) -> date:
        return moment.astimezone(zone).date() if moment is not None else today

    flares: list[tuple[Any, ...]] = list(patient.flare_ups.values_list("began_on", "ended_at"))
    found = [(local(since), local(until)) for since, until in spans_of_findings(patient)]
    return [*((since, local(until)) for since, until in flares), *found]
