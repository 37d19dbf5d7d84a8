"""What a clinic shows everybody of how its people get on. Off unless its office has switched it on; few are hidden."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.outcomes.queries import clinic_in_public, outcomes_to_show
from unbrace.portal.outcome_words import present


@require_safe
def public_outcomes(request: HttpRequest, clinic_id: UUID) -> HttpResponse:
    """Nobody has to sign in. A clinic that has not switched it on is the same as one that does not exist."""
    clinic = clinic_in_public(clinic_id)
    shown = outcomes_to_show(clinic, "quarter")
    context = {"shown_clinic": clinic, "page": present(shown, shown) if shown is not None else None}
    return render(request, "office/pages/public_outcomes/page.html", context)
