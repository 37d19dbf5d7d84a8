"""What a person does about a visit with one press: cancel, take that back, say yes or no, wait for an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from unbrace.clinic.refused import Refused
from unbrace.clinic.visits import actions
from unbrace.clinic.visits.queries import own_visit
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_POST
@for_patients
def cancel(request: PatientRequest, visit_id: UUID) -> HttpResponse:
    found = own_visit(request.patient, visit_id)
    try:
        done = actions.cancel_visit(by=request.user, visit=found, because=request.POST.get("because", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        late = gettext("Cancelled. Your therapist is told at once. There is nothing to pay for it.")
        messages.success(request, late if done.cancelled_late else gettext("Cancelled."))
    return redirect("patient:visit", visit_id=visit_id)


@require_POST
@for_patients
def put_back(request: PatientRequest, visit_id: UUID) -> HttpResponse:
    found = own_visit(request.patient, visit_id)
    try:
        actions.put_back_visit(by=request.user, visit=found)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("It takes place after all."))
    return redirect("patient:visit", visit_id=visit_id)


@require_POST
@for_patients
def answer(request: PatientRequest, visit_id: UUID) -> HttpResponse:
    """To a time that is kept for them: yes, or no."""
    found = own_visit(request.patient, visit_id)
    says_yes = request.POST.get("answer") == "yes"
    try:
        (actions.take_offer if says_yes else actions.decline_offer)(by=request.user, visit=found)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("patient:visits")
    if says_yes:
        messages.success(request, gettext("Booked. You get a mail with an entry for your calendar."))
        return redirect("patient:visit", visit_id=visit_id)
    messages.success(request, gettext("Thank you. The time is free for somebody else."))
    return redirect("patient:visits")


@require_POST
@for_patients
def wait(request: PatientRequest) -> HttpResponse:
    """A place on the waiting list; `stay=no` gives it up."""
    try:
        if request.POST.get("stay") == "no":
            actions.leave_waiting_list(by=request.user, patient=request.patient)
            messages.success(request, gettext("You no longer wait for an earlier time."))
        else:
            place = request.POST.get("place", "")
            actions.join_waiting_list(by=request.user, patient=request.patient, place=place)
            messages.success(request, gettext("You get a mail as soon as a time becomes free."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("patient:visits")
