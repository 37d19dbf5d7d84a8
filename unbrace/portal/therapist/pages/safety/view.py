"""A named clinician clears what was found, with a reason; and the letter that goes with the person to the doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.queries import cares_of, patient_in
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.questionnaires.queries import asked_of, finding_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import ask_for_review, propose_first_plan
from unbrace.portal.doctor_letter import letter_of, pdf_response
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.form_ids import id_if_any

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_POST
@for_therapists
def clear(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Exactly the findings that were on the page; the rules then look again at session or draft, in every care."""
    person = patient_in(request.clinic, patient_id)
    shown = {id_if_any(raw) for raw in request.POST.getlist("finding")}
    try:
        clear_flags(
            by=request.user,
            patient=person,
            findings={finding for finding in shown if finding},
            reason=request.POST.get("reason", ""),
        )
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Cleared, with your name. {person.name} can go on.")
        for care in cares_of(person.user):  # it had stopped them in every clinic
            if last := sessions_for(care).first():
                ask_for_review(last)
            propose_first_plan(care)
    return redirect("therapist:patient", patient_id=person.pk)


@require_safe
@for_therapists
def letter(request: MemberRequest, patient_id: UUID, finding_id: UUID) -> HttpResponse:
    """The same letter that the person can show."""
    person = patient_in(request.clinic, patient_id)
    finding = finding_of(person, finding_id)
    context = {
        "letter": letter_of(finding, asked_of(finding.screen)),
        "back": "therapist:patient",
        "patient": person,
        "pdf": reverse("therapist:letter_pdf", args=[person.pk, finding.pk]),
    }
    return render(request, "doctor_letter.html", context)


@require_safe
@for_therapists
def letter_pdf(request: MemberRequest, patient_id: UUID, finding_id: UUID) -> HttpResponse:
    """The same letter as a file."""
    finding = finding_of(patient_in(request.clinic, patient_id), finding_id)
    return pdf_response(letter_of(finding, asked_of(finding.screen)))
