"""Stop 10, judge: who needs me, why, since when, and the one best action in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import flares_in
from unbrace.clinic.programmes.queries import NeedsApproval, current_version, current_versions
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import (
    accept_proposal,
    refuse_first_plan,
    refuse_proposal,
    what_needs_a_yes_to,
)
from unbrace.clinic.worklist.queries import (
    first_plan_in,
    first_plans_for,
    message_rows_for,
    proposal_in,
    safety_rows_for,
    worklist_for,
)
from unbrace.clinic.worklist.quiet import quiet_rows_for
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.approval_form import approval_form
from unbrace.portal.therapist.first_plan_rows import row_of_first_plan
from unbrace.portal.therapist.message_rows import row_of_messages
from unbrace.portal.therapist.proposal_rows import row_of
from unbrace.portal.therapist.quiet_rows import row_of_quiet
from unbrace.portal.therapist.safety_rows import row_of_flare, row_of_safety
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.worklist.models import Proposal
    from unbrace.portal.doorkeeper import MemberRequest
    from unbrace.rehab.approvals import Approval


@require_safe
@for_therapists
def worklist(request: MemberRequest) -> HttpResponse:
    """One's own patients first of all; `?whose=all` shows the whole clinic's. Safety answers stand before all else."""
    everyone = request.GET.get("whose") == "all"
    whose = None if everyone else request.membership
    safety, flares = safety_rows_for(request.clinic, whose), flares_in(request.clinic, whose)
    found, written = worklist_for(request.clinic, whose), message_rows_for(request.clinic, whose)
    stopped = {row.patient.pk for row in safety if row.urgency >= Urgency.DOCTOR_IN_DAYS}
    quiet = [row for row in quiet_rows_for(request.clinic, whose) if row.patient.pk not in stopped]
    new = list(first_plans_for(request.clinic, whose))
    now = clock.now()
    current = current_versions(row.patient for row in found)
    rows = [
        *(row_of_safety(row, now) for row in safety if row.urgency >= Urgency.DOCTOR_TODAY),
        *(row_of_messages(row, now) for row in written if row.flagged),  # nobody knows yet how urgent
        *(row_of_safety(row, now) for row in safety if row.urgency < Urgency.DOCTOR_TODAY),
        *(row_of_flare(flare, now) for flare in flares),
        *(row_of_first_plan(plan, now) for plan in new),
        *(row_of_messages(row, now) for row in written if not row.flagged),
        *(row_of(proposal, now, current.get(row.patient.pk)) for row in found for proposal in row.proposals),
        *(row_of_quiet(row, now) for row in quiet),
    ]
    people = {row.patient.pk for row in safety} | {flare.flare_up.patient.pk for flare in flares}
    people |= {row.patient.pk for row in found} | {row.patient.pk for row in quiet}
    people |= {plan.patient_id for plan in new} | {row.patient.pk for row in written}
    context = {"rows": rows, "people": len(people), "everyone": everyone}
    return render(request, "therapist/pages/worklist/page.html", context)


@require_POST
@for_therapists
def accept(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """Sign the proposed change as a new version; where it needs a yes by name, ask for that first."""
    proposal = proposal_in(request.clinic, proposal_id)
    approved, because = request.POST.getlist("approved"), request.POST.get("because", "")
    try:
        version = accept_proposal(by=request.user, proposal=proposal, approved=approved, because=because)
    except NeedsApproval as asks:
        return _ask_by_name(request, proposal, asks.needed, asks.message)
    except Refused as refusal:
        if refusal.field == "because":
            needed = what_needs_a_yes_to(proposal)
            return _ask_by_name(request, proposal, needed, refusal.message)
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Signed. {proposal.patient.name} now has version {version.number}.")
    return back(request, proposal)


@require_POST
@for_therapists
def refuse(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """Leave everything as it is, with a reason that stays on record."""
    proposal = proposal_in(request.clinic, proposal_id)
    try:
        refuse_proposal(by=request.user, proposal=proposal, reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Refused. The programme stays as it is.")
    return back(request, proposal)


def _ask_by_name(
    request: MemberRequest, proposal: Proposal, needed: Sequence[Approval], problem: str
) -> HttpResponse:
    origin = "patient" if request.GET.get("from") == "patient" else ""
    context = {
        "row": row_of(proposal, clock.now(), current_version(proposal.patient), origin=origin),
        "approvals": approval_form(needed, request.POST),
        "problem": problem,
    }
    return render(request, "therapist/pages/worklist/approve.html", context, status=422)


@require_POST
@for_therapists
def refuse_first(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """The draft for a new person goes, with a reason; a programme of one's own can be written at any time."""
    plan = first_plan_in(request.clinic, plan_id)
    try:
        refuse_first_plan(by=request.user, plan=plan, reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Refused. {plan.patient.name} waits for a programme from you.")
    return redirect("therapist:worklist")


def back(request: MemberRequest, proposal: Proposal) -> HttpResponse:
    """To where the button was pressed."""
    if request.GET.get("from") == "patient":
        return redirect("therapist:patient", patient_id=proposal.patient_id)
    return redirect("therapist:worklist")
