"""What to call you, where you are, light or dark; and whose programme you look at, when two clinics treat you."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.patients.middleware import PICKED_CARE
from unbrace.clinic.patients.queries import cares_of, own_care
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.own_details import own_details

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def settings(request: PatientRequest) -> HttpResponse:
    """The patient's own."""
    return own_details(
        request,
        template="patient/pages/settings/page.html",
        route="patient:settings",
        more={"cares": cares_of(request.user)},
    )


@require_POST
@for_patients
def show_clinic(request: PatientRequest, care_id: UUID) -> HttpResponse:
    """Look at another clinic's programme and history. Both go on; what is done is kept with the one it was done for."""
    care = own_care(request.user, care_id)
    request.session[PICKED_CARE] = str(care.pk)
    messages.success(request, f"You now see what you do with {care.clinic.name}.")
    return redirect("patient:today")
