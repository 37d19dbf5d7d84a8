from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.conversations.actions import send_message
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.clinic.staying_well.models import BoosterAnswer, Maintenance, StayingWellCheckIn
from unbrace.clinic.staying_well.queries import maintenance_of

NONE_NOW: Final = "There is nothing to answer at the moment."
WANTS_BOOSTER: Final = "Yes, please: I would like us to look at my exercises together again."


@transaction.atomic
def answer_staying_well(
    *, by: User, patient: Patient, limited: bool, done_at: datetime | None = None
) -> StayingWellCheckIn:
    """Whether pain was in the way for more than a day since the last time."""
    found = _own(by, patient)
    moment = done_at or clock.now()
    said = StayingWellCheckIn.objects.create(
        maintenance=found, day=_day(patient, moment), limited=limited, at=moment
    )
    write_down(by=by, deed="staying_well.check_in", subject=said, clinic_id=patient.clinic_id)
    return said


@transaction.atomic
def answer_booster(*, by: User, patient: Patient, wanted: bool) -> BoosterAnswer:
    """Yes goes to the therapist as a message; no is as good an answer, and it is not offered again for now."""
    found = _own(by, patient)
    said = BoosterAnswer.objects.create(maintenance=found, day=_day(patient, clock.now()), wanted=wanted)
    if wanted:
        send_message(by=by, patient=patient, key=uuid4(), text=WANTS_BOOSTER)
    write_down(by=by, deed="staying_well.booster", subject=said, clinic_id=patient.clinic_id)
    return said


def _own(by: User, patient: Patient) -> Maintenance:
    require_self(by, patient)
    found = maintenance_of(patient)
    if found is None:
        raise Refused(NONE_NOW)
    return found


def _day(patient: Patient, moment: datetime) -> date:
    return timezone.localtime(moment, patient.user.zone).date()
