"""Who opened the person's record in an emergency without looking after them: when, why, and what the clinic found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.patients.access import emergencies_of
from unbrace.clinic.patients.actions import read_emergencies
from unbrace.portal.date_words import clock_time, whole_date
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
def opened(request: PatientRequest) -> HttpResponse:
    """All of it, newest first; having been here counts as having read it."""
    zone = request.user.zone
    lines = [
        (
            one,
            whole_date(one.at.astimezone(zone)),
            clock_time(one.at.astimezone(zone)),
            clock_time(one.ends_at.astimezone(zone)),
        )
        for one in emergencies_of(request.patient)
    ]
    if any(one.seen_at is None for one, *_ in lines):
        read_emergencies(by=request.user, patient=request.patient)
    return render(request, "patient/pages/opened/page.html", {"lines": lines})
