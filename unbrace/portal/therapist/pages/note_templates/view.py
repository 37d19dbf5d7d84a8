"""Templates for notes: kept, looked at, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.notes.actions import drop_template, keep_template
from unbrace.clinic.notes.parts import MOST_LETTERS, NAMES, PARTS
from unbrace.clinic.notes.queries import template_of, templates_for
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_therapists

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def templates(request: MemberRequest) -> HttpResponse:
    typed, problem, at = request.POST, "", ""
    if request.method == "POST":
        try:
            keep_template(
                by=request.user,
                clinic=request.clinic,
                name=typed.get("name", ""),
                parts={part: typed.get(part, "") for part in PARTS},
                shared="shared" in typed,
            )
        except Refused as refusal:
            problem, at = refusal.message, refusal.field
        else:
            messages.success(request, "Kept. You can put it into any note.")
            return redirect("therapist:note_templates")
    context = {
        "templates": [
            (one, [(NAMES[part], text) for part in PARTS if (text := getattr(one, part))])
            for one in templates_for(request.membership)
        ],
        "fields": [(part, NAMES[part], typed.get(part, "")) for part in PARTS],
        "name": typed.get("name", ""),
        "shared": "shared" in typed,
        "problem": problem,
        "at": at,
        "most": MOST_LETTERS,
    }
    page = "therapist/pages/note_templates/page.html"
    return render(request, page, context, status=422 if problem else 200)


@require_POST
@for_therapists
def drop(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """One's own or the clinic's; a colleague's own is the same as none."""
    drop_template(by=request.user, template=template_of(request.membership, template_id))
    messages.success(request, "Taken out.")
    return redirect("therapist:note_templates")
