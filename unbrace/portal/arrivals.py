"""Who would like to come to a clinic: the same page for its office and for its therapists, each at their own door."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from unbrace.clinic.care_teams.queries import member_in, members_of
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.transfers.actions import accept_transfer, refuse_transfer
from unbrace.clinic.transfers.kinds import MOST_LETTERS
from unbrace.clinic.transfers.queries import arrival_at, arrivals_at

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


NOBODY: Final = "Choose somebody from the list."


def arrivals_page(
    request: MemberRequest, door: str, refusal: Refused | None = None, about: UUID | None = None
) -> HttpResponse:
    treating = [one for one in members_of(request.clinic) if one.may(Permission.PRESCRIBE) and one.is_active]
    context = {
        "arrivals": arrivals_at(request.clinic),
        "treating": treating,
        "accept": f"{door}:accept_arrival",
        "refuse": f"{door}:refuse_arrival",
        "most": MOST_LETTERS,
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
        "about": about,
        "typed": request.POST if refusal else {},
    }
    return render(request, f"{door}/pages/arrivals/page.html", context, status=422 if refusal else 200)


def accept(request: MemberRequest, door: str, arrival_id: UUID) -> HttpResponse:
    chosen = request.POST.get("therapist", "")

    def deed(transfer: Any) -> str:
        try:
            therapist = member_in(request.clinic, UUID(chosen)) if chosen else None
        except (NotYours, ValueError) as error:
            raise Refused(NOBODY, field="therapist") from error
        new = accept_transfer(by=request.user, transfer=transfer, therapist=therapist)
        held = new.looked_after_by
        if therapist is not None and held is not None and held.pk != therapist.pk:
            who = held.user.name or held.user.email
            return f"{new.name} is in care here already. {who} goes on looking after them."
        return f"{new.name} is in care here now. They begin with the safety questions."

    return _answer(request, door, arrival_id, deed)


def refuse(request: MemberRequest, door: str, arrival_id: UUID) -> HttpResponse:
    def deed(transfer: Any) -> str:
        refuse_transfer(by=request.user, transfer=transfer, because=request.POST.get("because", ""))
        return "Refused. The person and their therapist read why."

    return _answer(request, door, arrival_id, deed)


def _answer(request: MemberRequest, door: str, arrival_id: UUID, deed: Callable[[Any], str]) -> HttpResponse:
    transfer = arrival_at(request.clinic, arrival_id)
    try:
        messages.success(request, deed(transfer))
    except Refused as refusal:
        return arrivals_page(request, door, refusal, arrival_id)
    return redirect(f"{door}:arrivals")
