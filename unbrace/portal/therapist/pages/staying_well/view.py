"""The end of the active phase: the rules say what is missing, the therapist signs, with the person's yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.staying_well.actions import begin_maintenance, end_maintenance, maintenance_drafts
from unbrace.clinic.staying_well.queries import maintenance_of, own_plan_of, readiness_of
from unbrace.clinic.worklist.actions import what_needs_a_yes
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.dose_words import dose_words
from unbrace.portal.logbook import title_of
from unbrace.portal.therapist.approval_form import ApprovalForm, approval_form

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def staying_well(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """GET: where the person stands; POST: sign it."""
    person = patient_in(request.clinic, patient_id)
    problem = ""
    if request.method == "POST":
        try:
            _sign(request, person)
        except NotYours:
            raise
        except Refused as refusal:
            problem = refusal.message
        else:
            messages.success(request, "Signed. From today on it is two days a week.")
            return redirect("therapist:patient", patient_id=person.pk)
    version = current_version(person)
    chosen, days = set(request.POST.getlist("exercises")), set(request.POST.getlist("days"))
    context = {
        "patient": person,
        "now": maintenance_of(person),
        "plan": own_plan_of(person),
        "readiness": readiness_of(person, agrees=True),
        "exercises": [
            (str(one.pk), title_of(one.exercise), dose_words(one), str(one.pk) in chosen)
            for one in (version.prescriptions.all() if version else ())
        ],
        "days": [(str(number), name, str(number) in days) for number, name in enumerate(DAYS)],
        "approvals": _approvals(request, person),
        "because": request.POST.get("because", ""),
        "agreed": request.POST.get("agreed") == "yes",
        "problem": problem,
    }
    return render(request, "therapist/pages/staying_well/page.html", context, status=422 if problem else 200)


def _sign(request: MemberRequest, person: Patient) -> None:
    begin_maintenance(
        by=request.user,
        patient=person,
        exercises=request.POST.getlist("exercises"),
        days=_days(request),
        agreed=request.POST.get("agreed") == "yes",
        because=request.POST.get("because", ""),
        approved=request.POST.getlist("approved"),
    )


def _days(request: MemberRequest) -> list[int]:
    return [int(day) for day in request.POST.getlist("days") if day in set("0123456")]


def _approvals(request: MemberRequest, person: Patient) -> ApprovalForm | None:
    """What has to be asked by name for the exercises that were chosen; nothing before any were."""
    if request.method != "POST":
        return None
    try:
        drafts = maintenance_drafts(person, request.POST.getlist("exercises"), _days(request))
    except Refused:
        return None
    return approval_form(what_needs_a_yes(person, drafts), request.POST, asks_why=False)


@require_POST
@for_therapists
def end_staying_well(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Back to a programme that grows."""
    person = patient_in(request.clinic, patient_id)
    end_maintenance(by=request.user, patient=person)
    messages.success(request, "Ended. The signed programme stays until you write another one.")
    return redirect("therapist:patient", patient_id=person.pk)
