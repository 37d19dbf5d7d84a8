from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.care_teams.roles import Permission
from unbrace.portal import arrivals as both
from unbrace.portal.doorkeeper import for_therapists, needs

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
@needs(Permission.INVITE_PATIENTS)
def arrivals(request: MemberRequest) -> HttpResponse:
    """Names, and from where; what comes along is read by whoever treats them, once they are here."""
    return both.arrivals_page(request, "therapist")


@require_POST
@for_therapists
@needs(Permission.INVITE_PATIENTS)
def accept(request: MemberRequest, arrival_id: UUID) -> HttpResponse:
    return both.accept(request, "therapist", arrival_id)


@require_POST
@for_therapists
@needs(Permission.INVITE_PATIENTS)
def refuse(request: MemberRequest, arrival_id: UUID) -> HttpResponse:
    return both.refuse(request, "therapist", arrival_id)
