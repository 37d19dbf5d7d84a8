"""Where care is closed: open the record of somebody in a colleague's care, in an emergency and with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import (
    is_in_care_of,
    open_emergencies_of,
    own_emergency,
    patients_closed_to,
)
from unbrace.clinic.patients.actions import close_emergency, open_in_emergency
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.questionnaires.queries import waiting_findings_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_therapists, needs

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

MOST_SHOWN = 20


@require_safe
@for_therapists
@needs(Permission.OPEN_IN_EMERGENCY)
@needs(Permission.SEE_PATIENTS)
def emergency(request: MemberRequest) -> HttpResponse:
    """Names, and whose safety answer waits; nothing else of anybody before there is a reason."""
    wanted = request.GET.get("name", "").strip()[:80]
    closed = patients_closed_to(request.membership)
    alarmed = {finding.screen.patient_id for finding in waiting_findings_in(request.clinic)}
    if wanted:
        found = closed.filter(Q(user__name__icontains=wanted) | Q(user__email__icontains=wanted))
    else:
        found = closed.filter(pk__in=alarmed)
    shown = list(found[: MOST_SHOWN + 1])
    context = {
        "wanted": wanted,
        "people": [(one, one.pk in alarmed) for one in shown[:MOST_SHOWN]],
        "more": len(shown) > MOST_SHOWN,
        "open_now": open_emergencies_of(request.membership).filter(patient__ended_at=None),
    }
    return render(request, "therapist/pages/emergency/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
@needs(Permission.OPEN_IN_EMERGENCY)
def open_record(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """What it means, and the reason; a POST opens the record for an hour."""
    person, problem = patient_in(request.clinic, person_id), ""
    if is_in_care_of(request.membership, person):
        return redirect("therapist:patient", patient_id=person.pk)
    if request.method == "POST":
        try:
            open_in_emergency(by=request.user, patient=person, reason=request.POST.get("reason", ""))
        except NotYours:
            raise
        except Refused as refusal:
            problem = refusal.message
        else:
            return redirect("therapist:patient", patient_id=person.pk)
    context = {"patient": person, "typed": request.POST.get("reason", ""), "problem": problem}
    status = 422 if problem else 200
    return render(request, "therapist/pages/emergency/open.html", context, status=status)


@require_POST
@for_therapists
def close(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    """Done before the hour is over."""
    opening = own_emergency(request.membership, opening_id)
    close_emergency(by=request.user, opening=opening)
    messages.success(request, f"The record of {opening.patient.name} is closed for you again.")
    return redirect("therapist:closed_records" if opening.of_closed_record else "therapist:emergency")
