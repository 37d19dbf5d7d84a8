"""Who is let in here, and what comes first: safety questions that are due, and a doctor where one is to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.intakes.queries import on_their_own, sent_intake_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.portal.patient.pages.safety.occasions import OCCASIONS
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from django.http import HttpResponseRedirect

    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import PatientRequest


def is_new(patient: Patient) -> bool:
    """Whether this person has not told their story yet, has no programme, and somebody is there to read it."""
    return current_version(patient) is None and sent_intake_of(patient) is None and not on_their_own(patient)


def first_elsewhere(request: PatientRequest) -> HttpResponseRedirect | None:
    """Where this person has to go before any question here; None when nothing stands before it."""
    gate = gate_of(request.patient, request.safety)
    if gate.safety.urgency >= Urgency.DOCTOR_TODAY:
        return redirect("patient:safety_result", screen_id=gate.safety.waiting[0].screen_id)
    if gate.due is not None:
        return redirect(OCCASIONS[gate.due].route)
    if not is_new(request.patient):
        return redirect("patient:today")
    return None
