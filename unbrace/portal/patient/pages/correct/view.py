"""The person says a number anew. What was there before stays on record beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from unbrace.clinic.exercise_sessions.actions import correct_session
from unbrace.clinic.exercise_sessions.queries import session_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import ask_for_review
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.logbook import day_of
from unbrace.portal.patient.pages.correct.form import NotReadable, form_of, read_exercise, read_pain_before

if TYPE_CHECKING:
    from unbrace.clinic.exercise_sessions.models import ExerciseSession
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def correct(request: PatientRequest, session_id: UUID) -> HttpResponse:
    """One form for the whole session; only what changed becomes a correction."""
    session = session_of(request.patient, session_id)
    if session.withdrawn_at is not None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            save(request.user, session, request.POST)
        except (NotReadable, Refused) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, gettext("Saved. Thank you for putting it right."))
            return redirect("patient:history")
    context = {"form": form_of(session), "day": day_of(session), "problem": problem}
    return render(request, "patient/pages/correct/page.html", context, status=422 if problem else 200)


@transaction.atomic
def save(by: Any, session: ExerciseSession, post: Any) -> None:
    """All of it or nothing: a form half taken would leave the person guessing. A new number is a new question to the
    rules."""
    made = correct_session(by=by, session=session, pain_before=read_pain_before(post))
    for exercise in session.exercises.all():
        if not exercise.skipped:
            said: dict[str, Any] = read_exercise(post, str(exercise.pk))
            made += correct_session(by=by, session=session, exercise=exercise, **said)
    if made:
        ask_for_review(session)
