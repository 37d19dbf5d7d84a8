"""The room of a class for one of its people: the safety questions, the door, the waiting room, and in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.group_classes.actions import come_to_the_door, enter_class, still_there
from unbrace.clinic.group_classes.actions.enter import AskBeforeSession, SafetyFirst, Stopped
from unbrace.clinic.group_classes.queries import (
    PlaceState,
    door_of,
    house_passes_on,
    own_place,
    standing_of,
)
from unbrace.portal.class_room import answered, drawn, heard_by_person, pass_for
from unbrace.portal.class_words import card_of
from unbrace.portal.doorkeeper import for_patients, open_in_an_emergency

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@ensure_csrf_cookie
@for_patients
def class_room(request: PatientRequest, place_id: UUID) -> HttpResponse:
    place, now = own_place(request.patient, place_id), clock.now()
    if place.state != PlaceState.YES or not house_passes_on():
        raise Http404
    context = {
        "place": place,
        "card": card_of(place.group_class, request.user, now),
        "door": door_of(place.group_class, now),
        "standing": standing_of(place, now),
        "leader": place.group_class.therapist.user.name,
        "numbers": range(11),
    }
    return drawn(request, "patient/pages/classes/room.html", context)


@require_POST
@for_patients
@open_in_an_emergency
def knock(request: PatientRequest, place_id: UUID) -> JsonResponse:
    """With how the back is now. Whoever has to answer the safety questions first is told where."""
    place = own_place(request.patient, place_id)
    said = request.POST.get("pain", "")
    pain = int(said) if said in {str(number) for number in range(11)} else None

    def deed() -> dict[str, Any]:
        come_to_the_door(by=request.user, place=place, pain=pain)
        return {"first": ""}

    return answered(lambda: _safety_first(deed))


@require_POST
@for_patients
@open_in_an_emergency
def look(request: PatientRequest, place_id: UUID) -> JsonResponse:
    """A sign of life from the waiting room, and how things stand. Also in an emergency: it is by this that whoever sits
    in a class is put out of it and told where to go, and it tells them nothing else then."""
    place = own_place(request.patient, place_id)

    def deed() -> dict[str, Any]:
        try:
            still_there(by=request.user, place=place)
        except Stopped as stopped:
            return _first(stopped)
        return heard_by_person(own_place(request.patient, place_id))

    return answered(deed)


@require_POST
@for_patients
def enter(request: PatientRequest, place_id: UUID) -> JsonResponse:
    place = own_place(request.patient, place_id)
    return answered(lambda: _safety_first(lambda: pass_for(enter_class(by=request.user, place=place))))


def _safety_first(deed: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Where something about their safety comes first, the page is told where that is."""
    try:
        return deed()
    except SafetyFirst as first:
        return _first(first)


def _first(first: SafetyFirst) -> dict[str, Any]:
    asks = isinstance(first, AskBeforeSession)
    page = reverse("patient:safety_before_session" if asks else "patient:today")
    return {"first": page, "error": first.message}
