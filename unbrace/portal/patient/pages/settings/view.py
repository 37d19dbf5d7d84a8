"""What to call you, where you are, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.own_details import own_details

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def settings(request: PatientRequest) -> HttpResponse:
    """The patient's own."""
    return own_details(request, template="patient/pages/settings/page.html", route="patient:settings")
