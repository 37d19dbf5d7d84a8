"""The clinic itself, and what the person signed in prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.portal.doorkeeper import for_office
from unbrace.portal.theme import chosen, remember_theme

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def clinic_settings(request: MemberRequest) -> HttpResponse:
    """Name and time zone are set when the clinic is opened; light or dark is chosen here."""
    if request.method == "POST":
        messages.success(request, "Saved.")
        return remember_theme(redirect("office:settings"), request.POST.get("theme", ""))
    context = {"themes": chosen(request.COOKIES.get("theme", ""))}
    return render(request, "office/pages/settings/page.html", context)
