from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.refused import Conflict, Refused
from unbrace.clinic.transfers.actions import answer_transfer, call_off_transfer
from unbrace.clinic.transfers.kinds import Along, State
from unbrace.clinic.transfers.queries import own_transfer, own_transfers
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from datetime import datetime

    from unbrace.clinic.transfers.models import Transfer
    from unbrace.portal.doorkeeper import PatientRequest

SHOWN = 10


@require_safe
@for_patients
def move(request: PatientRequest) -> HttpResponse:
    """What was ever proposed about them, in every care of theirs."""
    now = clock.now()
    found = [(one, state_words(one, now)) for one in own_transfers(request.user)[:SHOWN]]
    return render(request, "patient/pages/move/page.html", {"transfers": found})


@require_safe
@for_patients
def proposal(request: PatientRequest, transfer_id: UUID) -> HttpResponse:
    return _page(request, own_transfer(request.user, transfer_id))


@require_POST
@for_patients
def answer(request: PatientRequest, transfer_id: UUID) -> HttpResponse:
    transfer, said = own_transfer(request.user, transfer_id), request.POST.get("answer")
    along = request.POST.get("along", "") if said == "yes" else ""
    if said == "yes" and along not in Along.values:
        return _page(request, transfer, _("Choose what goes along first."))
    if said not in ("yes", "no"):
        return redirect("patient:proposal", transfer_id=transfer.pk)
    try:
        answer_transfer(by=request.user, transfer=transfer, along=along)
    except Refused as refusal:
        return _page(request, transfer, _why(refusal))
    clinic = transfer.to_clinic.name
    messages.success(
        request,
        _("Your yes is noted. %(clinic)s is asked now. Until they have answered you can call it off here.")
        % {"clinic": clinic}
        if along
        else _("Your no is noted. Everything stays as it is, and %(clinic)s learns nothing.")
        % {"clinic": clinic},
    )
    return redirect("patient:move")


@require_POST
@for_patients
def call_off(request: PatientRequest, transfer_id: UUID) -> HttpResponse:
    transfer = own_transfer(request.user, transfer_id)
    try:
        call_off_transfer(by=request.user, transfer=transfer)
    except Refused as refusal:
        messages.error(request, _why(refusal))
    else:
        messages.success(request, _("Called off. Everything stays as it is."))
    return redirect("patient:move")


def _why(refusal: Refused) -> str:
    """In the person's language: the room below speaks to therapists as well."""
    if refusal.field == "along":
        return _("Choose what goes along first.")
    if isinstance(refusal, Conflict):
        return _("This is no longer open. Nothing has changed.")
    return _("You work in that clinic, so it cannot treat you under this account.")


def _page(request: PatientRequest, transfer: Transfer, problem: str = "") -> HttpResponse:
    now = clock.now()
    documents = {one.kind: one for one in transfer.documents.all()}
    context = {
        "transfer": transfer,
        "asks": transfer.state == State.ASKED and transfer.is_open(now),
        "waits": transfer.state == State.OFFERED and transfer.is_open(now),
        "words": state_words(transfer, now),
        "record": documents.get(Along.RECORD),
        "report": documents.get(Along.REPORT),
        "problem": problem,
    }
    return render(request, "patient/pages/move/proposal.html", context, status=422 if problem else 200)


def state_words(transfer: Transfer, now: datetime) -> str:
    """How it stands, in the person's words."""
    clinic = transfer.to_clinic.name
    if transfer.state in (State.ASKED, State.OFFERED) and not transfer.is_open(now):
        return _("Not answered in time. Everything stayed as it is.")
    words = {
        State.ASKED: _("Waits for your answer."),
        State.DECLINED: _("You said no. Everything stayed as it is."),
        State.OFFERED: _("You said yes. %(clinic)s has not answered yet."),
        State.ACCEPTED: _("%(clinic)s goes on with your care."),
        State.REFUSED: _("%(clinic)s said no. Everything stayed as it is."),
        State.CALLED_OFF: _("Called off. Everything stayed as it is."),
    }
    return words[State(transfer.state)] % {"clinic": clinic}
