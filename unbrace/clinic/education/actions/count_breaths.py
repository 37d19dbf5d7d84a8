from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.education.models import LONGEST_COUNT_S, MOST_TAPS, SHORTEST_COUNT_S, BreathCount
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def count_breaths(
    *, by: User, patient: Patient, taps: int, seconds: int, done_at: datetime | None = None
) -> BreathCount:
    """Keep the own count. Nothing counted is not a count of 0. `done_at`: when, where it waited on a device since."""
    require_self(by, patient)
    if isinstance(taps, bool) or not 1 <= taps <= MOST_TAPS:
        raise Refused("Tap once for every breath in: 1 to {most}.", field="taps", most=MOST_TAPS)
    if isinstance(seconds, bool) or not SHORTEST_COUNT_S <= seconds <= LONGEST_COUNT_S:
        raise Refused(
            "Count for {least} to {most} seconds; shorter says too little.",
            field="seconds",
            least=SHORTEST_COUNT_S,
            most=LONGEST_COUNT_S,
        )
    moment = done_at or clock.now()
    count = BreathCount.objects.create(
        patient=patient,
        day=moment.astimezone(patient.user.zone).date(),
        at=moment,
        taps=taps,
        seconds=seconds,
    )
    write_down(by=by, deed="education.count_breaths", subject=count, clinic_id=patient.clinic_id)
    return count


@transaction.atomic
def withdraw_count(*, by: User, count: BreathCount) -> BreathCount:
    """Take a count out again, such as one with a wrong tap."""
    if count.patient.user_id != by.pk:
        raise NotYours
    if count.withdrawn_at is None:
        count.withdrawn_at = clock.now()
        count.save(update_fields=["withdrawn_at"])
        clinic_id = count.patient.clinic_id
        write_down(by=by, deed="education.withdraw_count", subject=count, clinic_id=clinic_id)
    return count
