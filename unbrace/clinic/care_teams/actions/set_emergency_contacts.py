from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import Refused


@transaction.atomic
def set_emergency_contacts(*, by: User, clinic: Clinic, emergency_number: str, crisis_line: str) -> Clinic:
    """Whom people of this clinic call. Without a crisis line nobody is asked about thoughts of hurting themselves:
    a question nobody answers to does more harm than none."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    current = Clinic.objects.select_for_update().get(pk=clinic.pk)
    current.emergency_number = " ".join(emergency_number.split())
    current.crisis_line = " ".join(crisis_line.split())
    try:
        current.full_clean(exclude=["name", "time_zone"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field=field) from error
    current.save(update_fields=["emergency_number", "crisis_line"])
    write_down(by=by, deed="care_teams.set_emergency_contacts", subject=current, clinic_id=current.pk)
    return current
