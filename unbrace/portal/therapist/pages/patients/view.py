"""Everyone treated in this clinic, and the invitations that are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.patients.actions import invite_patient, withdraw_invitation
from unbrace.clinic.patients.queries import invitation_in, invitations_of, patients_in
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_therapists

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def patients(request: MemberRequest) -> HttpResponse:
    """The list, narrowed by `?name=`; a POST invites someone."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = invite(request)
        if not problems:
            return redirect("therapist:patients")
    wanted = request.GET.get("name", "").strip()[:80]
    found = patients_in(request.clinic)
    if wanted:
        found = found.filter(Q(user__name__icontains=wanted) | Q(user__email__icontains=wanted))
    shown = list(found[: MOST_SHOWN + 1])
    context = {
        "patients": shown[:MOST_SHOWN],
        "more": len(shown) > MOST_SHOWN,
        "wanted": wanted,
        "invitations": invitations_of(request.clinic),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "therapist/pages/patients/page.html", context, status=422 if problems else 200)


def invite(request: MemberRequest) -> dict[str, str]:
    """Send the link; gives the problem by field, or nothing."""
    email, name = request.POST.get("email", ""), request.POST.get("name", "")
    try:
        invite_patient(by=request.user, clinic=request.clinic, email=email, name=name)
    except Refused as refusal:
        return {refusal.field or "email": refusal.message}
    messages.success(request, f"The invitation to {name.strip()} is on its way.")
    return {}


@require_POST
@for_therapists
def withdraw(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """The link stops working at once."""
    withdraw_invitation(by=request.user, invitation=invitation_in(request.clinic, invitation_id))
    messages.success(request, "Withdrawn. The link no longer works.")
    return redirect("therapist:patients")
