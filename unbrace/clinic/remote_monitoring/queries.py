from __future__ import annotations

from datetime import datetime

from unbrace.clinic.check_ins.models import NextMorning, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.rehab.remote_monitoring import EnteredBy, Entry


def entries_of(patient: Patient) -> list[Entry]:
    """What this person entered themselves, on the day of entering it: sessions, mornings, weekly check-ins. A session
    counts for the day it came in, not for the day it tells of."""
    moments: list[datetime] = [
        *sessions_for(patient).prefetch_related(None).values_list("received_at", flat=True),
        *NextMorning.objects.filter(patient=patient).values_list("at", flat=True),
        *WeeklyCheckIn.objects.filter(patient=patient).values_list("at", flat=True),
    ]
    zone = patient.user.zone
    return [Entry(moment.astimezone(zone).date(), EnteredBy.PATIENT) for moment in sorted(moments)]
