"""One class that somebody is asked to: when, who leads it, yes under which name, or no."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic import clock
from unbrace.clinic.group_classes.actions import answer_invitation, call_off_place
from unbrace.clinic.group_classes.queries import Door, OutOfReach, PlaceState, door_of, own_place
from unbrace.clinic.refused import Refused
from unbrace.portal.class_words import card_of
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def group_class(request: PatientRequest, place_id: UUID) -> HttpResponse:
    """A POST says yes or no, or says it anew."""
    place, refusal = own_place(request.patient, place_id), None
    if request.method == "POST":
        yes = request.POST.get("answer") == "yes"
        try:
            answer_invitation(
                by=request.user,
                place=place,
                yes=yes,
                shown_name=request.POST.get("shown_name", ""),
                seen=request.POST.get("seen") == "yes",
            )
        except Refused as refused:
            refusal = refused
        else:
            said = gettext("You have a place in the class.") if yes else gettext("Thank you for saying so.")
            messages.success(request, said)
            return redirect("patient:group_class", place_id=place_id)
    now = clock.now()
    context = {
        "place": place,
        "card": card_of(place.group_class, request.user, now),
        "can_answer": place.group_class.is_to_come(now) and place.state != PlaceState.CANCELLED,
        "door_is_open": door_of(place.group_class, now) is Door.OPEN,
        "name": request.POST.get("shown_name", place.shown_name or request.user.first_name),
        "problem": refusal.message if refusal else "",
        "beside_name": refusal is not None and refusal.field == "shown_name",
    }
    return render(request, "patient/pages/classes/page.html", context, status=422 if refusal else 200)


@require_POST
@for_patients
def give_up(request: PatientRequest, place_id: UUID) -> HttpResponse:
    try:
        call_off_place(by=request.user, place=own_place(request.patient, place_id))
    except Refused as refusal:
        messages.error(request, refusal.message)
    except OutOfReach:
        pass  # their place is given up; the room hears of it with the next look
    else:
        messages.success(request, gettext("Cancelled."))
    return redirect("patient:group_class", place_id=place_id)
