from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import PausedBecause, Programme
from unbrace.clinic.refused import Refused

NOBODY_PLANS = (
    "Nobody plans for people in this clinic: so the office has chosen. "
    "Once it has said again that a therapist plans, programmes can go on."
)


@transaction.atomic
def pause(*, by: User, patient: Patient) -> Programme:
    """Ask nothing for a while. What was done in the meantime is still taken in: a phone may have been offline."""
    return _set(by, patient, paused=True)


@transaction.atomic
def resume(*, by: User, patient: Patient) -> Programme:
    """Go on where it was; never in a clinic where nobody plans."""
    return _set(by, patient, paused=False)


def _set(by: User, patient: Patient, *, paused: bool) -> Programme:
    require_care(by, patient, Permission.PRESCRIBE)
    programme = Programme.objects.select_for_update().filter(patient=patient).first()
    if programme is None:
        raise Refused("There is no programme yet. Sign one first.")
    if not paused and is_self_guided(patient.clinic):
        raise Refused(NOBODY_PLANS)
    programme.paused_at = clock.now() if paused else None
    programme.paused_because = PausedBecause.THERAPIST
    programme.save(update_fields=["paused_at", "paused_because"])
    deed = "programmes.pause" if paused else "programmes.resume"
    write_down(by=by, deed=deed, subject=programme, clinic_id=patient.clinic_id)
    return programme
