"""The published thresholds: what brings somebody on the list, in which order, and what takes them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.worklist.actions.snooze import LONGEST_DAYS
from unbrace.clinic.worklist.reasons import REASONS
from unbrace.clinic.worklist.rows import DONE_HOLDS, SAFETY_HANDED_FOR
from unbrace.clinic.worklist.thresholds import rules_of
from unbrace.portal.doorkeeper import for_therapists
from unbrace.rehab.alerts import VERSION

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
def why_listed(request: MemberRequest) -> HttpResponse:
    """The same table that sorts the list is printed here, so that no number can be another."""
    rules = rules_of(request.clinic)
    context = {
        "reasons": [
            {"title": reason.title, "when": reason.published(rules.thresholds), "ends": reason.ends.value}
            for reason in REASONS
            if reason.id != "monitoring" or rules.monitoring
        ],
        "number": rules.number,
        "rules_version": VERSION,
        "done_days": DONE_HOLDS.days,
        "handed_hours": int(SAFETY_HANDED_FOR.total_seconds() // 3600),
        "longest_days": LONGEST_DAYS,
    }
    return render(request, "therapist/pages/why_listed/page.html", context)
