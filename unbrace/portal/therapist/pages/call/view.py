"""The therapist's side of a video visit: who waits is seen here, let in here, and seen off here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.calls.queries import Role
from unbrace.portal.call_room import pass_for, room_for, seat_or_404
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.ui.demonstration.demonstration import MOULD

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@ensure_csrf_cookie
@for_therapists
def call(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    seat = seat_or_404(request.user, visit_id, Role.THERAPIST, request.membership)
    room = room_for(seat, "") | {"owner": owner_mark(request.user), "mould": MOULD}
    return render(request, "therapist/pages/call/page.html", room)


@require_POST
@for_therapists
def call_pass(request: MemberRequest, visit_id: UUID) -> JsonResponse:
    return pass_for(seat_or_404(request.user, visit_id, Role.THERAPIST, request.membership))
