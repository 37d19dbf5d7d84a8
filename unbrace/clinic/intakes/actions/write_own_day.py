from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.intakes.models import OwnDay
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused

LONGEST_WALK = 600


@transaction.atomic
def write_own_day(*, by: User, patient: Patient, walked: int | None, pain: int | None) -> OwnDay:
    """Today, in the person's own calendar: minutes walked and pain 0-10, each of which may stay unsaid, not both."""
    require_self(by, patient)
    if walked is None and pain is None:
        raise Refused("Write down your walk, or choose a number for your pain.", field="walked")
    if walked is not None and not 0 <= walked <= LONGEST_WALK:
        raise Refused(f"Write the minutes as a whole number up to {LONGEST_WALK}.", field="walked")
    if pain is not None and not 0 <= pain <= 10:
        raise Refused("Choose a number from 0 to 10.", field="pain")
    today = timezone.localtime(clock.now(), by.zone).date()
    row = OwnDay.objects.create(patient=patient, day=today, walked=walked, pain=pain)
    write_down(by=by, deed="intakes.write_own_day", subject=row, clinic_id=patient.clinic_id)
    return row
