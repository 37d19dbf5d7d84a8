"""The room of a class for its therapist: open, see who waits and who is in, let in, put out, silence, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.group_classes import actions
from unbrace.clinic.group_classes.queries import class_of, door_of, house_passes_on, place_in
from unbrace.portal.class_room import answered, drawn, heard_by_therapist, pass_for
from unbrace.portal.class_words import card_of
from unbrace.portal.doorkeeper import for_therapists

if TYPE_CHECKING:
    from unbrace.clinic.group_classes.models import GroupClass
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@ensure_csrf_cookie
@for_therapists
def class_room(request: MemberRequest, class_id: UUID) -> HttpResponse:
    found, now = class_of(request.membership, class_id), clock.now()
    if found.cancelled_at is not None or not house_passes_on():
        raise Http404
    context = {
        "class": found,
        "card": card_of(found, request.user, now),
        "door": door_of(found, now),
        "leader": request.user.name,
    }
    return drawn(request, "therapist/pages/classes/room.html", context)


@require_POST
@for_therapists
def look(request: MemberRequest, class_id: UUID) -> JsonResponse:
    found = class_of(request.membership, class_id)
    return answered(lambda: heard_by_therapist(found))


@require_POST
@for_therapists
def enter(request: MemberRequest, class_id: UUID) -> JsonResponse:
    """`open` when the door is opened: a class that was ended begins anew by that, and by nothing else."""
    found = class_of(request.membership, class_id)

    def deed() -> dict[str, Any]:
        held = actions.open_class(by=request.user, group_class=found) if "open" in request.POST else found
        return pass_for(actions.lead_class(by=request.user, group_class=held))

    return answered(deed)


@require_POST
@for_therapists
def let_in(request: MemberRequest, class_id: UUID, place_id: UUID) -> JsonResponse:
    return _about(request, class_id, place_id, actions.let_in)


@require_POST
@for_therapists
def put_out(request: MemberRequest, class_id: UUID, place_id: UUID) -> JsonResponse:
    return _about(request, class_id, place_id, actions.put_out)


def _about(request: MemberRequest, class_id: UUID, place_id: UUID, act: Callable[..., Any]) -> JsonResponse:
    found = class_of(request.membership, class_id)
    place = place_in(found, place_id)

    def deed() -> dict[str, Any]:
        act(by=request.user, place=place)
        return heard_by_therapist(class_of(request.membership, class_id))

    return answered(deed)


@require_POST
@for_therapists
def silence(request: MemberRequest, class_id: UUID) -> JsonResponse:
    return _all(request, class_id, actions.ask_for_silence)


@require_POST
@for_therapists
def end(request: MemberRequest, class_id: UUID) -> JsonResponse:
    return _all(request, class_id, actions.end_class)


def _all(request: MemberRequest, class_id: UUID, act: Callable[..., GroupClass]) -> JsonResponse:
    found = class_of(request.membership, class_id)

    def deed() -> dict[str, Any]:
        act(by=request.user, group_class=found)
        return heard_by_therapist(class_of(request.membership, class_id))

    return answered(deed)
