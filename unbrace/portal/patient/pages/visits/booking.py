"""Choosing a time: for a new visit, and for one that is to move."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.actions import book_visit, move_visit
from unbrace.clinic.visits.queries import (
    first_or_follow_up,
    free_times,
    hours_for,
    hours_of,
    own_visit,
    waiting_place_of,
)
from unbrace.clinic.visits.slots import Span, moment_of
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.visit_words import (
    DAYS_SHOWN,
    card_of,
    city,
    clocks_differ,
    day_in,
    instant_in,
    slot_days,
)

if TYPE_CHECKING:
    from unbrace.clinic.visits.models import OfficeHours, Visit
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def book(request: PatientRequest) -> HttpResponse:
    """The free times of the person's own therapist; a POST takes one of them."""
    hours = hours_for(request.patient)
    if hours is None:
        return redirect("patient:visits")
    place = _place(request, hours)
    refusal = None
    if request.method == "POST":
        try:
            begins = instant_in(request.POST.get("begins", ""))
            made = book_visit(by=request.user, patient=request.patient, place=place, begins=begins)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, gettext("Booked. You get a mail with an entry for your calendar."))
            return redirect("patient:visit", visit_id=made.pk)
    kind = first_or_follow_up(request.patient)
    context = {
        "place": place,
        "kind": kind,
        "waiting": waiting_place_of(request.patient),
        "minutes": round(hours.length_of(kind).total_seconds() / 60),
        **_times(request, hours, kind, refusal),
    }
    return render(request, "patient/pages/visits/book.html", context, status=409 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def move(request: PatientRequest, visit_id: UUID) -> HttpResponse:
    found = own_visit(request.patient, visit_id)
    refusal = None
    if request.method == "POST":
        try:
            move_visit(by=request.user, visit=found, begins=instant_in(request.POST.get("begins", "")))
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, gettext("Moved. Both calendars are told by mail."))
            return redirect("patient:visit", visit_id=found.pk)
    context = {
        "visit": found,
        "card": card_of(found, request.user, found.begins),
        **_times(request, hours_of(found.therapist), found.kind, refusal, found),
    }
    return render(request, "patient/pages/visits/move.html", context, status=409 if refusal else 200)


def _place(request: PatientRequest, hours: OfficeHours) -> str:
    wanted = (request.POST if request.method == "POST" else request.GET).get("place", "")
    return wanted if wanted in hours.places else hours.places[0]


def _times(
    request: PatientRequest, hours: OfficeHours, kind: str, refusal: Refused | None, but: Visit | None = None
) -> dict[str, Any]:
    """Seven days of free times from a day on, by the person's own days."""
    zone, theirs, today = request.user.zone, hours.therapist.user, today_of(request.patient)
    first = day_in(request.GET.get("from"), today)
    begins = moment_of(first, time(0), zone)
    window = Span(begins, begins + DAYS_SHOWN)
    starts = free_times(hours, kind, window, person=request.user, but=but)
    last = today + timedelta(days=hours.ahead_days)
    before, after = max(today, first - DAYS_SHOWN), first + DAYS_SHOWN
    return {
        "days": slot_days(starts, zone, theirs.zone),
        "hours": hours,
        "therapist": theirs.name or theirs.email,
        "mine": city(request.user.time_zone),
        "other": city(theirs.time_zone) if clocks_differ(starts, zone, theirs.zone) else "",
        "chosen": request.POST.get("begins", ""),
        "problem": refusal.message if refusal else "",
        "earlier": before.isoformat() if first > today else "",
        "later": after.isoformat() if after <= last else "",
    }
