"""What stands at /: the landing page for strangers, the right door for members, Today for patients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from unbrace.portal.doorkeeper import PATIENT_PLACES, emergency, of_their_own, show_places
from unbrace.portal.patient.pages.today.view import today

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Membership

DOOR_OF_ROLE = {"therapist": "therapist:worklist", "office": "office:people"}


@require_safe
@ensure_csrf_cookie  # what still lies on the device is sent from here, with a token
def start(request: Any) -> HttpResponseBase:
    """Show each person their own first page. Someone in care sees Today, also when they work in a clinic themselves."""
    if not request.user.is_authenticated:
        return render(request, "patient/pages/start/landing.html")
    if request.patient:
        show_places(request, PATIENT_PLACES)
        return of_their_own(request, emergency(request) or today(request))
    membership: Membership | None = request.membership
    if membership is not None:
        return redirect(DOOR_OF_ROLE[membership.role])
    return render(request, "patient/pages/start/no_clinic.html")
