from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.outcomes.models import ShownToEverybody
from unbrace.clinic.outcomes.queries import is_shown_to_everybody


@transaction.atomic
def show_to_everybody(*, by: User, clinic: Clinic, shown: bool) -> bool:
    """Switch the clinic's public page on or off. Pressed twice it is one decision."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    if is_shown_to_everybody(clinic) is not shown:
        ShownToEverybody(clinic=clinic, shown=shown, by=by).save()
        write_down(by=by, deed="outcomes.show_to_everybody", subject=clinic, clinic_id=clinic.pk, shown=shown)
    return shown
