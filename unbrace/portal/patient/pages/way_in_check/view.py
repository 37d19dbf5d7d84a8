"""A look at everything before it goes out; the button sends it, and the rules draft a first plan for the therapist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.intakes.actions import send_intake
from unbrace.clinic.intakes.queries import asked_of, open_intake_of, told
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import propose_first_plan
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.way_in.doorway import first_elsewhere

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def way_in_check(request: PatientRequest) -> HttpResponse:
    """GET shows what was said; POST sends it: kept, drafted from, and shown to the therapist, in this order."""
    if away := first_elsewhere(request):
        return away
    asked = asked_of(request.patient, open_intake_of(request.patient))
    if asked.not_screened or asked.open:
        return redirect("patient:way_in")
    if request.method == "POST":
        try:
            send_intake(by=request.user, patient=request.patient)
        except NotYours:
            raise
        except Refused as refusal:
            messages.warning(request, refusal.message)
            return redirect("patient:way_in")
        propose_first_plan(request.patient)
        return redirect("patient:today")
    context = {"told": told(asked), "therapist": request.patient.looked_after_by}
    return render(request, "patient/pages/way_in_check/page.html", context)
