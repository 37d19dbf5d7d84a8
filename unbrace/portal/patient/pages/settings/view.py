"""What to call you, where you are, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.accounts.actions import change_details
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.theme import chosen, remember_theme
from unbrace.portal.time_zones import time_zone_choices

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def settings(request: PatientRequest) -> HttpResponse:
    """Save and come back to the same page; a refusal stands beside its field."""
    name, zone = request.user.name, request.user.time_zone
    problem, field = "", ""
    if request.method == "POST":
        name, zone = request.POST.get("name", ""), request.POST.get("time_zone", "")
        try:
            change_details(by=request.user, name=name, time_zone=zone)
        except Refused as refusal:
            problem, field = refusal.message, refusal.field
        else:
            messages.success(request, "Saved.")
            return remember_theme(redirect("patient:settings"), request.POST.get("theme", ""))
    context = {
        "name": name,
        "zone": zone,
        "zones": time_zone_choices(),
        "themes": chosen(request.COOKIES.get("theme", "")),
        "problems": {field or "name": problem} if problem else {},
    }
    return render(request, "patient/pages/settings/page.html", context, status=422 if problem else 200)
