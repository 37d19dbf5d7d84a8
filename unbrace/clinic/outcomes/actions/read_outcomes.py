from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import membership_in
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.outcomes.queries import outcomes_to_show
from unbrace.clinic.outcomes.shown import ShownOutcomes
from unbrace.clinic.refused import NotYours


@transaction.atomic
def read_outcomes(*, by: User, clinic: Clinic, grouped: str, as_file: bool = False) -> ShownOutcomes | None:
    """The whole clinic's numbers with few people hidden, for the office and for a file. A file is written down as
    such: it may go anywhere."""
    member = membership_in(clinic, by)
    allowed = (Permission.MANAGE_MEMBERS, Permission.SEE_CARE)
    if member is None or not any(member.may(permission) for permission in allowed):
        raise NotYours
    write_down(
        by=by,
        deed="outcomes.read_outcomes",
        subject=clinic,
        clinic_id=clinic.pk,
        grouped=grouped,
        as_file=as_file,
    )
    return outcomes_to_show(clinic, grouped)
