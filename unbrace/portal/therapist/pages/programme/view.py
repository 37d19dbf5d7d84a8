"""The programme builder: every press of a button posts the whole form, so it works without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.programmes.actions import prescribe
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.programme.presenter import Builder, builder

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def programme(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Starts from the current version; nothing is kept until it is signed."""
    person = patient_in(request.clinic, patient_id)
    form = builder(current_version(person), request.POST if request.method == "POST" else None)
    problem = form.problem
    if form.wants_signature and form.drafts:
        problem = sign(request, person, form)
        if not problem:
            return redirect("therapist:patient", patient_id=person.pk)
    context: dict[str, Any] = {"patient": person, "form": form, "problem": problem}
    return render(request, "therapist/pages/programme/page.html", context, status=422 if problem else 200)


def sign(request: MemberRequest, person: Patient, form: Builder) -> str:
    """Sign it; gives the sentence of a refusal, or nothing."""
    try:
        version = prescribe(by=request.user, patient=person, prescriptions=form.drafts, note=form.note)
    except Refused as refusal:
        return refusal.message
    messages.success(request, f"Signed. {person.name} sees version {version.number} from now on.")
    return ""
