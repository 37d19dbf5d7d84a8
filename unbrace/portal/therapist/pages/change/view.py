"""Accept a proposal with another dose than the proposed one, and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from unbrace.clinic import clock
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import change_proposal, proposed_draft, what_needs_a_yes_to
from unbrace.clinic.worklist.queries import proposal_in
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.approval_form import approval_form
from unbrace.portal.therapist.decided import remember_decided
from unbrace.portal.therapist.dose_form import as_editors, checked, read_rows, row_of_draft
from unbrace.portal.therapist.pages.worklist.view import back
from unbrace.portal.therapist.proposal_rows import row_of

if TYPE_CHECKING:
    from unbrace.clinic.programmes.draft import PrescriptionDraft
    from unbrace.clinic.worklist.models import Proposal
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def change(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """The form starts from what was proposed."""
    proposal = proposal_in(request.clinic, proposal_id)
    draft, problem = proposed_draft(proposal), ""
    rows = [row_of_draft(draft)]
    if request.method == "POST":
        rows, drafts, problem = checked(read_rows(request.POST)[:1])
        if drafts and not problem:
            draft = drafts[0]
            problem = sign(request, proposal, draft)
            if not problem:
                return back(request, proposal)
    needed = what_needs_a_yes_to(proposal, draft)
    context = {
        "row": row_of(proposal, clock.now(), current_version(proposal.patient)),
        "editors": as_editors(rows, alone=True),
        "approvals": approval_form(needed, request.POST, asks_why=False),
        "reason": request.POST.get("reason", ""),
        "problem": problem,
    }
    return render(request, "therapist/pages/change/page.html", context, status=422 if problem else 200)


def sign(request: MemberRequest, proposal: Proposal, draft: PrescriptionDraft) -> str:
    """Sign it; gives the sentence of a refusal, or nothing."""
    try:
        version = change_proposal(
            by=request.user,
            proposal=proposal,
            draft=draft,
            reason=request.POST.get("reason", ""),
            approved=request.POST.getlist("approved"),
        )
    except Refused as refusal:
        return refusal.message
    remember_decided(request, [proposal])
    messages.success(
        request, f"Signed with your dose. {proposal.patient.name} now has version {version.number}."
    )
    return ""
