"""The office invites people, and sees who has answered. Nobody is in care before they say yes themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.care_teams.queries import member_in, members_of
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.actions import invite_patient, resend_invitation, withdraw_invitation
from unbrace.clinic.patients.queries import declined_lately, invitation_in, invitations_of, ran_out_lately
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_office, needs

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
@needs(Permission.SEE_PATIENTS)
def patients(request: MemberRequest) -> HttpResponse:
    """GET: open invitations and those declined; a POST invites someone."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = invite(request)
        if not problems:
            return redirect("office:patients")
    treating = [one for one in members_of(request.clinic) if one.may(Permission.PRESCRIBE)]
    context = {
        "invitations": invitations_of(request.clinic),
        "declined": declined_lately(request.clinic),
        "ran_out": ran_out_lately(request.clinic),
        "therapists": [
            ("", "Nobody yet"),
            *((str(one.pk), one.user.name or one.user.email) for one in treating),
        ],
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "office/pages/patients/page.html", context, status=422 if problems else 200)


def invite(request: MemberRequest) -> dict[str, str]:
    """Send the link; gives the problem by field, or nothing."""
    email, name, chosen = (request.POST.get(field, "") for field in ("email", "name", "therapist"))
    try:
        therapist = member_in(request.clinic, UUID(chosen)) if chosen else None
    except (NotYours, ValueError):
        return {"therapist": "Choose somebody from the list."}
    try:
        invite_patient(by=request.user, clinic=request.clinic, email=email, name=name, therapist=therapist)
    except Refused as refusal:
        return {refusal.field or "email": refusal.message}
    messages.success(request, f"The invitation to {name.strip()} is on its way.")
    return {}


@require_POST
@for_office
def withdraw(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """The link stops working at once."""
    try:
        withdraw_invitation(by=request.user, invitation=invitation_in(request.clinic, invitation_id))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Withdrawn. The link no longer works.")
    return redirect("office:patients")


@require_POST
@for_office
def resend(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """A new link for two weeks; the old one stops working."""
    invitation = invitation_in(request.clinic, invitation_id)
    try:
        resend_invitation(by=request.user, invitation=invitation)
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, f"A new link is on its way to {invitation.name}. The old one no longer works."
        )
    return redirect("office:patients")
