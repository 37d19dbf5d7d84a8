from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.activity.models import (
    Because,
    Import,
    ImportedDay,
    ImportState,
    Walk,
    WalkingPlan,
    WalkMorning,
)
from unbrace.clinic.activity.once import DayActivity, counted_once
from unbrace.clinic.check_ins.gate import HIGH, gate_of
from unbrace.clinic.check_ins.morning import is_open
from unbrace.clinic.check_ins.queries import worst_since
from unbrace.clinic.check_ins.usual import usual_pain_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.refused import NotYours
from unbrace.rehab.walking import (
    DAYS_OF_A_WEEK,
    PAIN_CLEARLY_UP,
    WalkedDay,
    WalkingWeek,
    next_days,
    next_walk,
    week_of,
)

__all__ = [
    "DayActivity",
    "Step",
    "days_of",
    "has_walked_on",
    "import_of",
    "imported_days",
    "imports_of",
    "last_days",
    "may_walk_more",
    "morning_asked_about",
    "next_step",
    "walk_of",
    "walking_plan_of",
    "walking_plans_of",
    "walks_of",
]


def walking_plan_of(patient: Patient) -> WalkingPlan | None:
    return patient.walking_plans.first()


def walking_plans_of(patient: Patient) -> QuerySet[WalkingPlan]:
    """Newest first."""
    return patient.walking_plans.all()


def walks_of(patient: Patient, *, withdrawn: bool = False) -> QuerySet[Walk]:
    """Newest first."""
    found = patient.walks.all()
    return found if withdrawn else found.filter(withdrawn_at=None)


def activity_parts(since: date) -> dict[str, Exists]:
    """For `patient_in`: whether there are walks and days brought in since then, and a plan to walk by."""
    who = OuterRef("pk")
    walks = Walk.objects.filter(patient=who, withdrawn_at=None, day__gte=since)
    days = ImportedDay.objects.filter(owner__patient=who, owner__state=ImportState.KEPT, day__gte=since)
    plans = WalkingPlan.objects.filter(patient=who)
    return {
        "has_walks": Exists(walks.order_by()),
        "has_imports": Exists(days),
        "has_plan": Exists(plans.order_by()),
    }


def walk_of(patient: Patient, walk_id: Any) -> Walk:
    walk = patient.walks.filter(pk=walk_id).first()
    if walk is None:
        raise NotYours
    return walk


def has_walked_on(patient: Patient, day: date) -> bool:
    return walks_of(patient).filter(day=day, minutes__gt=0).exists()


def morning_asked_about(patient: Patient, moment: datetime | None = None) -> date | None:
    """The newest day with a walk whose next morning is now, or was then, and has no answer yet."""
    now, zone = moment or clock.now(), patient.user.zone
    today = now.astimezone(zone).date()
    walked = set(
        walks_of(patient)
        .filter(day__gte=today - timedelta(days=3), day__lt=today, minutes__gt=0)
        .values_list("day", flat=True)
    )
    answered = set(patient.walk_mornings.filter(walked_on__in=walked).values_list("walked_on", flat=True))
    open_days = [day for day in walked - answered if is_open(_evening(day, patient), str(zone), now)]
    return max(open_days, default=None)


def _evening(day: date, patient: Patient) -> datetime:
    """When a day with a walk is over: the question belongs to the morning after."""
    return datetime.combine(day, time(23, 59), patient.user.zone)


@dataclass(frozen=True)
class Step:
    """What the rule proposes for the next seven days, and the one sentence why. The person decides."""

    minutes: int
    days: int
    because: Because
    reason: str


def next_step(patient: Patient) -> Step | None:
    """Due seven days after the plan began; None before. Never a step up while safety or a flare-up says wait."""
    plan, today = walking_plan_of(patient), today_of(patient)
    if plan is None or today < plan.began_on + timedelta(days=DAYS_OF_A_WEEK):
        return None
    week = _last_week(patient, plan, today)
    minutes, days = next_walk(week), next_days(plan.days, plan.minutes, week)
    is_more = (minutes, days) > (plan.minutes, plan.days)
    if is_more and not may_walk_more(patient):
        return Step(plan.minutes, plan.days, Because.SAME, gettext(WAITS))
    if is_more and _had_a_bad_day(patient, today):
        return Step(plan.minutes, plan.days, Because.SAME, gettext(BAD_DAY))
    because = Because.LESS if minutes < plan.minutes else Because.MORE if is_more else Because.SAME
    return Step(minutes, days, because, _reason(because, week))


def may_walk_more(patient: Patient) -> bool:
    """Not in a flare-up, nor while safety questions are open or an answer waits for somebody's look."""
    gate = gate_of(patient)
    return gate.allowed is Allowed.ALL and gate.flare is None


def _had_a_bad_day(patient: Patient, today: date) -> bool:
    """Whether the back was clearly worse on a day of the last week, said anywhere: a walk is not the only place."""
    worst = worst_since(patient, today - timedelta(days=DAYS_OF_A_WEEK))
    usual = usual_pain_of(patient, today)
    return worst is not None and (worst >= HIGH or (usual is not None and worst >= usual + PAIN_CLEARLY_UP))


def _last_week(patient: Patient, plan: WalkingPlan, today: date) -> WalkingWeek:
    since = today - timedelta(days=DAYS_OF_A_WEEK)
    walks = list(walks_of(patient).filter(day__gte=since, day__lt=today, minutes__gt=0))
    mornings = {
        m.walked_on: m.pain for m in WalkMorning.objects.filter(patient=patient, walked_on__gte=since)
    }
    by_day: dict[date, list[Walk]] = {}
    for walk in walks:
        by_day.setdefault(walk.day, []).append(walk)
    walked = [
        WalkedDay(
            minutes=sum(walk.minutes for walk in found),
            pain=max((walk.pain for walk in found if walk.pain is not None), default=None),
            next_morning=mornings.get(day),
        )
        for day, found in by_day.items()
    ]
    return week_of(walked, plan.minutes, plan.days, usual_pain_of(patient, today))


WAITS = gettext_noop(
    "Your week was fine. More comes once your back has settled and the safety questions are answered."
)


BAD_DAY = gettext_noop(
    "Your walks were fine, but your back had a bad day this week. The same again is just right."
)


def _reason(because: Because, week: WalkingWeek) -> str:
    if because is Because.MORE:
        return gettext("You walked as planned and your back was fine the next mornings, so a little more.")
    if because is Because.LESS:
        return gettext("It hurt clearly more than usual after a walk, so shorter walks for a week.")
    if week.adherence < 0.67:
        return gettext("A week with fewer walks than planned. The same again is just right.")
    if not week.green:
        return gettext(
            "Not every next morning was answered, or one was a bit sore. The same again is just right."
        )
    return gettext("You are where you wanted to be. Keep going.")


def imports_of(patient: Patient) -> QuerySet[Import]:
    return patient.imports.exclude(state=ImportState.UNDONE)


def import_of(patient: Patient, import_id: Any) -> Import:
    found = patient.imports.filter(pk=import_id).first()
    if found is None:
        raise NotYours
    return found


def days_of(owner: Import) -> list[DayActivity]:
    """What one file holds, day by day, the newest first."""
    return counted_once(owner.days.all(), [])


def imported_days(patient: Patient, begins: date, ends: date) -> list[DayActivity]:
    """What was brought in and kept, each day counted once; newest first, days nobody counted left out."""
    return counted_once(_kept_days(patient, begins, ends), [])


def _kept_days(patient: Patient, begins: date, ends: date) -> QuerySet[ImportedDay]:
    return ImportedDay.objects.filter(
        owner__patient=patient, owner__state=ImportState.KEPT, day__gte=begins, day__lte=ends
    )


def last_days(patient: Patient, days: int = 28) -> list[DayActivity]:
    """The last days up to today, oldest first, each counted once over everything kept and noted."""
    today = today_of(patient)
    since = today - timedelta(days=days - 1)
    rows = _kept_days(patient, since, today)
    known = {one.day: one for one in counted_once(rows, walks_of(patient).filter(day__gte=since))}
    every = [since + timedelta(days=ahead) for ahead in range(days)]
    return [known.get(day, DayActivity(day)) for day in every]
