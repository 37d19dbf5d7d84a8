"""What to call you, where you are, light or dark; what your therapist may see; whose programme you look at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.exercise_sessions.actions import allow_traces, forbid_traces
from unbrace.clinic.exercise_sessions.queries import trace_consent_of, traces_kept_of
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
        more={
            "cares": cares_of(request.user),
            "traces": trace_consent_of(request.patient),
            "traces_kept": traces_kept_of(request.patient),
        },
    )


@require_POST
@for_patients
def stick_figure(request: PatientRequest) -> HttpResponse:
    """Allow that movement is kept as points, or stop it; stopping deletes what is kept. Only ever one's own."""
    if request.POST.get("allow") == "yes":
        allow_traces(by=request.user, patient=request.patient)
        messages.success(
            request,
            "Switched on. From your next session on, your movement is kept as a stick figure.",
        )
    else:
        deleted = forbid_traces(by=request.user, patient=request.patient)
        gone = f" {deleted} stick figure{'s were' if deleted != 1 else ' was'} deleted." if deleted else ""
        messages.success(request, f"Switched off. No stick figure is kept.{gone}")
    return redirect("patient:settings")


@require_POST
@for_patients
def show_clinic(request: PatientRequest, care_id: UUID) -> HttpResponse:
    """Look at another clinic's programme and history. Both go on; what is done is kept with the one it was done for."""
    care = own_care(request.user, care_id)
    request.session[PICKED_CARE] = str(care.pk)
    messages.success(request, f"You now see what you do with {care.clinic.name}.")
    return redirect("patient:today")
