from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.remote_monitoring.ledger import Month


@transaction.atomic
def look_at_counts(*, by: User, clinic: Clinic, month: Month) -> None:
    """Somebody takes the counts of a month along as a table: written down, because the table leaves the house."""
    require(by, clinic, Permission.SEE_COUNTS)
    write_down(
        by=by,
        deed="remote_monitoring.look_at_counts",
        subject=clinic,
        clinic_id=clinic.pk,
        month=f"{month.year}-{month.month:02d}",
    )
