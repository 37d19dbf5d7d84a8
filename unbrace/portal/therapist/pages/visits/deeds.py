"""What a therapist does about a visit with one press: cancel, take that back, mark how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from unbrace.clinic.refused import Refused
from unbrace.clinic.visits import actions
from unbrace.clinic.visits.queries import visit_in
from unbrace.portal.doorkeeper import for_therapists

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_POST
@for_therapists
def cancel(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    found = visit_in(request.clinic, visit_id)
    try:
        actions.cancel_visit(by=request.user, visit=found, because=request.POST.get("because", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Cancelled. They are told by mail.")
    return redirect("therapist:visit", visit_id=visit_id)


@require_POST
@for_therapists
def put_back(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    found = visit_in(request.clinic, visit_id)
    try:
        actions.put_back_visit(by=request.user, visit=found)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "It takes place after all.")
    return redirect("therapist:visit", visit_id=visit_id)


@require_POST
@for_therapists
def mark(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """How it ended; an empty mark takes it back."""
    found = visit_in(request.clinic, visit_id)
    try:
        done = actions.mark_visit(by=request.user, visit=found, outcome=request.POST.get("outcome", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        said = f"Marked: {done.get_outcome_display().lower()}." if done.outcome else "The mark is taken back."
        messages.success(request, said)
    if request.POST.get("back") == "list":
        return redirect("therapist:visits")
    if request.POST.get("back") == "after":
        return redirect("therapist:after_visit", visit_id=visit_id)
    return redirect("therapist:visit", visit_id=visit_id)
