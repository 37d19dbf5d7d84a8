"""The caseload: everyone who started, together and one by one; and the whole clinic's numbers as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.outcomes.actions import read_caseload, read_outcomes
from unbrace.clinic.outcomes.shown import shown_outcomes
from unbrace.clinic.outcomes.starters import today_in, without_programme
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.outcome_file import file_of
from unbrace.portal.outcome_words import present
from unbrace.portal.therapist.pages.caseload.asked import asked_of, choices_of
from unbrace.portal.therapist.pages.caseload.presenter import A_PAGE, person_lines
from unbrace.rehab.outcomes.starter import VERSION

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
def caseload(request: MemberRequest) -> HttpResponse:
    """One's own people; `?whose=all` the whole clinic's. Who reads this may open each of the records, so nothing is
    hidden here; what leaves this page as a file hides numbers of few people."""
    asked, today = asked_of(request.GET), today_in(request.clinic)
    whose = None if asked.everyone else request.membership
    begins = asked.begins(today)
    everyone = read_caseload(
        by=request.user, clinic=request.clinic, begins=begins, ends=today, therapist=whose
    )
    started = asked.narrowed(everyone)
    shown = shown_outcomes(started, asked.by, begins, today, today, hides=False)
    trend = shown_outcomes(started, "quarter", begins, today, today, hides=False)
    in_care = [one for one in reversed(started) if one.in_care]
    context = {
        "asked": asked,
        "page": present(shown, trend) if shown is not None else None,
        "lines": person_lines(in_care[:A_PAGE], today),
        "more": max(0, len(in_care) - A_PAGE),
        "left": len(started) - len(in_care),
        "not_started": without_programme(request.clinic, whose),
        "groups": choices_of(everyone, "group", asked.group),
        "rules_version": VERSION,
        "languages": choices_of(everyone, "language", asked.language),
    }
    return render(request, "therapist/pages/caseload/page.html", context)


@require_safe
@for_therapists
def caseload_csv(request: MemberRequest) -> HttpResponse:
    """The whole clinic, numbers of few people hidden."""
    by = asked_of(request.GET).by
    return file_of(read_outcomes(by=request.user, clinic=request.clinic, grouped=by, as_file=True))
