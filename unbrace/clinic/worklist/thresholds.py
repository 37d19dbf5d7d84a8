"""The numbers behind the list: the clinic's own where it has set some, else the published ones."""

from __future__ import annotations

from dataclasses import dataclass

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.worklist.models import ListSettings
from unbrace.rehab.alert_limits import read
from unbrace.rehab.alerts import Thresholds


@dataclass(frozen=True)
class ListRules:
    """`number` is the version, 0 for the published ones."""

    thresholds: Thresholds
    monitoring: bool
    number: int


def rules_of(clinic: Clinic) -> ListRules:
    """What holds now."""
    newest = ListSettings.objects.filter(clinic=clinic).order_by("-number").first()
    if newest is None:
        return ListRules(Thresholds(), monitoring=False, number=0)
    return ListRules(read(newest.values), newest.monitoring, newest.number)


def history_of(clinic: Clinic) -> list[ListSettings]:
    """Every version, newest first: who set what, and when."""
    return list(ListSettings.objects.filter(clinic=clinic).select_related("by").order_by("-number"))
