from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.check_ins.models import FlareUp
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.reading_along import read_with
from unbrace.clinic.staying_well.models import Maintenance, OwnPlan
from unbrace.clinic.staying_well.standing import standing_of
from unbrace.rehab.staying_well import (
    STRENGTH_DAYS_A_WEEK,
    Readiness,
    booster_is_due,
    check_in_is_due,
    next_check_in,
    readiness,
)

__all__ = [
    "STRENGTH_DAYS_A_WEEK",
    "StayingWell",
    "maintenance_of",
    "own_plan_of",
    "readiness_of",
    "staying_well_of",
    "what_helped",
]


@dataclass(frozen=True)
class StayingWell:
    """Maintenance on one day. `next_day` is that of the next check-in, None after a year."""

    maintenance: Maintenance
    days: int
    asks: bool
    offers_booster: bool
    next_day: date | None


def maintenance_of(patient: Patient) -> Maintenance | None:
    """The one that goes on now."""
    return _going_on(patient).first()


def _going_on(patient: Patient) -> QuerySet[Maintenance]:
    return patient.maintenances.filter(ended_at=None).select_related("signed_by")


def stays_well() -> Exists:
    """For a question about patients: whether this one's maintenance goes on now."""
    return Exists(Maintenance.objects.filter(patient=OuterRef("pk"), ended_at=None).order_by())


def staying_well_of(patient: Patient, gap_days: int = 0) -> StayingWell | None:
    """None for everybody who is still in their programme. `gap_days`: since the last session."""
    going_on = read_with(_going_on(patient), "check_ins")
    if not going_on:
        return None
    found = going_on[0]
    today = timezone.localtime(clock.now(), patient.user.zone).date()
    days = max(0, (today - found.began_on).days)
    answered = tuple((one.day - found.began_on).days for one in found.check_ins.all())
    boosters = list(found.boosters.all())
    offered = tuple((one.day - found.began_on).days for one in boosters)
    recently = any((today - one.day).days < gap_days or one.day == today for one in boosters)
    ahead = next_check_in(days)
    return StayingWell(
        maintenance=found,
        days=days,
        asks=check_in_is_due(days, answered=answered),
        offers_booster=booster_is_due(days, gap_days=0 if recently else gap_days, offered=offered),
        next_day=found.began_on + timedelta(days=ahead) if ahead is not None else None,
    )


def readiness_of(patient: Patient, *, agrees: bool) -> Readiness:
    """What the rules say to ending the active phase: all five conditions, each with what is missing."""
    today = timezone.localtime(clock.now(), patient.user.zone).date()
    return readiness(standing_of(patient, today, agrees=agrees))


def own_plan_of(patient: Patient) -> OwnPlan | None:
    return patient.own_plans.order_by("-at", "-pk").first()


def what_helped(patient: Patient) -> list[str]:
    """What this person said helped in earlier flare-ups, the newest first."""
    told = FlareUp.objects.filter(patient=patient).exclude(what_helped="").order_by("-began_at")
    return list(told.values_list("what_helped", flat=True)[:5])
