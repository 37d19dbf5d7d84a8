"""On one's own, after the safety questions: read, walk, breathe, write the day down. There are no exercises here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from unbrace.clinic.activity.actions import write_own_day
from unbrace.clinic.activity.own_days import own_days_of, walk_now
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.intakes.queries import on_their_own
from unbrace.clinic.questionnaires.queries import Allowed, regions_of
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.diary.after import ask_after, next_page
from unbrace.portal.patient.pages.diary.presenter import pains_in
from unbrace.portal.patient.pages.on_your_own.presenter import present
from unbrace.portal.translated import reader_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

MINUTES = gettext_noop("Write the minutes as a whole number, like 10.")
ONCE_MORE = gettext_noop("Please load the page again and save once more.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def on_your_own(request: PatientRequest) -> HttpResponse:
    """Only after the safety questions, and only where nobody plans: else Today says what comes first."""
    patient, problem = request.patient, ""
    gate = gate_of(patient, request.safety)
    if not on_their_own(patient) or gate.allowed is Allowed.NOTHING:
        return redirect("patient:today")
    if request.method == "POST":
        try:
            _write(request)
        except Refused as refusal:
            problem = refusal.message
        else:
            return next_page(request, gettext("Written down."), "patient:on_your_own")
    days, places = own_days_of(patient), [place.value for place in regions_of(patient)]
    page = present(days, walk_now(patient, days), places, request.POST.dict(), reader_of(request))
    context = {"page": page, "problem": problem}
    return render(request, "patient/pages/on_your_own/page.html", context, status=422 if problem else 200)


@transaction.atomic
def _write(request: PatientRequest) -> None:
    """Keep the day; what it says of pain leads to the safety questions as everybody's diary does."""
    typed = request.POST.get("walked", "").strip()
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 5):
        raise Refused(MINUTES, field="walked")
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Refused(ONCE_MORE, field="key") from None
    walked, pains = int(typed) if typed else None, pains_in(request.POST)
    entry, is_new = write_own_day(
        by=request.user, patient=request.patient, key=key, walked=walked, pains=pains
    )
    if entry is not None and is_new:
        ask_after(request, entry)
