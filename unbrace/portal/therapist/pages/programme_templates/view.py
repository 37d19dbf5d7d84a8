"""Templates of programmes: one's own, those of one's teams, and the clinic's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.care_teams.queries import colleagues_of
from unbrace.clinic.programmes.actions import (
    bring_back_template,
    change_template,
    retire_template,
    share_template,
)
from unbrace.clinic.programmes.queries import Standing, newest, on_offer, template_of, templates_for
from unbrace.clinic.refused import Conflict, Refused
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.programme.presenter import Around, began_with, builder
from unbrace.portal.therapist.pages.programme_templates.presenter import begun_with, card_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

#: A template knows nobody, so nothing is known that could speak against an exercise.
NOBODY = Standing({}, is_screened=True)


@require_safe
@for_therapists
def templates(request: MemberRequest) -> HttpResponse:
    cards = sorted(
        (card_of(one, request.membership) for one in templates_for(request.membership)), key=_by_name
    )
    context = {
        "cards": [one for one in cards if not one.retired],
        "retired": [one for one in cards if one.retired],
        "colleagues": colleagues_of(request.membership),
    }
    return render(request, "therapist/pages/programme_templates/page.html", context)


def _by_name(card: Any) -> str:
    return str(card.name).casefold()


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def template(request: MemberRequest, programme_template_id: UUID) -> HttpResponse:
    """Changed like a programme; a change is a new version. Somebody else's change in between is said, not lost."""
    kept = template_of(request.membership, programme_template_id)
    around = Around((), begun_with(kept), (), on_offer(request.membership), NOBODY)
    post = request.POST if request.method == "POST" else None
    form = builder(around, post)
    last = newest(kept)
    problem, status = form.problem, 422 if form.problem else 200
    if post is not None and form.wants_template and form.drafts:
        try:
            change_template(
                by=request.user,
                template=kept,
                name=post.get("template_name", ""),
                drafts=form.drafts,
                starting_from=began_with(post),
            )
        except Refused as refusal:
            problem, status = refusal.message, 409 if isinstance(refusal, Conflict) else 422
            last = newest(template_of(request.membership, kept.pk))
        else:
            messages.success(request, "Kept as a new version. Programmes that are signed stay as they are.")
            return redirect("therapist:programme_templates")
    context = {
        "kept": kept,
        "last": last,
        "card": card_of(kept, request.membership),
        "form": form,
        "name": post.get("template_name", "") if post is not None else last.name,
        "problem": problem,
    }
    return render(request, "therapist/pages/programme_templates/template.html", context, status=status)


@require_POST
@for_therapists
def share(request: MemberRequest, programme_template_id: UUID) -> HttpResponse:
    kept, post = template_of(request.membership, programme_template_id), request.POST
    try:
        share_template(
            by=request.user,
            template=kept,
            shared_with=post.get("shared_with", ""),
            team=post.getlist("team"),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{newest(kept).name}: shared as you said.")
    return redirect("therapist:programme_templates")


@require_POST
@for_therapists
def retire(request: MemberRequest, programme_template_id: UUID) -> HttpResponse:
    retire_template(by=request.user, template=template_of(request.membership, programme_template_id))
    messages.success(request, "Retired. You find it below and can take it back.")
    return redirect("therapist:programme_templates")


@require_POST
@for_therapists
def bring_back(request: MemberRequest, programme_template_id: UUID) -> HttpResponse:
    bring_back_template(by=request.user, template=template_of(request.membership, programme_template_id))
    messages.success(request, "It is offered again.")
    return redirect("therapist:programme_templates")
