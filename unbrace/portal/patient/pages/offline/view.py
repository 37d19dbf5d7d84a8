"""What stands in for a page that a device does not keep, while there is no network. The service worker keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
def offline(request: PatientRequest) -> HttpResponse:
    """Nothing of anybody stands in it, but for the language."""
    return render(request, "patient/pages/offline/page.html")
