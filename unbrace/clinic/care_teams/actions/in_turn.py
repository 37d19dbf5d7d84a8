"""Changes to who works in a clinic come one after the other: two people of the office who remove each other in the same
moment would leave a clinic that nobody can open any more."""

from __future__ import annotations

from typing import Final

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import member_in, members_of, require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import Refused

LAST: Final = "This is the last person who can manage members. Add another one first."


def member_in_turn(by: User, membership: Membership) -> Membership:
    """The membership as it is now, with the clinic locked until the change is kept."""
    clinic = Clinic.objects.select_for_update().get(pk=membership.clinic_id)
    require(by, clinic, Permission.MANAGE_MEMBERS)
    return member_in(clinic, membership.pk)


def must_leave_somebody(leaving: Membership) -> None:
    """Whoever goes, somebody has to be left who can let people in."""
    others = members_of(leaving.clinic).exclude(pk=leaving.pk)
    if not any(other.may(Permission.MANAGE_MEMBERS) for other in others):
        raise Refused(LAST)
