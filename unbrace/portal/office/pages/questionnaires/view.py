"""Questionnaires of others: import, compare with the original, ask, stop asking. Nothing is asked before a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.questionnaires.actions import (
    activate_questionnaire,
    deactivate_questionnaire,
    import_questionnaire,
)
from unbrace.clinic.questionnaires.importables import importables
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_office

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def questionnaires(request: MemberRequest) -> HttpResponse:
    """GET: what is here; POST: a file comes in and is shown, not asked yet."""
    problem: Refused | None = None
    if request.method == "POST":
        try:
            ready = _import(request)
        except Refused as refusal:
            problem = refusal
        else:
            said = (
                f"{ready.questionnaire.title} is here, and not asked yet. Compare it with the original below."
            )
            messages.success(request, said)
            return redirect("office:questionnaires")
    found = importables(request.clinic)
    context: dict[str, Any] = {
        "found": found,
        "choices": [("", "The file says it"), *((one.id, one.title) for one in found)],
        "typed": request.POST,
        "problem": problem.message if problem else "",
        "field": problem.field if problem else "",
    }
    return render(request, "office/pages/questionnaires/page.html", context, status=422 if problem else 200)


def _import(request: MemberRequest) -> Any:
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused("Choose a file first: a FHIR R4 Questionnaire, as JSON.", field="file")
    return import_questionnaire(
        by=request.user,
        clinic=request.clinic,
        raw=sent.read(),
        licence=request.POST.get("licence", ""),
        as_id=request.POST.get("as_id", ""),
        language=request.POST.get("language", ""),
    )


@require_POST
@for_office
def activate(request: MemberRequest, questionnaire: str) -> HttpResponse:
    """It is asked from now on."""
    activate_questionnaire(by=request.user, clinic=request.clinic, questionnaire=questionnaire)
    messages.success(request, "It is asked from now on.")
    return redirect("office:questionnaires")


@require_POST
@for_office
def deactivate(request: MemberRequest, questionnaire: str) -> HttpResponse:
    """It is kept, and no longer asked."""
    deactivate_questionnaire(by=request.user, clinic=request.clinic, questionnaire=questionnaire)
    messages.success(request, "It is no longer asked. What was answered stays.")
    return redirect("office:questionnaires")
