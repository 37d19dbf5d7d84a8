"""Own exercises: written, changed, shared with the clinic, retired and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.exercise_films.queries import film_of
from unbrace.clinic.programmes.actions import (
    change_own_exercise,
    retire_own_exercise,
    write_own_exercise,
)
from unbrace.clinic.programmes.queries import (
    draft_of_line,
    is_mine,
    newest_text,
    own_exercise_of,
    own_exercises_for,
)
from unbrace.clinic.refused import Conflict, Refused
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.dose_words import dose_words
from unbrace.portal.therapist.pages.own_exercises.form import OwnForm, form_in, form_of, written_in

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

PAGE = "therapist/pages/own_exercises/form.html"


@require_safe
@for_therapists
def own_exercises(request: MemberRequest) -> HttpResponse:
    found = [(one, newest_text(one)) for one in own_exercises_for(request.membership)]
    rows = [
        (one, text, dose_words(draft_of_line(text.dose)), is_mine(one, request.membership))
        for one, text in sorted(found, key=lambda pair: pair[1].title.casefold())
    ]
    context = {
        "rows": [row for row in rows if row[0].retired_at is None],
        "retired": [row for row in rows if row[0].retired_at is not None and row[3]],
    }
    return render(request, "therapist/pages/own_exercises/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def write(request: MemberRequest) -> HttpResponse:
    form, status = OwnForm(), 200
    if request.method == "POST":
        form = form_in(request.POST)
        try:
            write_own_exercise(
                by=request.user, clinic=request.clinic, written=written_in(form), shared=form.shared
            )
        except Refused as refusal:
            form, status = replace(form, problem=refusal.message, at=refusal.field), 422
        else:
            messages.success(request, "Written. You find it in the library of every programme.")
            return redirect("therapist:own_exercises")
    return render(request, PAGE, {"form": form, "title": "A new exercise"}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def change(request: MemberRequest, own_exercise_id: UUID) -> HttpResponse:
    """A colleague reads it; whoever wrote it changes it."""
    exercise = own_exercise_of(request.membership, own_exercise_id)
    text = newest_text(exercise)
    form, status = form_of(exercise, text), 200
    if request.method == "POST":
        form = form_in(request.POST)
        try:
            change_own_exercise(
                by=request.user,
                exercise=exercise,
                written=written_in(form),
                shared=form.shared,
                starting_from=form.number,
            )
        except Refused as refusal:
            status = 409 if isinstance(refusal, Conflict) else 422
            form = replace(form, problem=refusal.message, at=refusal.field, number=text.number)
        else:
            messages.success(request, "Changed. What is signed already keeps the words it was signed with.")
            return redirect("therapist:own_exercises")
    context = {
        "form": form,
        "title": text.title,
        "exercise": exercise,
        "text": text,
        "mine": is_mine(exercise, request.membership),
        "has_film": film_of(exercise) is not None,
    }
    return render(request, PAGE, context, status=status)


@require_POST
@for_therapists
def retire(request: MemberRequest, own_exercise_id: UUID) -> HttpResponse:
    """Retired where it was offered, taken back where it was retired."""
    exercise = own_exercise_of(request.membership, own_exercise_id)
    retired = request.POST.get("do") != "bring-back"
    retire_own_exercise(by=request.user, exercise=exercise, retired=retired)
    messages.success(
        request, "Retired. You find it below and can take it back." if retired else "Offered again."
    )
    return redirect("therapist:own_exercises")
