"""A therapist's own snippets: kept, looked at, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.conversations.actions import drop_snippet, keep_snippet
from unbrace.clinic.conversations.queries import snippet_of, snippets_of
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_therapists

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def snippets(request: MemberRequest) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            keep_snippet(by=request.user, clinic=request.clinic, text=request.POST.get("text", ""))
        except Refused as refusal:
            problem = refusal.message
        else:
            notices.success(request, "Kept. It stands beside every answer you write.")
            return redirect("therapist:snippets")
    context = {
        "snippets": list(snippets_of(request.membership)),
        "problem": problem,
        "typed": request.POST.get("text", "") if problem else "",
    }
    return render(request, "therapist/pages/snippets/page.html", context, status=422 if problem else 200)


@require_POST
@for_therapists
def drop(request: MemberRequest, snippet_id: UUID) -> HttpResponse:
    """Only one's own; a colleague's is the same as none."""
    drop_snippet(by=request.user, snippet=snippet_of(request.membership, snippet_id))
    notices.success(request, "Taken out.")
    return redirect("therapist:snippets")
