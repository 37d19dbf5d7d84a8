"""On or off, and what a month came to: counts only, nothing of what somebody logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from unbrace.clinic.remote_monitoring.actions import look_at_counts, switch_ledger
from unbrace.clinic.remote_monitoring.queries import keeps_ledger, switches_of
from unbrace.portal.doorkeeper import for_office
from unbrace.portal.monitoring_table import NO_ADVICE, as_csv, month_from, month_table

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def monitoring(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        on = request.POST.get("ledger") == "on"
        switch_ledger(by=request.user, clinic=request.clinic, on=on)
        messages.success(request, "Saved. The ledger is on." if on else "Saved. Nothing is counted any more.")
        return redirect("office:monitoring")
    asked, on = month_from(request.GET.get("month", ""), request.clinic), keeps_ledger(request.clinic)
    context = {
        "on": on,
        "switches": switches_of(request.clinic)[:SHOWN],
        "table": month_table(request.clinic, asked),
        "no_advice": NO_ADVICE,
    }
    return render(request, "office/pages/monitoring/page.html", context)


@require_safe
@for_office
def month_csv(request: MemberRequest, month: str) -> HttpResponse:
    asked = month_from(month, request.clinic)
    look_at_counts(by=request.user, clinic=request.clinic, month=asked)
    return as_csv(request.clinic, asked)
