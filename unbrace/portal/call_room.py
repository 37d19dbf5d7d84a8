"""The page of a call as both doors show it: what it needs to know, and the pass that opens the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, JsonResponse

from unbrace.clinic import clock
from unbrace.clinic.calls.queries import Role, Seat, door_of, seat_of, servers, ticket_for

if TYPE_CHECKING:
    from uuid import UUID

    from unbrace.clinic.accounts.models import User

CAMERA = "camera"


def seat_or_404(user: User, visit_id: UUID, role: Role, care_or_work: Any) -> Seat:
    """`care_or_work`: through which care, or which membership, this person came in; a call belongs to one of them."""
    seat = seat_of(user, visit_id)
    if seat is None or seat.role is not role:
        raise Http404
    own = seat.visit.patient if role is Role.PATIENT else seat.visit.therapist
    if own != care_or_work:
        raise Http404
    return seat


def room_for(seat: Seat, device: str) -> dict[str, Any]:
    """What the template draws."""
    visit = seat.visit
    other = visit.therapist.user if seat.role is Role.PATIENT else visit.patient.user
    return {
        "visit": visit,
        "other": other.name,
        "role": seat.role,
        "device": CAMERA if device == CAMERA else "main",
        "door": door_of(visit, clock.now()),
    }


def pass_for(seat: Seat) -> JsonResponse:
    """For one device, once: a ticket of a minute, and the relay with a credential of an hour."""
    return JsonResponse(
        {
            "ticket": ticket_for(seat),
            "servers": servers(clock.now()),
            "relay_only": settings.RELAY_ONLY,
        }
    )
