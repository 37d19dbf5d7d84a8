"""The room of a class as both doors show it: what the page needs to know, and what it hears with each look.

A page looks every two seconds. Each look also asks the safety gate anew, sees to it that whoever sits in the room may
sit there, and brings a new signed token: the last one ends within minutes, so a device that may not look any more is
soon nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from unbrace.clinic import clock
from unbrace.clinic.calls.queries import servers
from unbrace.clinic.group_classes.actions import settle, stop_whom_safety_stops
from unbrace.clinic.group_classes.passing_on import signed_token
from unbrace.clinic.group_classes.queries import (
    Door,
    OutOfReach,
    PlaceState,
    Standing,
    door_of,
    places_in,
    standing_of,
    waits,
)
from unbrace.clinic.refused import NotYours, Refused

if TYPE_CHECKING:
    from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
    from unbrace.clinic.group_classes.passing_on import Ticket

#: What a page is told when janus does not answer: 503, and it asks again.
AWAY: Final = 503


def drawn(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that may speak to janus, and to nobody else beside the house."""
    page = csp_update({"connect-src": [settings.JANUS_WS]})(render)
    answer: HttpResponse = page(request, template, context | {"janus": settings.JANUS_WS})
    return answer


def heard_by_person(place: ClassPlace) -> dict[str, Any]:
    group_class, now = place.group_class, clock.now()
    sitting = settle(group_class) if group_class.room else frozenset()
    standing = standing_of(place, now)
    return {
        "standing": standing,
        "member": place.member,
        **_heard(group_class, sitting, is_in=standing is Standing.IN),
    }


def heard_by_therapist(group_class: GroupClass) -> dict[str, Any]:
    now = clock.now()
    stopped = stop_whom_safety_stops(group_class) if group_class.room else frozenset()
    sitting = settle(group_class) if group_class.room else frozenset()
    is_open = bool(group_class.room) and door_of(group_class, now) is Door.OPEN
    return {
        "standing": Standing.IN if is_open else Standing.OVER,
        "member": group_class.member,
        **_heard(group_class, sitting, is_in=is_open),
        "list": [
            _line(place, sitting, is_waiting=waits(place, now), is_stopped=place.pk in stopped)
            for place in places_in(group_class)
        ],
    }


def _heard(group_class: GroupClass, sitting: frozenset[str], *, is_in: bool) -> dict[str, Any]:
    """Names reach only who is in the class, and only of who is in it now."""
    if not is_in:
        return {"token": "", "muted": "", "people": []}
    leads = {
        "member": group_class.member,
        "name": group_class.therapist.user.name,
        "leads": True,
        "seen": True,
    }
    people = [
        {"member": place.member, "name": place.shown_name, "leads": False, "seen": place.seen}
        for place in places_in(group_class)
        if place.member in sitting
    ]
    return {
        "token": signed_token(settings.JANUS_SECRET, clock.now()),
        "muted": group_class.muted_at.isoformat() if group_class.muted_at else "",
        "people": [*([leads] if group_class.member in sitting else []), *people],
    }


def _line(
    place: ClassPlace, sitting: frozenset[str], *, is_waiting: bool, is_stopped: bool
) -> dict[str, Any]:
    state = str(place.state)
    if place.state == PlaceState.YES:
        state = "coming"
        if is_stopped:
            state = "safety"
        elif place.put_out_at is not None:
            state = "out"
        elif place.member in sitting:
            state = "in"
        elif place.may_be_in:
            state = "let_in"
        elif is_waiting:
            state = "waiting"
    name = place.patient.user.name or place.patient.user.email
    return {"place": str(place.pk), "name": name, "shown": place.shown_name, "state": state}


def pass_for(ticket: Ticket) -> dict[str, Any]:
    """Once, for one device: what it shows at the door, and the relay with a credential of an hour."""
    return {
        "room": ticket.room,
        "member": ticket.member,
        "token": ticket.token,
        "room_token": ticket.room_token,
        "servers": servers(clock.now()),
    }


def answered(deed: Callable[[], dict[str, Any]]) -> JsonResponse:
    """As a page asks for it: what was refused is said in its sentence, what is not theirs is not there."""
    try:
        return JsonResponse(deed())
    except NotYours:
        raise
    except Refused as refusal:
        return JsonResponse({"error": refusal.message, "field": refusal.field}, status=422)
    except OutOfReach:
        return JsonResponse({"error": ""}, status=AWAY)
