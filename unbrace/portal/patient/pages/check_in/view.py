"""The weekly check-in: how the week was, kept at once, and then the safety questions that are due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import check_in_on
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import warning_card
from unbrace.clinic.worklist.actions import ask_for_review
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.much_pain import usual_for_page
from unbrace.portal.patient.pages.check_in.presenter import as_sent, parts_of, read, said_before
from unbrace.portal.translated import reader_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

#: Whoever answered one of these today has told what is new.
TELLS_WHAT_IS_NEW = (AskedIn.CHECK_IN, AskedIn.ONBOARDING)

SAID_SINCE = gettext_noop("You answered that day again since then. What you said last counts; both are kept.")


@require_http_methods(["GET", "HEAD", "POST"])
@from_a_device
@for_patients
def check_in(request: PatientRequest) -> HttpResponse:
    """GET: the questions, with today's answers if there are some; POST: keep them, then what safety asks for."""
    today = today_of(request.patient)
    before = check_in_on(request.patient, today)
    chosen, problems = said_before(before), dict[str, str]()
    if request.method == "POST":
        chosen = as_sent(request.POST)
        answers, problems = read(chosen)
        if not problems:
            with doing(request) as done_at:
                said = record_check_in(
                    by=request.user, patient=request.patient, answers=answers, done_at=done_at
                )
            if check_in_on(request.patient, said.day) != said:
                messages.info(request, gettext(SAID_SINCE))
            if last := sessions_for(request.patient).first():
                ask_for_review(last)
            return _on(request, today)
    reader = reader_of(request)
    card = warning_card(request.clinic, reader.language)
    context = {
        "card": card,
        "setting": reader.safety(card.language),
        "parts": parts_of(chosen, problems),
        "again": before is not None,
        "usual": usual_for_page(request.patient),
        "problem": gettext("One question is still open.") if problems else "",
    }
    return render(request, "patient/pages/check_in/page.html", context, status=422 if problems else 200)


def _on(request: PatientRequest, today: date) -> HttpResponse:
    """To the safety questions: what is due, else the list that belongs to every check-in; once a day."""
    gate = gate_of(request.patient)
    done = [gate.safety.done_at[asked] for asked in TELLS_WHAT_IS_NEW if asked in gate.safety.done_at]
    told_today = any(moment.astimezone(request.user.zone).date() == today for moment in done)
    due = gate.due or (None if told_today else AskedIn.CHECK_IN)
    if due is AskedIn.ONBOARDING:
        return redirect("patient:safety")
    if due is not None:
        screen = begin_screen(by=request.user, patient=request.patient, asked_in=due)
        return redirect("patient:safety_question", screen_id=screen.pk)
    messages.success(request, gettext("Thank you. That is saved; you can change it until tonight."))
    return redirect("patient:today")
