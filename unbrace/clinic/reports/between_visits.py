"""What a person noted and brought in between two visits, day by day: for the therapist who looks after them.

Nothing is worked out anew and nothing is filled in: a day about which nothing is known is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists

from unbrace.clinic import clock
from unbrace.clinic.activity.queries import (
    DayActivity,
    activity_parts,
    imported_days,
    walking_plans_of,
    walks_of,
)
from unbrace.clinic.check_ins.queries import diary_of, flare_days_of, noted_parts
from unbrace.clinic.education.queries import Answers, answers_since, breathing_parts, practices_of, stage_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of

if TYPE_CHECKING:
    from unbrace.clinic.activity.models import Walk, WalkingPlan
    from unbrace.clinic.check_ins.models import DiaryEntry
    from unbrace.clinic.education.models import BreathingPractice
    from unbrace.library.breathing import Stage

DAYS, A_WEEK = 14, 7


@dataclass(frozen=True)
class DayBetween:
    """One day with something on it. `imported` is what a watch or telephone counted, without the walks noted here."""

    day: date
    entries: tuple[DiaryEntry, ...]
    walks: tuple[Walk, ...]
    imported: DayActivity | None
    in_flare: bool


@dataclass(frozen=True)
class WalkedWeek:
    """Seven days against the plan they were walked under; `plan` None: there was none. `noted`: something was said,
    which may be that there was no walk."""

    days: int
    minutes: int
    noted: bool
    plan: WalkingPlan | None


@dataclass(frozen=True)
class Breathed:
    """Where somebody is in the breathing course, what they practised, newest first, and what they noticed of
    themselves after exercises."""

    stage: Stage
    practices: tuple[BreathingPractice, ...]
    held: Answers
    braced: Answers


@dataclass(frozen=True)
class BetweenVisits:
    """`days` newest first; `weeks` the last seven days and the seven before; `breathed` None: not begun."""

    begins: date
    ends: date
    days: tuple[DayBetween, ...]
    weeks: tuple[WalkedWeek, WalkedWeek]
    breathed: Breathed | None

    @property
    def is_empty(self) -> bool:
        return not self.days and self.breathed is None and all(week.plan is None for week in self.weeks)


def between_parts() -> dict[str, Exists]:
    """For `patient_in`: whether there may be anything of each kind. They look some days further back: the fourteen
    days begin where the person is."""
    since = clock.now().date() - timedelta(days=DAYS + 3)
    return noted_parts(since) | activity_parts(since) | breathing_parts(since)


def between_visits(patient: Patient) -> BetweenVisits:
    """The last fourteen days up to today, where the person is. Eight questions at most, however much there is; none for
    what is not there, where the person was read with `between_parts`."""

    def may(*kinds: str) -> bool:
        return any(getattr(patient, kind, True) for kind in kinds)

    ends = today_of(patient)
    begins = ends - timedelta(days=DAYS - 1)
    fortnight = {"day__gte": begins, "day__lte": ends}
    diary = list(diary_of(patient).filter(**fortnight).order_by("written_at")) if may("has_diary") else []
    walks = list(walks_of(patient).filter(**fortnight).order_by("at")) if may("has_walks") else []
    counted = imported_days(patient, begins, ends) if may("has_imports") else []
    imported = {one.day: one for one in counted}
    plans = list(walking_plans_of(patient)) if may("has_plan") else []
    flares = flare_days_of(patient, begins, ends) if may("has_flares") else frozenset()
    known = {entry.day for entry in diary} | {walk.day for walk in walks} | set(imported)
    return BetweenVisits(
        begins=begins,
        ends=ends,
        days=tuple(
            DayBetween(
                day,
                tuple(entry for entry in diary if entry.day == day),
                tuple(walk for walk in walks if walk.day == day),
                imported.get(day),
                day in flares,
            )
            for day in sorted(known, reverse=True)
        ),
        weeks=(_week(walks, plans, ends), _week(walks, plans, ends - timedelta(days=A_WEEK))),
        breathed=_breathed(patient, begins) if may("has_stage", "has_practice", "has_checks") else None,
    )


def _week(walks: Iterable[Walk], plans: Iterable[WalkingPlan], ends: date) -> WalkedWeek:
    here = [walk for walk in walks if ends - timedelta(days=A_WEEK) < walk.day <= ends]
    return WalkedWeek(
        days=len({walk.day for walk in here if walk.minutes}),
        minutes=sum(walk.minutes for walk in here),
        noted=bool(here),
        plan=next((plan for plan in plans if plan.began_on <= ends), None),
    )


def _breathed(patient: Patient, begins: date) -> Breathed | None:
    stage = stage_of(patient)
    practices = tuple(practices_of(patient).filter(day__gte=begins))
    held, braced = answers_since(patient, begins)
    if not stage.begun and not practices and not held.asked and not braced.asked:
        return None
    return Breathed(stage.stage, practices, held, braced)
