from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.conversations.actions import send_message
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import review_time_away
from unbrace.clinic.worklist.days import A_WEEK
from unbrace.rehab.red_flags import AskedIn


@transaction.atomic
def come_back(*, by: User, patient: Patient) -> AskedIn | None:
    """One press after a break of any length: the gap rules set the dose to begin with, the therapist reads that the
    person is back. Gives the safety questions that come first; None where they were answered within the week.

    Pressed twice within one break it tells nobody a second time.
    """
    require_self(by, patient)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    gate = gate_of(patient)
    today = timezone.localtime(clock.now(), patient.user.zone).date()
    last = gate.last_session.astimezone(patient.user.zone).date() if gate.last_session else today
    away = (today - last).days
    if away < A_WEEK:
        raise Refused("You were here within the week. Just go on where you are.")
    review_time_away(patient)
    if not patient.messages.filter(text__startswith=BACK, at__gt=gate.last_session).exists():
        send_message(by=by, patient=patient, key=uuid4(), text=f"{BACK} after a break of {away} days.")
    write_down(by=by, deed="staying_well.come_back", subject=patient, clinic_id=patient.clinic_id, days=away)
    return gate.due


BACK = "I am starting again"
