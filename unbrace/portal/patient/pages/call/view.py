"""The person's side of a video visit. Needs a script, a camera or a microphone; says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.calls.queries import Role
from unbrace.portal.call_room import pass_for, room_for, seat_or_404
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.result_words import ENDS
from unbrace.portal.ui.demonstration.demonstration import MOULD

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@ensure_csrf_cookie
@for_patients
def call(request: PatientRequest, visit_id: UUID) -> HttpResponse:
    """`?device=camera`: a second device that shows the desk or the room, without sound."""
    seat = seat_or_404(request.user, visit_id, Role.PATIENT, request.patient)
    room = room_for(seat, request.GET.get("device", ""))
    return render(request, "patient/pages/call/page.html", room | {"ends": ENDS, "mould": MOULD})


@require_POST
@for_patients
def call_pass(request: PatientRequest, visit_id: UUID) -> JsonResponse:
    return pass_for(seat_or_404(request.user, visit_id, Role.PATIENT, request.patient))
