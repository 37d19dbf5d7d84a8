from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import members_of, require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def remove_member(*, by: User, membership: Membership) -> Membership:
    """End a membership. From the next request on this person sees nothing of the clinic; what they signed stays."""
    require(by, membership.clinic, Permission.MANAGE_MEMBERS)
    current = Membership.objects.select_for_update().filter(pk=membership.pk, ended_at=None).first()
    if current is None:
        raise NotYours
    others = members_of(current.clinic).exclude(pk=current.pk)
    if not any(other.may(Permission.MANAGE_MEMBERS) for other in others):
        raise Refused("This is the last person who can manage members. Add another one first.")
    current.ended_at = clock.now()
    current.save(update_fields=["ended_at"])
    write_down(by=by, deed="care_teams.remove_member", subject=current, clinic_id=current.clinic_id)
    return current
