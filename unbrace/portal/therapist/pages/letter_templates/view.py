"""Templates for reports: kept, changed as a next version, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.refused import Refused
from unbrace.clinic.reports.actions import keep_letter_template, retire_letter_template
from unbrace.clinic.reports.kinds import MOST_LETTERS, PARTS, Reader
from unbrace.clinic.reports.queries import template_of, templates_for
from unbrace.portal.doorkeeper import for_therapists

if TYPE_CHECKING:
    from unbrace.clinic.reports.models import LetterTemplate
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def templates(request: MemberRequest) -> HttpResponse:
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def template(request: MemberRequest, letter_id: UUID) -> HttpResponse:
    """One's own or the clinic's; a colleague's own is the same as none. A change is its next version."""
    return _page(request, template_of(request.membership, letter_id))


@require_POST
@for_therapists
def retire(request: MemberRequest, letter_id: UUID) -> HttpResponse:
    retire_letter_template(by=request.user, template=template_of(request.membership, letter_id))
    messages.success(request, "Taken out. Reports that were signed keep it.")
    return redirect("therapist:letter_templates")


def _page(request: MemberRequest, earlier: LetterTemplate | None) -> HttpResponse:
    post, refusal = request.POST, None
    if request.method == "POST":
        try:
            kept = keep_letter_template(
                by=request.user,
                clinic=request.clinic,
                name=post.get("name", ""),
                reader=post.get("reader", ""),
                parts=post.getlist("parts"),
                opening=post.get("opening", ""),
                closing=post.get("closing", ""),
                shared="shared" in post,
                earlier=earlier,
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, f"Kept as version {kept.number}.")
            return redirect("therapist:letter_templates")
    fields = ("name", "reader", "opening", "closing")
    typed = {name: post.get(name, "") if refusal else getattr(earlier, name, "") for name in fields}
    ticked = post.getlist("parts") if refusal else (earlier.parts if earlier else ["course", "pain"])
    context = {
        "templates": [] if earlier else list(templates_for(request.membership)),
        "earlier": earlier,
        "typed": typed,
        "readers": [(reader.value, reader.label) for reader in Reader],
        "parts": [(part, title, part in ticked) for part, title in PARTS.items()],
        "shared": "shared" in post,
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
        "most": MOST_LETTERS,
    }
    page = "therapist/pages/letter_templates/page.html"
    return render(request, page, context, status=422 if refusal else 200)
