"""The person's visits: the list, one of them, and its entry for a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.calls.queries import Role, leads_in
from unbrace.clinic.group_classes.queries import places_to_come_of
from unbrace.clinic.visits.actions import read_summary
from unbrace.clinic.visits.actions.cancel_visit import UNDO_FOR, is_late
from unbrace.clinic.visits.invite import invite_for
from unbrace.clinic.visits.queries import (
    Place,
    State,
    following,
    hours_for,
    hours_of,
    offers_to,
    own_visit,
    summary_of,
    visits_for,
    waiting_place_of,
)
from unbrace.portal.class_words import card_of as class_card_of
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.visit_words import card_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

EARLIER_SHOWN = 12


@require_safe
@for_patients
def visits(request: PatientRequest) -> HttpResponse:
    now = clock.now()
    cards = [card_of(visit, request.user, now) for visit in visits_for(request.patient)[:60]]
    coming = [card for card in cards if card.visit.is_to_come(now)]
    context = {
        "coming": coming[::-1],
        "earlier": [card for card in cards if card not in coming][:EARLIER_SHOWN],
        "offers": [_offer(visit, request) for visit in offers_to(request.patient)],
        "classes": [
            (place, class_card_of(place.group_class, request.user, now))
            for place in places_to_come_of(request.patient)
        ],
        "hours": hours_for(request.patient),
        "waiting": waiting_place_of(request.patient),
        "therapist": request.patient.looked_after_by,
    }
    return render(request, "patient/pages/visits/page.html", context)


@require_safe
@for_patients
def visit(request: PatientRequest, visit_id: UUID) -> HttpResponse:
    """One visit: when by both clocks, where, how to join, and what can be done about it."""
    found, now = own_visit(request.patient, visit_id), clock.now()
    held = found.state == State.OFFERED and found.held_until is not None and found.held_until > now
    cancelled_by_me = found.cancelled_by_id == request.user.pk
    lately = found.cancelled_at is not None and now - found.cancelled_at < UNDO_FOR
    hours = hours_of(found.therapist)
    met = found.state == State.BOOKED and now >= found.begins
    told = summary_of(found) if met else None
    if told is not None:
        read_summary(by=request.user, visit=found)
    next_visit = following(found) if met else None
    context = {
        "told": told.message if told else None,
        "next": card_of(next_visit, request.user, now) if next_visit else None,
        "card": card_of(found, request.user, now),
        "visit": found,
        "offer": _offer(found, request) if held else None,
        "can_change": found.is_to_come(now) and now < found.begins,
        "leads_in": leads_in(found, Role.PATIENT, now),
        "goes_there": found.is_to_come(now) and found.place != Place.VIDEO,
        "has_begun": now >= found.begins,
        "late": is_late(found, hours),
        "hours": hours,
        "can_undo": cancelled_by_me and lately and now < found.begins,
        "cancelled_by_me": cancelled_by_me,
    }
    return render(request, "patient/pages/visits/visit.html", context)


@require_safe
@for_patients
def calendar_entry(request: PatientRequest, visit_id: UUID) -> HttpResponse:
    """The same entry as in the mail, to put into one's own calendar."""
    found = own_visit(request.patient, visit_id)
    return HttpResponse(
        invite_for(found, request.user, clock.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="appointment.ics"'},
    )


def _offer(visit: object, request: PatientRequest) -> dict[str, object]:
    card = card_of(visit, request.user, clock.now())  # type: ignore[arg-type]
    until = card.visit.held_until
    return {
        "card": card,
        "until": until and f"{until.astimezone(request.user.zone):%H:%M}",
        "until_day": until,
    }
