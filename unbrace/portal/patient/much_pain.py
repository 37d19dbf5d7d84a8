"""What follows an answer that says much pain, the same on every page.

With a network the questions about safety; without one the signs that always mean help, which lie unseen in the form
(`patient/signs.html`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext

from unbrace.clinic.check_ins.gate import HIGH, gate_of
from unbrace.clinic.check_ins.usual import usual_pain_of
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import warning_card
from unbrace.portal.translated import reader_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import PatientRequest


def is_much(*answers: int | None) -> bool:
    """Whether one of them is at 7 of 10 or above. What was skipped says nothing."""
    return any(answer is not None and answer >= HIGH for answer in answers)


def usual_for_page(patient: Patient) -> str:
    """The usual pain (0 to 10) as a browser reads numbers in every language; "" where nobody has asked."""
    usual = usual_pain_of(patient, today_of(patient))
    return "" if usual is None else str(usual)


def ask_about(request: PatientRequest) -> HttpResponse:
    """The questions begin at once, so that they come before all else; what is due anyway comes first."""
    due = gate_of(request.patient).due or AskedIn.AFTER_SESSION
    if due is AskedIn.ONBOARDING:
        return redirect("patient:safety")
    messages.info(request, gettext("That is a lot. Please look through a short list of signs."))
    screen = begin_screen(by=request.user, patient=request.patient, asked_in=due)
    return redirect("patient:safety_question", screen_id=screen.pk)


def signs_for(request: PatientRequest) -> dict[str, Any]:
    """For the page's context: the signs in the reader's language, and what is to be said of that language."""
    reader = reader_of(request)
    signs = warning_card(request.clinic, reader.language)
    return {"signs": signs, "signs_setting": reader.safety(signs.language)}
