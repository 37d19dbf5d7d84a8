from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours


def members_of(clinic: Clinic) -> QuerySet[Membership]:
    """Who works here now, by name."""
    return (
        clinic.memberships.filter(ended_at=None).select_related("user").order_by("user__name", "user__email")
    )


def member_in(clinic: Clinic, membership_id: Any) -> Membership:
    membership = members_of(clinic).filter(pk=membership_id).first()
    if membership is None:
        raise NotYours
    return membership


def memberships_of(user: User) -> QuerySet[Membership]:
    return user.memberships.filter(ended_at=None).select_related("clinic").order_by("started_at")


def works_somewhere(user: Any) -> bool:
    return Membership.objects.filter(user_id=user.pk, ended_at=None).exists()


def membership_in(clinic: Clinic, user: User) -> Membership | None:
    return clinic.memberships.filter(user=user, ended_at=None).select_related("user", "clinic").first()


def require(by: User, clinic: Clinic, permission: Permission) -> Membership:
    """The membership that allows it. Someone who left, or whose role is another, gets the same answer as a stranger."""
    membership = membership_in(clinic, by)
    if membership is None or not membership.may(permission):
        raise NotYours
    return membership


def is_self_guided(clinic: Clinic) -> bool:
    """Whether nobody plans exercises here: the clinic chose so, or has nobody who may sign a programme."""
    return clinic.self_guided or not any(member.may(Permission.PRESCRIBE) for member in members_of(clinic))


def emergency_number_of(clinic: Clinic) -> str:
    """What to dial in an emergency: the clinic's own number, else the house's; empty where nobody has set one."""
    return clinic.emergency_number or str(settings.EMERGENCY_NUMBER)
