"""The programme builder: every press of a button posts the whole form, so it works without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.care_teams.queries import colleagues_of
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.programmes.actions import keep_template
from unbrace.clinic.programmes.queries import in_use, on_offer, refusal_for, standing_of, versions_of
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.clinic.refused import Conflict, Refused
from unbrace.clinic.remote_monitoring.queries import ledger_parts
from unbrace.clinic.worklist.actions import sign_first_plan, sign_programme, what_needs_a_yes
from unbrace.clinic.worklist.queries import drafts_of, found_in, newest_first_plan_of, waits_for_a_look
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.approval_form import approval_form
from unbrace.portal.therapist.first_plan_rows import first_plan_card, told_card
from unbrace.portal.therapist.pages.programme.presenter import Around, Builder, began_with, builder

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.questionnaires.queries import Safety
    from unbrace.clinic.worklist.models import FirstPlan
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def programme(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Starts from the current version; nothing is kept until it is signed, and nobody's signature is written over."""
    person = patient_in(request.clinic, patient_id, **ledger_parts())
    drafted, safety = newest_first_plan_of(person), safety_of(person)
    around = around_of(request, person, drafted, safety)
    plan = waits_for_a_look(drafted, around.versions)
    form = builder(around, request.POST if request.method == "POST" else None)
    problem, status = form.problem, 422 if form.problem else 200
    if form.wants_template and form.drafts:
        problem = keep(request, form)
        status = 422 if problem else 200
    if form.wants_signature and form.drafts:
        try:
            problem = sign(request, person, form, plan)
        except Conflict:
            form, status = builder(around_of(request, person, drafted, safety), request.POST), 409
        else:
            if not problem:
                return redirect("therapist:patient", patient_id=person.pk)
            status = 422
    needed = what_needs_a_yes(person, form.drafts) if form.drafts and not form.wants_template else ()
    context: dict[str, Any] = {
        "patient": person,
        "form": form,
        "around": around,
        "colleagues": colleagues_of(request.membership),
        "problem": problem,
        "stops": refusal_for(safety.waiting),
        "approvals": approval_form(needed, request.POST),
        "first_plan": first_plan_card(plan) if plan else None,
        "told": told_card(plan.intake) if plan else None,
    }
    return render(request, "therapist/pages/programme/page.html", context, status=status)


def around_of(request: MemberRequest, person: Patient, drafted: FirstPlan | None, safety: Safety) -> Around:
    """All that the form can draw on."""
    versions = versions_of(person)
    plan = waits_for_a_look(drafted, versions)
    return Around(
        versions=versions,
        drafted=drafts_of(plan) if plan else [],
        templates=in_use(request.membership),
        own=on_offer(request.membership),
        standing=standing_of(person, found_in(drafted), safety),
    )


def keep(request: MemberRequest, form: Builder) -> str:
    """Keep what is written as a template; gives the sentence of a refusal, or nothing. The form stays as it is."""
    post = request.POST
    name = post.get("template_name", "")
    try:
        keep_template(
            by=request.user,
            clinic=request.clinic,
            name=name,
            drafts=form.drafts,
            shared_with=post.get("shared_with", ""),
            team=post.getlist("team"),
        )
    except Refused as refusal:
        return refusal.message
    messages.success(request, f"Kept as the template “{name.strip()}”. Nothing is signed by that.")
    return ""


def sign(request: MemberRequest, person: Patient, form: Builder, plan: FirstPlan | None) -> str:
    """Sign it, as what became of the draft where one waits; gives the sentence of a refusal, or nothing.

    A conflict is for the page to show.
    """
    try:
        signed: dict[str, Any] = {
            "by": request.user,
            "prescriptions": form.drafts,
            "note": form.note,
            "starting_from": began_with(request.POST),
            "approved": request.POST.getlist("approved"),
            "because": request.POST.get("because", ""),
        }
        version = sign_first_plan(plan=plan, **signed) if plan else sign_programme(patient=person, **signed)
    except Conflict:
        raise
    except Refused as refusal:
        return refusal.message
    messages.success(request, f"Signed. {person.name} sees version {version.number} from now on.")
    return ""
