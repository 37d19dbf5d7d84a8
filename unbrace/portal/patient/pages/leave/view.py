"""Say in words what goes and what stays; ask for it with a tick; take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.personal_data.actions import ask_for_erasure, take_back_erasure
from unbrace.clinic.personal_data.queries import open_erasure_of
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def leave(request: PatientRequest) -> HttpResponse:
    """A POST with the tick begins the two weeks; without it nothing happens but a word about the tick."""
    problem = ""
    if request.method == "POST":
        problem = gettext("Tick the line above if you are sure.")
        if request.POST.get("sure") == "yes":
            try:
                ask_for_erasure(by=request.user)
            except Refused as refusal:
                problem = refusal.message
            else:
                return redirect("patient:leave")
    context = {"leaving": open_erasure_of(request.user), "problem": problem}
    return render(request, "patient/pages/leave/page.html", context, status=422 if problem else 200)


@require_POST
@for_patients
def stay(request: PatientRequest) -> HttpResponse:
    """Take it back. Asked twice, or with nothing to take back, it is no fault."""
    erasure = open_erasure_of(request.user)
    if erasure is not None:
        take_back_erasure(by=request.user, erasure=erasure)
        messages.success(request, gettext("Good. Your account stays, and everything in it."))
    return redirect("patient:settings")
