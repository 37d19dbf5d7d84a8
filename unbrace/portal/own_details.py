"""What every person may say about themselves, whichever door they use: name, place, light or dark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from unbrace.clinic.accounts.actions import change_details
from unbrace.clinic.refused import Refused
from unbrace.portal.theme import chosen, remember_theme
from unbrace.portal.time_zones import time_zone_choices


def own_details(
    request: Any, *, template: str, route: str, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Save and come back to `route`; a refusal stands beside its field. Only ever the signed-in person's own. `more` is
    what the door's own template shows besides."""
    name, zone = request.user.name, request.user.time_zone
    problem, field = "", ""
    if request.method == "POST":
        name, zone = request.POST.get("name", ""), request.POST.get("time_zone", "")
        try:
            change_details(by=request.user, name=name, time_zone=zone)
        except Refused as refusal:
            problem, field = refusal.message, refusal.field
        else:
            messages.success(request, gettext("Saved."))
            return remember_theme(redirect(route), request.POST.get("theme", ""))
    context = {
        "name": name,
        "zone": zone,
        "zones": time_zone_choices(),
        "themes": chosen(request.COOKIES.get("theme", "")),
        "problems": {field or "name": problem} if problem else {},
        **(more or {}),
    }
    return render(request, template, context, status=422 if problem else 200)
