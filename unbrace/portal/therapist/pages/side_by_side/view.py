"""Two days of one person side by side. Without days: four weeks ago and today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.patients.queries import patient_in, today_of
from unbrace.clinic.remote_monitoring.queries import ledger_parts
from unbrace.clinic.reports.actions import read_two_dates
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.chart.asked import read_day
from unbrace.portal.therapist.pages.side_by_side.presenter import present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

USUALLY: Final = timedelta(weeks=4)


@require_safe
@for_therapists
def side_by_side(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """`?first=` and `?second=`, in any order: the earlier one stands first."""
    person = patient_in(request.clinic, patient_id, **ledger_parts())
    today = today_of(person)
    usual = {"first": today - USUALLY, "second": today}
    typed = {name: request.GET.get(name, "").strip()[:10] or usual[name].isoformat() for name in usual}
    read = {name: read_day(text) for name, text in typed.items()}
    problems = {name: problem for name, (_, problem) in read.items() if problem}
    first, second = sorted(day or usual[name] for name, (day, _) in read.items())
    then, now = read_two_dates(by=request.user, patient=person, first=first, second=second)
    context = {
        "patient": person,
        "typed": typed,
        "problems": problems,
        "then": then,
        "now": now,
        "page": present(person, then, now, request.user.units),
    }
    status = 422 if problems else 200
    return render(request, "therapist/pages/side_by_side/page.html", context, status=status)
