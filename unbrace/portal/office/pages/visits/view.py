"""The clinic's visits as the office sees them: a name, a therapist and a time. Nothing that anybody logged, wrote or
measured, no reason that a person gave, and not how it went."""

from __future__ import annotations

from datetime import time
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.care_teams.queries import colleagues_of, member_in
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.queries import patient_in, patients_named
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.actions import book_for, cancel_visit, move_visit, put_back_visit, take_over_visit
from unbrace.clinic.visits.actions.cancel_visit import UNDO_FOR
from unbrace.clinic.visits.queries import (
    bookable_for,
    first_or_follow_up,
    free_times,
    hours_of,
    unheld,
    visit_in,
    visits_in,
)
from unbrace.clinic.visits.slots import Span, moment_of
from unbrace.portal.doorkeeper import for_office, needs
from unbrace.portal.office.pages.visits.week import week_of
from unbrace.portal.visit_words import (
    DAYS_SHOWN,
    WEEKS_SHOWN,
    card_of,
    city,
    clocks_differ,
    day_in,
    instant_in,
    slot_days,
)

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.visits.models import OfficeHours, Visit
    from unbrace.portal.doorkeeper import MemberRequest

MOST_FOUND = 20


@require_safe
@for_office
@needs(Permission.BOOK_VISITS)
def visits(request: MemberRequest) -> HttpResponse:
    """Two weeks of everybody, whom nobody holds any more, and the way to book for somebody."""
    now, zone = clock.now(), request.user.zone
    today = now.astimezone(zone).date()
    first = day_in(request.GET.get("from"), today)
    begins = moment_of(first, time(0), zone)
    found = visits_in(request.clinic, Span(begins, begins + WEEKS_SHOWN))
    cards = [card_of(visit, request.user, now) for visit in found]
    name = request.GET.get("name", "").replace("\x00", "").strip()[:80]
    context = {
        "days": [(day, list(of_day)) for day, of_day in groupby(cards, key=lambda card: card.day)],
        "week": week_of(cards, first, zone),
        "unheld": [
            card_of(one, request.user, now) for one in unheld().filter(patient__clinic=request.clinic)
        ],
        "name": name,
        "people": patients_named(request.clinic, name, MOST_FOUND) if name else None,
        "earlier": max(today, first - WEEKS_SHOWN).isoformat() if first > today else "",
        "later": (first + WEEKS_SHOWN).isoformat(),
        "zone": city(request.user.time_zone),
    }
    return render(request, "office/pages/visits/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
@needs(Permission.BOOK_VISITS)
def book(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Free times of one therapist, as they offer them; a POST takes one for this person."""
    person, refusal = patient_in(request.clinic, patient_id), None
    choices = bookable_for(person)
    asked = request.POST if request.method == "POST" else request.GET
    hours = _chosen(choices, asked.get("therapist", ""))
    place = asked.get("place", "")
    if hours is not None and place not in hours.places:
        place = hours.places[0]
    if request.method == "POST":
        try:
            if hours is None:
                raise Refused(
                    "This therapist offers no times. Choose somebody from the list.", field="therapist"
                )
            made = book_for(
                by=request.user,
                patient=person,
                therapist=hours.therapist,
                place=place,
                begins=instant_in(request.POST.get("begins", "")),
            )
        except NotYours:
            raise
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, "Booked. Both sides are told by mail.")
            return redirect("office:visit", visit_id=made.pk)
    kind = first_or_follow_up(person)
    context = {
        "patient": person,
        "choices": [
            (str(one.therapist_id), one.therapist.user.name or one.therapist.user.email) for one in choices
        ],
        "hours": hours,
        "place": place,
        "kind": kind,
        "problem": refusal.message if refusal else "",
        **(_times(request, hours, kind, person.user, refusal) if hours else {}),
        "carried": f"&therapist={hours.therapist_id}&place={place}" if hours else "",
    }
    return render(request, "office/pages/visits/book.html", context, status=409 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
@needs(Permission.BOOK_VISITS)
def visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """When, who and with whom; a POST moves it."""
    found, now, refusal = visit_in(request.clinic, visit_id), clock.now(), None
    if request.method == "POST":
        try:
            move_visit(by=request.user, visit=found, begins=instant_in(request.POST.get("begins", "")))
        except NotYours:
            raise
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, "Moved. Both sides are told by mail.")
            return redirect("office:visit", visit_id=found.pk)
    can_change = found.is_to_come(now) and now < found.begins
    held, mine = found.therapist.is_active, found.cancelled_by_id == request.user.pk
    fresh = found.cancelled_at is not None and now - found.cancelled_at < UNDO_FOR
    context = {
        "visit": found,
        "card": card_of(found, request.user, now),
        "can_change": can_change,
        "held": held,
        "can_undo": mine and fresh and held and now < found.begins,
        "colleagues": [
            (str(one.pk), one.user.name or one.user.email) for one in colleagues_of(found.therapist)
        ]
        if can_change and not held
        else [],
    }
    if can_change and held:
        context |= _times(request, hours_of(found.therapist), found.kind, found.patient.user, refusal, found)
    return render(request, "office/pages/visits/visit.html", context, status=409 if refusal else 200)


@require_POST
@for_office
@needs(Permission.BOOK_VISITS)
def cancel(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    found = visit_in(request.clinic, visit_id)
    try:
        cancel_visit(by=request.user, visit=found, because=request.POST.get("because", ""))
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Cancelled. Both sides are told by mail.")
    return redirect("office:visit", visit_id=visit_id)


@require_POST
@for_office
@needs(Permission.BOOK_VISITS)
def put_back(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    found = visit_in(request.clinic, visit_id)
    try:
        put_back_visit(by=request.user, visit=found)
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "It takes place after all.")
    return redirect("office:visit", visit_id=visit_id)


@require_POST
@for_office
@needs(Permission.BOOK_VISITS)
def give(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """A visit that nobody holds gets somebody."""
    found = visit_in(request.clinic, visit_id)
    try:
        to = member_in(request.clinic, UUID(request.POST.get("to", "")))
        take_over_visit(by=request.user, visit=found, to=to)
    except (NotYours, ValueError):
        messages.error(request, "Choose somebody from the list.")
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "It stays, with somebody else. Both sides are told by mail.")
    return redirect("office:visit", visit_id=visit_id)


def _chosen(choices: list[OfficeHours], therapist: str) -> OfficeHours | None:
    """Who was picked; whoever looks after the person, where nobody was."""
    picked = next((one for one in choices if str(one.therapist_id) == therapist), None)
    return picked or (choices[0] if choices and not therapist else None)


def _times(
    request: MemberRequest,
    hours: OfficeHours,
    kind: str,
    person: User,
    refusal: Refused | None,
    but: Visit | None = None,
) -> dict[str, Any]:
    """A week of free times by the office's own clock, with the person's beside it where the two differ."""
    zone = request.user.zone
    today = clock.now().astimezone(zone).date()
    first = day_in(request.GET.get("from"), today)
    begins = moment_of(first, time(0), zone)
    starts = free_times(hours, kind, Span(begins, begins + DAYS_SHOWN), person=person, but=but)
    return {
        "days": slot_days(starts, zone, person.zone),
        "mine": city(request.user.time_zone),
        "other": city(person.time_zone) if clocks_differ(starts, zone, person.zone) else "",
        "chosen": request.POST.get("begins", ""),
        "problem": refusal.message if refusal else "",
        "earlier": max(today, first - DAYS_SHOWN).isoformat() if first > today else "",
        "later": (first + DAYS_SHOWN).isoformat(),
    }
