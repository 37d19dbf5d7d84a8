"""Everyone treated in this clinic, and the invitations that are still open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.patients.access import patients_open_to
from unbrace.clinic.patients.actions import invite_patient, withdraw_invitation
from unbrace.clinic.patients.queries import called, following, invitation_in, invitations_of
from unbrace.clinic.personal_data.queries import leaving_in
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.queries import keeps_ledger
from unbrace.portal.doorkeeper import for_therapists

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest

MOST_SHOWN = 100
MOST_FOUND = 25  # whoever looks for a name that so many have writes a longer one sooner than they read on


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def patients(request: MemberRequest) -> HttpResponse:
    """The list, narrowed by `?name=`, a page at a time: the next begins behind `?after=`. A POST invites someone."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = invite(request)
        if not problems:
            return redirect("therapist:patients")
    wanted = request.GET.get("name", "").strip()[:80]
    found = patients_open_to(request.membership)
    if wanted:
        found = found.filter(called(wanted))
    after = _id_in(request.GET.get("after", ""))
    if after is not None:
        found = following(found, after)
    most = MOST_FOUND if wanted else MOST_SHOWN
    shown = list(found[: most + 1])
    more = len(shown) > most
    context = {
        "patients": _with_leaving(shown[:most], leaving_in(request.clinic)),
        "next": urlencode({"name": wanted, "after": shown[most - 1].pk}) if more else "",
        "most": most,
        "further": after is not None,
        "wanted": wanted,
        "invitations": invitations_of(request.clinic),
        "monitored": keeps_ledger(request.clinic),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "therapist/pages/patients/page.html", context, status=422 if problems else 200)


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _with_leaving(
    patients: list[Patient], leaving: Mapping[UUID, datetime]
) -> list[tuple[Patient, datetime | None]]:
    """Each with the day on which their account will be deleted, if they asked for that."""
    return [(patient, leaving.get(patient.pk)) for patient in patients]


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
