from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.models import MOST_REPLY_DAYS, ReplyTime
from unbrace.clinic.refused import Refused


@transaction.atomic
def set_reply_time(*, by: User, clinic: Clinic, working_days: int) -> ReplyTime:
    """What patients are told, so that nobody waits for an answer that was never promised."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    if not 1 <= working_days <= MOST_REPLY_DAYS:
        raise Refused(f"Choose between 1 and {MOST_REPLY_DAYS} working days.", field="reply_days")
    stated, _ = ReplyTime.objects.update_or_create(clinic=clinic, defaults={"working_days": working_days})
    write_down(by=by, deed="conversations.set_reply_time", subject=stated, clinic_id=clinic.pk)
    return stated
