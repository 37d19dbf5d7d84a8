"""A therapist's own classes: the list, a new one, and one with whom they asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.group_classes.actions import ask_to_class, call_off_place, cancel_class, make_class
from unbrace.clinic.group_classes.queries import (
    MOST_PLACES,
    Door,
    OutOfReach,
    class_of,
    classes_of,
    door_of,
    house_passes_on,
    place_in,
    places_in,
    who_can_be_asked,
)
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.slots import moment_of
from unbrace.portal.class_words import card_of
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.visit_words import city

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 40


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def classes(request: MemberRequest) -> HttpResponse:
    """A POST plans one, by the clock of the clinic."""
    refusal = None
    if request.method == "POST":
        try:
            made = make_class(by=request.user, therapist=request.membership, **_said(request))
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, "Planned. Now ask people to it.")
            return redirect("therapist:group_class", class_id=made.pk)
    now = clock.now()
    found = classes_of(request.membership)[:SHOWN]
    rows = [(one, card_of(one, request.user, now)) for one in found]
    context = {
        "coming": [row for row in rows if row[0].is_to_come(now)][::-1],
        "earlier": [row for row in rows if not row[0].is_to_come(now)],
        "passes_on": house_passes_on(),
        "zone": city(request.clinic.time_zone),
        "typed": request.POST or {"minutes": 45, "places": MOST_PLACES},
        "problems": {refusal.field or "title": refusal.message} if refusal else {},
    }
    return render(request, "therapist/pages/classes/page.html", context, status=422 if refusal else 200)


def _said(request: MemberRequest) -> dict[str, Any]:
    try:
        wall = datetime.fromisoformat(request.POST.get("begins", ""))
    except ValueError:
        raise Refused("Write a day and a time.", field="begins") from None
    zone = ZoneInfo(request.clinic.time_zone)
    return {
        "title": request.POST.get("title", ""),
        "begins": moment_of(wall.date(), wall.time(), zone),
        "minutes": _number(request, "minutes"),
        "places": _number(request, "places"),
    }


def _number(request: MemberRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0


@require_safe
@for_therapists
def group_class(request: MemberRequest, class_id: UUID) -> HttpResponse:
    found, now = class_of(request.membership, class_id), clock.now()
    to_come = found.is_to_come(now)
    context = {
        "class": found,
        "card": card_of(found, request.user, now),
        "places": places_in(found),
        "to_come": to_come,
        "can_ask": who_can_be_asked(found) if to_come else [],
        "door_is_open": to_come and door_of(found, now) is Door.OPEN and house_passes_on(),
    }
    return render(request, "therapist/pages/classes/class.html", context)


@require_POST
@for_therapists
def ask(request: MemberRequest, class_id: UUID) -> HttpResponse:
    """Everybody who is ticked."""
    found, asked = class_of(request.membership, class_id), 0
    try:
        for patient_id in request.POST.getlist("who"):
            ask_to_class(
                by=request.user, group_class=found, patient=patient_in(request.clinic, _id(patient_id))
            )
            asked += 1
    except Refused as refusal:
        messages.error(request, refusal.message)
    if asked:
        messages.success(request, f"Asked: {asked}. They are told by mail.")
    return redirect("therapist:group_class", class_id=class_id)


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


@require_POST
@for_therapists
def take_away(request: MemberRequest, class_id: UUID, place_id: UUID) -> HttpResponse:
    place = place_in(class_of(request.membership, class_id), place_id)
    try:
        call_off_place(by=request.user, place=place)
    except Refused as refusal:
        messages.error(request, refusal.message)
    except OutOfReach:
        messages.success(request, "Taken away. Whoever sits in the class is put out with the next look.")
    else:
        messages.success(request, "Taken away. They are told by mail.")
    return redirect("therapist:group_class", class_id=class_id)


@require_POST
@for_therapists
def cancel(request: MemberRequest, class_id: UUID) -> HttpResponse:
    try:
        cancel_class(by=request.user, group_class=class_of(request.membership, class_id))
    except Refused as refusal:
        messages.error(request, refusal.message)
    except OutOfReach:
        messages.success(request, "Cancelled. Its room closes with the next look.")
    else:
        messages.success(request, "Cancelled. Everybody who was asked is told by mail.")
    return redirect("therapist:group_class", class_id=class_id)
