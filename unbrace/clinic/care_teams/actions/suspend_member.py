from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.actions.in_turn import member_in_turn, must_leave_somebody
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.refused import Refused


@transaction.atomic
def suspend_member(*, by: User, membership: Membership) -> Membership:
    """No rights from the next request on, until they return. Their patients are in everybody's hands meanwhile."""
    current = member_in_turn(by, membership)
    if current.suspended_at is not None:
        return current
    if current.user_id == by.pk:
        raise Refused("This is you. Ask a colleague of the office to suspend you.")
    must_leave_somebody(current)
    current.suspended_at = clock.now()
    current.save(update_fields=["suspended_at"])
    write_down(by=by, deed="care_teams.suspend_member", subject=current, clinic_id=current.clinic_id)
    return current


@transaction.atomic
def let_return(*, by: User, membership: Membership) -> Membership:
    """All rights of the role again, and the patients that are still theirs."""
    current = member_in_turn(by, membership)
    if current.suspended_at is None:
        return current
    current.suspended_at = None
    current.save(update_fields=["suspended_at"])
    write_down(by=by, deed="care_teams.let_return", subject=current, clinic_id=current.clinic_id)
    return current
