from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.models import Outcome, State, Visit


@transaction.atomic
def mark_visit(*, by: User, visit: Visit, outcome: str) -> Visit:
    """How it ended: kept, began late, did not come. "" takes the mark back."""
    require_care(by, visit.patient, Permission.SEE_CARE)
    if outcome not in ("", *Outcome.values):
        raise Refused("Choose one of these.", field="outcome")
    current = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if current.state != State.BOOKED or clock.now() < current.begins:
        raise Refused("A visit can be marked once it has begun.")
    current.outcome = outcome
    current.save(update_fields=["outcome"])
    write_down(by=by, deed="visits.mark", subject=current, clinic_id=visit.patient.clinic_id, outcome=outcome)
    return current
