from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.models import ListSettings
from unbrace.rehab.alert_limits import LIMITS, problems, written
from unbrace.rehab.alerts import Thresholds


@transaction.atomic
def set_list_rules(
    *, by: User, clinic: Clinic, values: Mapping[str, float], monitoring: bool
) -> ListSettings | None:
    """The clinic's own thresholds, as a new version where anything changes; what is not named is as published.

    Nothing that was signed or set aside changes by it. None while everything is, and always was, as published.
    """
    require(by, clinic, Permission.MANAGE_MEMBERS)
    unknown = set(values) - set(LIMITS)
    if unknown:
        raise Refused("There is no such threshold.")
    for name, problem in problems(values).items():
        raise Refused(problem, field=name)
    published = written(Thresholds())
    own = {name: value for name, value in values.items() if value != published[name]}
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    last = ListSettings.objects.filter(clinic=clinic).order_by("-number").first()
    now = (last.values, last.monitoring) if last else ({}, False)
    if now == (own, monitoring):
        return last
    number = last.number + 1 if last else 1
    kept = ListSettings.objects.create(clinic=clinic, number=number, values=own, monitoring=monitoring, by=by)
    write_down(
        by=by,
        deed="worklist.set_list_rules",
        subject=kept,
        clinic_id=clinic.pk,
        number=kept.number,
        own=len(own),
    )
    return kept
