"""Set aside, hand over, done, bring back: each one press on the work-list, each undone by one more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from unbrace.clinic.care_teams.queries import member_in
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist import actions
from unbrace.clinic.worklist.asides import set_aside_in
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.form_ids import id_in
from unbrace.portal.therapist.list_asked import asked_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_POST
@for_therapists
def snooze(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Until one of the offered days, or the one that was typed."""
    patient, post = patient_in(request.clinic, patient_id), request.POST
    until = _day(post.get("day") or post.get("until", ""))
    return _back(
        request,
        lambda: actions.snooze(
            by=request.user,
            patient=patient,
            seen=post.get("seen", ""),
            until=until,
            line=post.get("line", ""),
        ),
    )


@require_POST
@for_therapists
def hand_over(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """To a colleague of the same clinic, with a line."""
    patient, post = patient_in(request.clinic, patient_id), request.POST
    colleague = member_in(request.clinic, id_in(post.get("to", "")))
    return _back(
        request,
        lambda: actions.hand_over(
            by=request.user,
            patient=patient,
            seen=post.get("seen", ""),
            to=colleague,
            line=post.get("line", ""),
        ),
    )


@require_POST
@for_therapists
def done(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Somebody has looked."""
    patient, post = patient_in(request.clinic, patient_id), request.POST
    return _back(
        request,
        lambda: actions.mark_done(
            by=request.user, patient=patient, seen=post.get("seen", ""), line=post.get("line", "")
        ),
    )


@require_POST
@for_therapists
def bring_back(request: MemberRequest, set_aside_id: UUID) -> HttpResponse:
    """Undo, one's own or a colleague's."""
    aside = set_aside_in(request.clinic, set_aside_id)
    return _back(request, lambda: actions.bring_back(by=request.user, aside=aside))


def _back(request: MemberRequest, act: Callable[[], object]) -> HttpResponse:
    """To the list as it was looked at. That it worked is said there, beside "Undo"."""
    try:
        act()
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(reverse("therapist:worklist") + asked_of(request.GET).query())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
