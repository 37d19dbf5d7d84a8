"""What of one person the work-list also says, for their own page: whoever comes by the list of patients sees it too.

Only what that page does not say by itself: safety answers and proposals stand on it in full.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from unbrace.clinic import clock
from unbrace.clinic.assessments.queries import has_unseen_results
from unbrace.clinic.conversations.queries import has_waiting_messages
from unbrace.clinic.lifts.queries import has_own_task
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.visits.queries import has_visit_between
from unbrace.clinic.visits.slots import Span
from unbrace.clinic.worklist.looking import Looking
from unbrace.clinic.worklist.models import FirstPlan
from unbrace.clinic.worklist.reasons import REASONS
from unbrace.clinic.worklist.rows import PersonRow

BESIDE: Final = frozenset({"words", "message", "clip", "new_person", "visit", "assessed", "lift_step"})
A_DAY: Final = timedelta(days=1)


def beside_parts() -> dict[str, Any]:
    """For `patient_in`: whether `waits_beside` would find anything, so that for most people nothing more is asked."""
    drafted = FirstPlan.objects.filter(patient=OuterRef("pk"), state=FirstPlan.State.OPEN).order_by()
    near = Span(clock.now() - A_DAY, clock.now() + 2 * A_DAY)
    some = Q(has_waiting_messages()) | Q(Exists(drafted)) | Q(has_visit_between(near))
    return {"waits_beside": some | Q(has_unseen_results()) | Q(has_own_task())}


def waits_beside(patient: Patient) -> PersonRow | None:
    """Set aside or not: on the person's own page it is true either way. In published order."""
    looking = Looking(patient.clinic, only=patient)
    found = [
        one
        for reason in REASONS
        if reason.id in BESIDE
        for one in reason.find(looking)
        if one.patient == patient.pk
    ]
    return PersonRow(patient, tuple(found)) if found else None
