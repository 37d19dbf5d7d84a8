"""A legal hold: somebody's record must stay, because of a complaint or a lawsuit. While it stands no rule of the clinic
removes anything of them, and their erasure waits. A consent they take back still takes its effect."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.patients.models import LegalHold
from unbrace.clinic.refused import NotYours


def not_on_hold(path: str) -> Q:
    """For rows whose patient is reached by this path."""
    return Q(~Exists(LegalHold.objects.filter(patient=OuterRef(path), lifted_at=None)))


def on_hold_in(clinic: Clinic) -> QuerySet[LegalHold]:
    """What stands now, the newest first."""
    found = LegalHold.objects.filter(patient__clinic=clinic, lifted_at=None)
    return found.select_related("patient__user", "placed_by").order_by("-placed_at")


def is_on_hold(user: User) -> bool:
    """Whether some clinic must keep everything about this person."""
    return LegalHold.objects.filter(patient__user=user, lifted_at=None).exists()


def hold_in(clinic: Clinic, hold_id: Any) -> LegalHold:
    hold = on_hold_in(clinic).filter(pk=hold_id).first()
    if hold is None:
        raise NotYours
    return hold
