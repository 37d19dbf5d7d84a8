from __future__ import annotations

from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.models import LegalHold, Patient
from unbrace.clinic.refused import NotYours, Refused

LONGEST: Final = 300


@transaction.atomic
def place_hold(*, by: User, patient: Patient, reason: str) -> LegalHold:
    """No rule removes anything of this person, and their erasure waits, until it is lifted. Twice is once."""
    require(by, patient.clinic, Permission.SET_RETENTION)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    already = LegalHold.objects.filter(patient=patient, lifted_at=None).first()
    if already is not None:
        return already
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why the record has to stay, such as the number of the case.", field="reason")
    if len(reason) > LONGEST:
        raise Refused(f"Use at most {LONGEST} characters.", field="reason")
    hold = LegalHold.objects.create(patient=patient, reason=reason, placed_by=by)
    write_down(by=by, deed="retention.place_hold", subject=hold, clinic_id=patient.clinic_id)
    return hold


@transaction.atomic
def lift_hold(*, by: User, hold: LegalHold) -> LegalHold:
    """The rules hold for this person again; what has come of age meanwhile goes with the next sweep."""
    require(by, hold.patient.clinic, Permission.SET_RETENTION)
    current = LegalHold.objects.select_for_update(of=("self",)).filter(pk=hold.pk, lifted_at=None).first()
    if current is None:
        raise NotYours
    current.lifted_at, current.lifted_by = clock.now(), by
    current.save(update_fields=["lifted_at", "lifted_by"])
    write_down(by=by, deed="retention.lift_hold", subject=current, clinic_id=hold.patient.clinic_id)
    return current
