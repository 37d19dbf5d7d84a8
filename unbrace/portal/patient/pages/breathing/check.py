"""Two taps after an exercise: was the breath held, was the belly hard. Every answer may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from unbrace.clinic.education.actions import Checked, check_breath
from unbrace.clinic.education.queries import checks_by_exercise
from unbrace.clinic.exercise_sessions.queries import session_of
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.logbook import day_of, own_title
from unbrace.portal.patient.pages.breathing.presenter import BRACED, HELD, LEAVE_OUT, SAID

if TYPE_CHECKING:
    from unbrace.clinic.exercise_sessions.models import ExerciseSession
    from unbrace.portal.doorkeeper import PatientRequest

Choice = tuple[str, str, bool]


@dataclass(frozen=True)
class Question:
    """One question about one exercise: the name of the field, the words, and the choices."""

    name: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class CheckRow:
    """One exercise with its two questions."""

    key: str
    title: str
    questions: tuple[Question, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def check(request: PatientRequest, session_id: UUID) -> HttpResponse:
    """GET asks about each exercise that was done; POST keeps what was answered."""
    session = session_of(request.patient, session_id)
    problem = ""
    if request.method == "POST":
        try:
            check_breath(
                by=request.user, patient=request.patient, session=session, checks=_said(request, session)
            )
        except Refused as refusal:
            problem = refusal.message
        else:
            messages.success(request, gettext("Kept. Noticing is what counts."))
            return redirect("patient:breathing")
    context = {"rows": _rows(session), "day": day_of(session), "problem": problem}
    return render(request, "patient/pages/breathing/check.html", context, status=422 if problem else 200)


def _said(request: PatientRequest, session: ExerciseSession) -> list[Checked]:
    post = request.POST
    return [
        Checked(exercise.pk, post.get(f"held-{exercise.pk}", ""), post.get(f"braced-{exercise.pk}", ""))
        for exercise in session.exercises.all()
        if not exercise.skipped
    ]


def _rows(session: ExerciseSession) -> list[CheckRow]:
    before = checks_by_exercise(session)
    rows = []
    for exercise in session.exercises.all():
        if exercise.skipped:
            continue
        check = before.get(exercise.pk)
        held, braced = (check.held, check.braced) if check else (None, None)
        questions = (
            Question(f"held-{exercise.pk}", HELD, _choices(held)),
            Question(f"braced-{exercise.pk}", BRACED, _choices(braced)),
        )
        rows.append(CheckRow(str(exercise.pk), own_title(exercise.prescription.exercise), questions))
    return rows


def _choices(chosen: str | None) -> tuple[Choice, ...]:
    return tuple((value, words, value == chosen) for value, words in (*SAID, LEAVE_OUT))
