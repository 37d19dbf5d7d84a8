"""What the answers mean, for each urgency; in an emergency there is nothing else on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from unbrace.clinic.questionnaires.queries import (
    asked_of,
    crisis_words,
    is_draft,
    own_screen_of,
    told,
    warning_card,
)
from unbrace.portal.doctor_letter import letter_of, pdf_response
from unbrace.portal.doorkeeper import for_patients, open_in_an_emergency
from unbrace.portal.language import ENGLISH
from unbrace.portal.patient.pages.way_in.doorway import is_new
from unbrace.portal.safety_words import said_lines
from unbrace.portal.translated import reader_of
from unbrace.rehab.red_flags import NEEDS_CRISIS_PATHWAY, AskedIn, Urgency

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
@open_in_an_emergency
def result(request: PatientRequest, screen_id: UUID) -> HttpResponse:
    """The result of one screen, in whichever clinic of this person it was asked. While something more urgent is open,
    that one is shown instead."""
    screen = own_screen_of(request.user, screen_id)
    clinic = screen.patient.clinic
    here = screen.patient_id == request.patient.pk
    finding = screen.findings.last()
    worst = request.safety.waiting[0] if request.safety.waiting else None
    if finding is None:
        return redirect("patient:safety_question", screen_id=screen.pk)
    if worst is not None and worst.level > finding.level:
        return redirect("patient:safety_result", screen_id=worst.screen_id)
    cleared = hasattr(finding, "clearance")
    rules = {reason["rule"] for reason in finding.reasons if not reason["cleared"]}
    reader = reader_of(request, clinic)
    message = told(Urgency.NONE_FOUND if cleared else finding.level, clinic, reader.language)
    context = {
        "screen": screen,
        "level": "cleared" if cleared else finding.level.code,
        "told": message,
        "setting": reader.safety(message.language),
        "crisis": crisis_words(clinic, reader.language) if rules & NEEDS_CRISIS_PATHWAY else None,
        "card": warning_card(clinic, reader.language) if finding.card_shown else None,
        "said": said_lines(asked_of(screen), reader.language),
        "before_session": screen.occasion is AskedIn.BEFORE_SESSION,
        "is_draft": is_draft(),
        "asked_at": "" if here else clinic.name,
        "goes_in": here and screen.occasion is AskedIn.ONBOARDING and is_new(request.patient),
    }
    emergency = finding.level is Urgency.EMERGENCY and not cleared
    page = "emergency" if emergency else "page"
    return render(request, f"patient/pages/safety_result/{page}.html", context)


@require_safe
@for_patients
@open_in_an_emergency
def letter(request: PatientRequest, screen_id: UUID) -> HttpResponse:
    """A page to print or to show on the phone."""
    screen = own_screen_of(request.user, screen_id)
    finding = screen.findings.last()
    if finding is None:
        return redirect("patient:safety_question", screen_id=screen.pk)
    pdf = reverse("patient:safety_letter_pdf", args=[screen.pk])
    with translation.override(ENGLISH):  # for the doctor, in the words that were specified
        context = {"letter": letter_of(finding, asked_of(screen)), "back": "patient:today", "pdf": pdf}
        return render(request, "doctor_letter.html", context)


@require_safe
@for_patients
@open_in_an_emergency
def letter_pdf(request: PatientRequest, screen_id: UUID) -> HttpResponse:
    """The same letter, to hand over or to send on."""
    screen = own_screen_of(request.user, screen_id)
    finding = screen.findings.last()
    if finding is None:
        return redirect("patient:safety_question", screen_id=screen.pk)
    with translation.override(ENGLISH):
        return pdf_response(letter_of(finding, asked_of(screen)))
