"""Stop 10, judge: who needs me, why, since when, and the one best action in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.care_teams.queries import colleagues_of
from unbrace.clinic.programmes.queries import NeedsApproval, current_version
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import (
    MOST_AT_ONCE,
    accept_holds,
    accept_proposal,
    refuse_first_plan,
    refuse_proposal,
    undo_decision,
    what_needs_a_yes_to,
)
from unbrace.clinic.worklist.queries import first_plan_in, proposal_in
from unbrace.clinic.worklist.rows import A_PAGE, Worklist, next_page, people_to_look_at
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.approval_form import approval_form
from unbrace.portal.therapist.decided import decided_here, forget_decided, remember_decided
from unbrace.portal.therapist.list_asked import Asked, asked_of
from unbrace.portal.therapist.pages.worklist.presenter import aside_words, away_lines, cards, holds_in, pills
from unbrace.portal.therapist.proposal_rows import row_of

if TYPE_CHECKING:
    from unbrace.clinic.worklist.models import Proposal
    from unbrace.portal.doorkeeper import MemberRequest
    from unbrace.rehab.approvals import Approval


@require_safe
@for_therapists
def worklist(request: MemberRequest) -> HttpResponse:
    """One's own patients first of all; `?whose=all` shows the whole clinic's, where care is open, and `?reason=` those
    here for one reason."""
    asked, found = asked_of(request.GET), _found(request)
    undo = found.last_set_aside_of(request.user.pk)
    context = _list_context(request, asked, found) | {
        "undo": undo,
        "undo_words": aside_words(undo, found.now, request.user) if undo else "",
        "away": away_lines(found.away, found.now, request.user),
        "holds": holds_in(found),
        "decided": decided_here(request),
    }
    return render(request, "therapist/pages/worklist/page.html", context)


@require_safe
@for_therapists
def rows(request: MemberRequest) -> HttpResponse:
    """The list alone, for the page's quiet look whether anything is new; 304 while nothing is. Looking is no sign that
    somebody is there, so it does not keep a log-in alive (`settings.QUIET_PATHS`)."""
    asked, found = asked_of(request.GET), _found(request)
    if request.headers.get("If-None-Match") == f'"{found.digest}"':
        response = HttpResponse(status=304)
    else:
        response = render(request, "therapist/pages/worklist/rows.html", _list_context(request, asked, found))
    response["ETag"] = f'"{found.digest}"'
    return response


def _found(request: MemberRequest) -> Worklist:
    everyone = request.GET.get("whose") == "all" and not request.clinic.closed_care
    return people_to_look_at(request.clinic, None if everyone else request.membership)


def _list_context(request: MemberRequest, asked: Asked, found: Worklist) -> dict[str, Any]:
    wanted = found.for_reason(asked.reason) if asked.reason else found.rows
    page, place = next_page(wanted, asked.after)
    left = len(next_page(wanted, place, len(wanted))[0]) if place else 0
    return {
        "asked": asked,
        "asked_query": asked.query(after=asked.after),
        "cards": cards(page, asked, found.now, request.user, colleagues_of(request.membership)),
        "pills": pills(found, asked),
        "people": len(found.rows),
        "mark": found.digest,
        "next": asked.query(after=place) if place else "",
        "next_count": min(left, A_PAGE),
        "left": left,
    }


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
        if proposal.is_hold:
            messages.success(request, f"Kept. {proposal.patient.name} goes on with version {version.number}.")
        else:
            messages.success(request, f"Signed. {proposal.patient.name} now has version {version.number}.")
        remember_decided(request, [proposal])
    return back(request, proposal)


@require_POST
@for_therapists
def accept_all(request: MemberRequest) -> HttpResponse:
    """The holds that were listed; a proposal that changes a dose among them refuses the whole."""
    named = _named(request)
    try:
        done = accept_holds(by=request.user, proposals=named)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        left = len(named) - len(done)
        rest = f" {left} had changed meanwhile and wait for a look." if left else ""
        messages.success(request, f"{len(done)} kept as they are.{rest}")
        remember_decided(request, done)
    return redirect("therapist:worklist")


@require_POST
@for_therapists
def undo(request: MemberRequest) -> HttpResponse:
    """What was decided last waits again. Each by itself: what can no longer be undone says why."""
    named = _named(request)
    forget_decided(request)
    undone = 0
    for proposal in named:
        try:
            undo_decision(by=request.user, proposal=proposal)
            undone += 1
        except Refused as refusal:
            messages.error(request, refusal.message)
    if undone:
        messages.success(request, "Undone. It waits for a decision again.")
    return redirect("therapist:worklist") if len(named) != 1 else back(request, named[0])


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
        remember_decided(request, [proposal])
    return back(request, proposal)


def _named(request: MemberRequest) -> list[Proposal]:
    """Each once; somebody else's is the same as one that is not there."""
    ids = dict.fromkeys(request.POST.getlist("proposal")[:MOST_AT_ONCE])
    try:
        return [proposal_in(request.clinic, UUID(one)) for one in ids]
    except ValueError as error:
        raise Http404 from error


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
