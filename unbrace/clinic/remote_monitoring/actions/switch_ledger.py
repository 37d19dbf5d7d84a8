from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.remote_monitoring.models import LedgerSwitch
from unbrace.clinic.remote_monitoring.queries import keeps_ledger


@transaction.atomic
def switch_ledger(*, by: User, clinic: Clinic, on: bool) -> None:
    """On or off for the whole clinic. Off, nothing is counted any more and what was counted stays as it is."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    if keeps_ledger(clinic) == on:
        return
    LedgerSwitch.objects.create(clinic=clinic, on=on, by=by)
    write_down(by=by, deed="remote_monitoring.switch_ledger", subject=clinic, clinic_id=clinic.pk, on=on)
