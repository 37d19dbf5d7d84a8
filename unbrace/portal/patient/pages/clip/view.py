"""Where a clip is filmed. Nothing leaves the device before the person has watched it, agreed and pressed Send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from unbrace.clinic.accounts.queries import owner_mark
from unbrace.portal.conversation import promise_to
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@ensure_csrf_cookie
@for_patients
def clip(request: PatientRequest) -> HttpResponse:
    """The one page beside the session that may ask for the camera. It needs a script, and says so."""
    context = {"promise": promise_to(request.patient), "owner": owner_mark(request.user)}
    return render(request, "patient/pages/clip/page.html", context)
