from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.actions.in_turn import member_in_turn, must_leave_somebody
from unbrace.clinic.care_teams.models import Membership


@transaction.atomic
def remove_member(*, by: User, membership: Membership) -> Membership:
    """End a membership. From the next request on this person sees nothing of the clinic; what they signed stays."""
    current = member_in_turn(by, membership)
    must_leave_somebody(current)
    current.ended_at = clock.now()
    current.save(update_fields=["ended_at"])
    write_down(by=by, deed="care_teams.remove_member", subject=current, clinic_id=current.clinic_id)
    return current
