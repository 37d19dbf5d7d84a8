"""What was set aside, to be found again by its id."""

from __future__ import annotations

from typing import Any

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.refused import NotYours
from unbrace.clinic.worklist.models import SetAside


def set_aside_in(clinic: Clinic, set_aside_id: Any) -> SetAside:
    """One that stands: what was brought back cannot be brought back again."""
    found = (
        SetAside.objects.filter(patient__clinic=clinic, patient__ended_at=None, brought_back=None)
        .select_related("patient__user", "patient__clinic", "by", "to__user")
        .filter(pk=set_aside_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found
