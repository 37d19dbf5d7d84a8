"""Sessions that still lie on this device. The page is an empty frame: what is in it never was on the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from unbrace.clinic.accounts.queries import owner_mark
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@ensure_csrf_cookie  # "Try again" sends from here, with a token
@for_patients
def kept(request: PatientRequest) -> HttpResponse:
    """The script shows only what belongs to the owner named here."""
    return render(request, "patient/pages/kept/page.html", {"owner": owner_mark(request.user)})
