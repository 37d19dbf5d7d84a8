"""The flare button. A rating begins or goes on with a flare-up and leads through the safety questions first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.check_ins.actions import end_flare_up, rate_flare_up
from unbrace.clinic.check_ins.gate import flare_of, gate_of
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import warning_card
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.pages.flare_up.presenter import present
from unbrace.portal.translated import reader_of
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, PainScale, read_answer
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

NEEDED = gettext_noop("Please choose a number. It tells us what helps today.")


@require_http_methods(["GET", "HEAD", "POST"])
@from_a_device
@for_patients
def flare_up(request: PatientRequest) -> HttpResponse:
    """GET: what this day of the flare-up asks for; POST: today's rating."""
    problem = ""
    if request.method == "POST":
        try:
            return _rate(request, read_answer(request.POST.get("pain")))
        except NoAnswer:
            problem = NEEDED
    flare = flare_of(request.patient)
    question = gettext("How bad is it at its worst today?")
    reader = reader_of(request)
    card = warning_card(request.clinic, reader.language)
    context = {
        "page": present(flare) if flare else None,
        "scale": PainScale("pain", question, problem=problem, skip_label=gettext("I cannot say")),
        "asks": flare is None or flare.pain is None or bool(problem),
        "card": card,
        "setting": reader.safety(card.language),
    }
    return render(request, "patient/pages/flare_up/page.html", context, status=422 if problem else 200)


def _rate(request: PatientRequest, pain: int | None) -> HttpResponse:
    if pain is None:
        raise NoAnswer(NEEDED)
    begins = flare_of(request.patient) is None
    with doing(request) as done_at:
        rate_flare_up(by=request.user, patient=request.patient, pain=pain, done_at=done_at)
    late = done_at is not None and done_at.astimezone(request.user.zone).date() != today_of(request.patient)
    if begins or late or gate_of(request.patient, request.safety).due is AskedIn.FLARE_UP:
        screen = begin_screen(by=request.user, patient=request.patient, asked_in=AskedIn.FLARE_UP)
        return redirect("patient:safety_question", screen_id=screen.pk)
    return redirect("patient:flare_up")


@require_POST
@from_a_device
@for_patients
def settled(request: PatientRequest) -> HttpResponse:
    """The flare-up is over; what helped is kept for the next time."""
    try:
        with doing(request) as done_at:
            end_flare_up(
                by=request.user,
                patient=request.patient,
                what_helped=request.POST.get("what_helped", ""),
                done_at=done_at,
            )
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("patient:flare_up")
    messages.success(request, gettext("Good to hear. What helped is kept for the next time."))
    return redirect("patient:today")
