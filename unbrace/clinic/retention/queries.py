from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.retention.kinds import KINDS, Kind, check
from unbrace.clinic.retention.models import RetentionRules

__all__ = [
    "KINDS",
    "Kind",
    "Would",
    "check",
    "clinics_with_rules",
    "history_of",
    "months_before",
    "rules_of",
    "what_would_go",
]


@dataclass(frozen=True)
class Would:
    """What one kind comes to: `months` is None where it is kept without an end, and then nothing goes."""

    kind: Kind
    months: int | None
    count: int


def rules_of(clinic: Clinic) -> dict[str, int]:
    """Months by kind, as they hold now."""
    newest = clinic.retention_rules.first()
    return dict(newest.months) if newest else {}


def clinics_with_rules() -> QuerySet[Clinic]:
    """Where anything is ever removed by a rule."""
    return Clinic.objects.filter(pk__in=RetentionRules.objects.values("clinic")).order_by("name", "pk")


def history_of(clinic: Clinic) -> QuerySet[RetentionRules]:
    """Every version, the newest first."""
    return clinic.retention_rules.select_related("by")


def what_would_go(clinic: Clinic, months: Mapping[str, int] | None = None) -> list[Would]:
    """How many of each kind would be removed now under these rules, or under those that hold. Nothing is."""
    rules, now = rules_of(clinic) if months is None else months, clock.now()
    return [
        Would(
            kind,
            rules.get(kind.id),
            kind.find(clinic, months_before(now, rules[kind.id])).count() if kind.id in rules else 0,
        )
        for kind in KINDS
    ]


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time so many months earlier, or the last day of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
