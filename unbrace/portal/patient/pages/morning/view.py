"""The answer to "how is your back this morning?". Skipping is fine and stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from unbrace.clinic.check_ins.actions import record_next_morning
from unbrace.clinic.exercise_sessions.queries import session_of
from unbrace.clinic.worklist.actions import ask_for_review
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.much_pain import ask_about, is_much
from unbrace.portal.patient.pages.today.view import SKIPPED_MORNING, today
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, read_answer

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_POST
@from_a_device
@for_patients
def morning(request: PatientRequest, session_id: UUID) -> HttpResponse:
    """Keep the answer and let the rules look again: the next morning decides whether the dose was right."""
    session = session_of(request.patient, session_id)
    try:
        pain = read_answer(request.POST.get("pain"))
    except NoAnswer as problem:
        return today(request, str(problem))
    if pain is None:
        with doing(request):
            request.session[SKIPPED_MORNING] = str(session.pk)  # not asked again in this log-in
    else:
        with doing(request) as done_at:
            record_next_morning(
                by=request.user, patient=request.patient, session=session, pain=pain, done_at=done_at
            )
        ask_for_review(session)
        messages.success(request, gettext("Thank you. That is saved."))
        if is_much(pain):
            return ask_about(request)
    return redirect("patient:today")
