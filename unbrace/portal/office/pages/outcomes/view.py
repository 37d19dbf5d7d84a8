"""How the clinic's people get on, for the office: no names, few people hidden; and the public page's switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.outcomes.actions import read_outcomes, show_to_everybody
from unbrace.clinic.outcomes.queries import is_shown_to_everybody, outcomes_to_show
from unbrace.clinic.outcomes.shown import BY
from unbrace.portal.doorkeeper import for_office
from unbrace.portal.outcome_file import file_of
from unbrace.portal.outcome_words import BY_WORDS, present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_office
def outcomes(request: MemberRequest) -> HttpResponse:
    """`?by=` what the rows are."""
    by = _by(request)
    shown = read_outcomes(by=request.user, clinic=request.clinic, grouped=by)
    trend = shown if by == "quarter" else outcomes_to_show(request.clinic, "quarter")
    context = {
        "by": by,
        "choices": BY_WORDS.items(),
        "page": present(shown, trend) if shown is not None else None,
        "public": is_shown_to_everybody(request.clinic),
    }
    return render(request, "office/pages/outcomes/page.html", context)


@require_safe
@for_office
def outcomes_csv(request: MemberRequest) -> HttpResponse:
    return file_of(read_outcomes(by=request.user, clinic=request.clinic, grouped=_by(request), as_file=True))


@require_POST
@for_office
def show(request: MemberRequest) -> HttpResponse:
    """Switch the public page on or off."""
    shown = show_to_everybody(
        by=request.user, clinic=request.clinic, shown=request.POST.get("shown") == "yes"
    )
    messages.success(
        request, "Everybody can read the page now." if shown else "The page is gone. Nobody can read it."
    )
    return redirect("office:outcomes")


def _by(request: MemberRequest) -> str:
    asked = request.GET.get("by", "")
    return asked if asked in BY else "quarter"
