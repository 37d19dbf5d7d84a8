"""The whole programme, to read in peace: pictures, doses, instructions, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.worklist.queries import reasons_for
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.programme.presenter import present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
def programme(request: PatientRequest) -> HttpResponse:
    """The current version of this person's own programme."""
    page = present(current_version(request.patient), request.user.language, reasons_for(request.patient))
    stops = page is not None and gate_of(request.patient, request.safety).allowed is Allowed.NOTHING
    return render(request, "patient/pages/programme/page.html", {"programme": page, "stops": stops})
