from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.retention.kinds import check
from unbrace.clinic.retention.models import RetentionRules


@transaction.atomic
def set_retention(*, by: User, clinic: Clinic, months: Mapping[str, int]) -> RetentionRules | None:
    """How many months each kind is kept, as a new version where anything changes; a kind that is not named is kept
    without an end. Nothing is removed yet. None while no rule has ever been set."""
    require(by, clinic, Permission.SET_RETENTION)
    check(months)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    last = RetentionRules.objects.filter(clinic=clinic).first()
    if (last.months if last else {}) == dict(months):
        return last
    kept = RetentionRules.objects.create(
        clinic=clinic, number=last.number + 1 if last else 1, months=dict(months), by=by
    )
    write_down(
        by=by, deed="retention.set_rules", subject=kept, clinic_id=clinic.pk, number=kept.number, **months
    )
    return kept
