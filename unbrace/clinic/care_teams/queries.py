from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

from django.conf import settings
from django.db.models import QuerySet

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, ClinicLogo, Membership
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours

_READ: Final = "memberships_of_this_request"


def members_of(clinic: Clinic) -> QuerySet[Membership]:
    """Who works here, by name; who is suspended stays in the list and may do nothing."""
    return (
        clinic.memberships.filter(ended_at=None).select_related("user").order_by("user__name", "user__email")
    )


def member_in(clinic: Clinic, membership_id: Any) -> Membership:
    membership = members_of(clinic).filter(pk=membership_id).first()
    if membership is None:
        raise NotYours
    return membership


def ever_worked_in(clinic: Clinic) -> QuerySet[Membership]:
    """Everybody who works or worked here, by name, the newest membership of each first."""
    return clinic.memberships.select_related("user").order_by("user__name", "user__email", "-started_at")


def memberships_of(user: User) -> QuerySet[Membership]:
    """Where this person may work now: who is suspended in a clinic is a stranger there."""
    here = user.memberships.filter(ended_at=None, suspended_at=None)
    return here.select_related("clinic").order_by("started_at")


def keep_for_this_request(user: User, memberships: Iterable[Membership]) -> None:
    """Where this person may work, read a moment ago for the page that is being shown: `membership_in` is answered from
    it. Only for a request that looks, of which `user` is an object of its own: a deed asks anew, inside its lock."""
    user.__dict__[_READ] = {membership.clinic_id: membership for membership in memberships}
    for membership in user.__dict__[_READ].values():
        membership.user = user


def works_somewhere(user: Any) -> bool:
    """Whether some clinic still counts on this person, suspended or not."""
    return Membership.objects.filter(user_id=user.pk, ended_at=None).exists()


def colleagues_of(member: Membership) -> list[Membership]:
    """Who else may sign and judge in the same clinic, by name: to whom somebody can be handed over."""
    others = members_of(member.clinic).exclude(pk=member.pk)
    return [one for one in others if one.may(Permission.PRESCRIBE)]


def membership_in(clinic: Clinic, user: User) -> Membership | None:
    if (read := user.__dict__.get(_READ)) is not None:
        return cast("Membership | None", read.get(clinic.pk))
    here = clinic.memberships.filter(user=user, ended_at=None, suspended_at=None)
    return here.select_related("user", "clinic").first()


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


def logo_of(clinic: Clinic) -> ClinicLogo | None:
    return ClinicLogo.objects.filter(clinic=clinic).first()


def signature_of(clinic: Clinic) -> str:
    """What stands below a mail: who sends it, and where they are to be had."""
    lines = [clinic.name, clinic.address, f"Telephone: {clinic.phone}" if clinic.phone else "", clinic.hours]
    return "\n-- \n" + "\n".join(line for line in lines if line) + "\n"
