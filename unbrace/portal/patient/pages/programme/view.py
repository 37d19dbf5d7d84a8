"""The whole programme, to read in peace: pictures, doses, instructions, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.intakes.queries import on_their_own
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.worklist.queries import reasons_for
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.programme.presenter import present
from unbrace.portal.translated import reader_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
def programme(request: PatientRequest) -> HttpResponse:
    """The current version of this person's own programme."""
    page = present(
        current_version(request.patient),
        reader_of(request),
        reasons_for(request.patient),
        request.user.units,
    )
    stops = page is not None and gate_of(request.patient, request.safety).allowed is Allowed.NOTHING
    context = {"programme": page, "stops": stops, "alone": page is not None and on_their_own(request.patient)}
    return render(request, "patient/pages/programme/page.html", context)
