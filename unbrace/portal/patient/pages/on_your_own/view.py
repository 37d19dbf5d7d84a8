"""On one's own, after the safety questions: read, walk, breathe, write the day down. There are no exercises here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.intakes.actions import write_own_day
from unbrace.clinic.intakes.queries import on_their_own, own_days_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.on_your_own.presenter import present
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, PainScale, read_answer

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

MINUTES = "Write the minutes as a whole number, like 10."


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def on_your_own(request: PatientRequest) -> HttpResponse:
    """Only after the safety questions, and only where nobody plans: else Today says what comes first."""
    gate = gate_of(request.patient, request.safety)
    if (
        not on_their_own(request.patient)
        or current_version(request.patient)
        or gate.allowed is Allowed.NOTHING
    ):
        return redirect("patient:today")
    problem = _write(request) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        messages.success(request, "Written down.")
        return redirect("patient:on_your_own")
    today = timezone.localtime(clock.now(), request.user.zone).date()
    context = {
        "page": present(own_days_of(request.patient), today, request.user.language),
        "scale": PainScale("pain", "How is your back today?", skip_label="I would rather not rate it"),
        "walked": request.POST.get("walked", ""),
        "problem": problem,
    }
    return render(request, "patient/pages/on_your_own/page.html", context, status=422 if problem else 200)


def _write(request: PatientRequest) -> str:
    """Keep the day; gives the sentence of a refusal, or nothing."""
    typed, rated = request.POST.get("walked", "").strip(), request.POST.get("pain", "")
    pain: int | None = None
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 5):
        return MINUTES
    with suppress(NoAnswer):
        pain = read_answer(rated)
    try:
        write_own_day(
            by=request.user, patient=request.patient, walked=int(typed) if typed else None, pain=pain
        )
    except NotYours:
        raise
    except Refused as refusal:
        return refusal.message
    return ""
