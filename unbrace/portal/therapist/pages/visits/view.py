"""The days of one therapist, one visit, and the visits of one person."""

from __future__ import annotations

from datetime import datetime, time
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from unbrace.clinic import clock
from unbrace.clinic.calls.queries import Role, leads_in
from unbrace.clinic.notes.queries import signed_since
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.actions import move_visit, plan_visit
from unbrace.clinic.visits.actions.cancel_visit import UNDO_FOR
from unbrace.clinic.visits.queries import (
    Kind,
    Outcome,
    Place,
    agenda_of,
    first_or_follow_up,
    free_times,
    hours_of,
    lately_met,
    offers_to,
    to_be_marked_by,
    visit_in,
    visits_for,
    waiting_for,
)
from unbrace.clinic.visits.slots import Span, moment_of
from unbrace.portal.doorkeeper import for_therapists
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
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.visits.models import OfficeHours, Visit
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 40


@require_safe
@for_therapists
def visits(request: MemberRequest) -> HttpResponse:
    """Two weeks, day by day, and what is over and not marked yet."""
    now, me = clock.now(), request.membership
    today = now.astimezone(request.user.zone).date()
    first = day_in(request.GET.get("from"), today)
    begins = moment_of(first, time(0), request.user.zone)
    cards = [card_of(visit, request.user, now) for visit in agenda_of(me, Span(begins, begins + WEEKS_SHOWN))]
    hours = hours_of(me)
    context = {
        "days": [(day, list(of_day)) for day, of_day in groupby(cards, key=lambda card: card.day)],
        "to_mark": [card_of(visit, request.user, now) for visit in to_be_marked_by(me)],
        "to_write": [card_of(visit, request.user, now) for visit in without_note(lately_met(me))],
        "outcomes": Outcome.choices,
        "hours": hours,
        "nothing_set": hours._state.adding,
        "waiting": waiting_for(me),
        "earlier": max(today, first - WEEKS_SHOWN).isoformat() if first > today else "",
        "later": (first + WEEKS_SHOWN).isoformat(),
        "zone": city(request.user.time_zone),
    }
    return render(request, "therapist/pages/visits/page.html", context)


def without_note(met: list[Visit]) -> list[Visit]:
    """Those after which nobody has signed a note about the person before they met again. Nothing is forced: it is said
    on this page only, for two weeks."""
    if not met:
        return []
    signed = signed_since({one.patient_id for one in met}, min(one.begins for one in met))
    found, ends = [], dict[Any, datetime]()
    for one in met:  # the latest first
        until = ends.get(one.patient_id)
        notes = signed.get(one.patient_id, [])
        if not any(one.begins <= at and (until is None or at < until) for at in notes):
            found.append(one)
        ends[one.patient_id] = one.begins
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """One visit; a POST moves it."""
    found, now, refusal = visit_in(request.clinic, visit_id), clock.now(), None
    if request.method == "POST":
        try:
            move_visit(by=request.user, visit=found, begins=_chosen(request))
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, "Moved. Both sides are told by mail.")
            return redirect("therapist:visit", visit_id=found.pk)
    can_change = found.is_to_come(now) and now < found.begins
    undo = found.cancelled_at is not None and found.cancelled_by_id == request.user.pk
    context = {
        "visit": found,
        "card": card_of(found, request.user, now),
        "can_change": can_change,
        "leads_in": leads_in(found, Role.THERAPIST, now),
        "can_undo": undo
        and found.cancelled_at
        and now - found.cancelled_at < UNDO_FOR
        and now < found.begins,
        "outcomes": Outcome.choices,
    }
    if can_change:
        hours = hours_of(found.therapist)
        context |= _times(request, hours, found.kind, found.patient.user, refusal, found)
    return render(request, "therapist/pages/visits/visit.html", context, status=409 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def of_person(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Everything that was booked with one person; a POST books or proposes a time."""
    person, refusal, now = patient_in(request.clinic, patient_id), None, clock.now()
    kind = request.POST.get("kind") or first_or_follow_up(person)
    after, place = _came_from(request, person), request.POST.get("place") or request.GET.get("place", "")
    if request.method == "POST":
        try:
            plan_visit(
                by=request.user,
                patient=person,
                kind=kind,
                place=request.POST.get("place", ""),
                begins=_chosen(request),
                proposed="propose" in request.POST,
            )
        except Refused as refused:
            refusal = refused
        else:
            said = (
                "Proposed. The time is held until they have answered."
                if "propose" in request.POST
                else "Booked."
            )
            messages.success(request, f"{said} They are told by mail.")
            if after is not None:
                return redirect("therapist:after_visit", visit_id=after.pk)
            return redirect("therapist:person_visits", patient_id=person.pk)
    hours = hours_of(request.membership)
    cards = [card_of(one, request.user, now) for one in [*offers_to(person), *visits_for(person)[:SHOWN]]]
    context = {
        "patient": person,
        "cards": cards,
        "kinds": Kind.choices,
        "places": Place.choices,
        "kind": kind,
        "place": place if place in Place.values else (hours.places or [Place.VIDEO])[0],
        "after": after,
        "carried": f"&place={after.place}&after={after.pk}" if after else "",
        "own": request.POST.get("own", ""),
        **_times(request, hours, Kind.FIRST if kind == Kind.FIRST else Kind.FOLLOW_UP, person.user, refusal),
    }
    return render(request, "therapist/pages/visits/person.html", context, status=409 if refusal else 200)


def _came_from(request: MemberRequest, person: Patient) -> Visit | None:
    """The visit after which the next one is booked, where the way led over its page."""
    try:
        found = visit_in(request.clinic, UUID(request.GET.get("after", "")))
    except (ValueError, NotYours):
        return None
    return found if found.patient_id == person.pk else None


def _chosen(request: MemberRequest) -> datetime:
    """A time that was shown, or one that the therapist has written by their own clock."""
    own = request.POST.get("own", "").strip()
    if not own:
        return instant_in(request.POST.get("begins", ""))
    try:
        wall = datetime.fromisoformat(own)
    except ValueError:
        raise Refused("Write a day and a time.", field="begins") from None
    return moment_of(wall.date(), wall.time(), request.user.zone)


def _times(
    request: MemberRequest,
    hours: OfficeHours,
    kind: str,
    person: User,
    refusal: Refused | None,
    but: Visit | None = None,
) -> dict[str, Any]:
    zone, now = request.user.zone, clock.now()
    today = now.astimezone(zone).date()
    first = day_in(request.GET.get("from"), today)
    begins = moment_of(first, time(0), zone)
    window = Span(begins, begins + DAYS_SHOWN)
    starts = free_times(hours, kind, window, person=person, but=but, anytime=True)
    return {
        "days": slot_days(starts, zone, person.zone),
        "mine": city(request.user.time_zone),
        "other": city(person.time_zone) if clocks_differ(starts, zone, person.zone) else "",
        "chosen": request.POST.get("begins", ""),
        "problem": refusal.message if refusal else "",
        "earlier": max(today, first - DAYS_SHOWN).isoformat() if first > today else "",
        "later": (first + DAYS_SHOWN).isoformat(),
    }
