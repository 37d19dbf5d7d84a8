"""The chart: everything that happened to one person, newest first, whichever room remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.patients.queries import patient_in, today_of
from unbrace.clinic.remote_monitoring.queries import ledger_parts
from unbrace.clinic.reports.actions import read_chart
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.chart.asked import asked_of
from unbrace.portal.therapist.pages.chart.presenter import present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
def chart(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """`?kind=` one or several, `?from=` and `?until=` days, `?before=` the mark of the page before this one."""
    person = patient_in(request.clinic, patient_id, **ledger_parts())
    asked = asked_of(request.GET)
    entries, earlier = read_chart(by=request.user, patient=person, wanted=asked.wanted)
    context = {
        "patient": person,
        "asked": asked,
        "page": present(person, entries, request.user.units),
        "earlier": asked.query(before=earlier) if earlier else "",
        "newest": asked.query() if asked.wanted.before else "",
        "today": today_of(person),
    }
    return render(request, "therapist/pages/chart/page.html", context, status=422 if asked.problems else 200)
