from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.actions.in_turn import member_in_turn, must_leave_somebody
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.roles import ROLES, Permission
from unbrace.clinic.refused import Refused


@transaction.atomic
def change_role(*, by: User, membership: Membership, role: str) -> Membership:
    """Another role from the next request on: the old membership ends and a new one begins, so that what was signed
    keeps the role it was signed in. The same role changes nothing."""
    current = member_in_turn(by, membership)
    if role not in ROLES:
        raise Refused("Choose one of the roles in the list.", field="role")
    if role == current.role:
        return current
    if current.suspended_at is not None:
        raise Refused("Let this person return first, then change the role.", field="role")
    if not ROLES[role].allows(Permission.MANAGE_MEMBERS):
        must_leave_somebody(current)
    current.ended_at = clock.now()
    current.save(update_fields=["ended_at"])
    new = Membership.objects.create(user=current.user, clinic=current.clinic, role=role)
    write_down(
        by=by,
        deed="care_teams.change_role",
        subject=new,
        clinic_id=new.clinic_id,
        role=role,
        before=current.role,
    )
    return new
