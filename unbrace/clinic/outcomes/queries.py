from __future__ import annotations

from typing import Any

from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.outcomes.shown import ShownOutcomes, shown_outcomes, standing_still
from unbrace.clinic.outcomes.starters import started_in, today_in
from unbrace.clinic.refused import NotYours


def is_shown_to_everybody(clinic: Clinic) -> bool:
    newest = clinic.shown_to_everybody.last()
    return newest is not None and newest.shown


def clinic_in_public(clinic_id: Any) -> Clinic:
    """A clinic that shows its outcomes to everybody; any other is the same as none."""
    clinic = Clinic.objects.filter(pk=clinic_id).first()
    if clinic is None or not is_shown_to_everybody(clinic):
        raise NotYours
    return clinic


def outcomes_to_show(clinic: Clinic, by: str, therapist: Membership | None = None) -> ShownOutcomes | None:
    """The numbers that may leave the therapists' hands: standing still for a month, few people hidden."""
    begins, ends, as_of = standing_still(today_in(clinic))
    return shown_outcomes(started_in(clinic, begins, ends, therapist), by, begins, ends, as_of, hides=True)
