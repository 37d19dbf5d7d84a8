"""The film of an own exercise: added, looked at, replaced, removed by whoever wrote it; colleagues look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.exercise_films.actions import NewFilm, add_film, remove_film
from unbrace.clinic.exercise_films.queries import film_for_member, film_of, newest_film
from unbrace.clinic.programmes.queries import is_mine, newest_text, own_exercise_of
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.own_films import film_answer, film_for_therapists, still_answer

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from unbrace.portal.doorkeeper import MemberRequest

TOO_LARGE: Final = "This is too large: at most 60 MB for a film, 15 MB for a picture. Film it here instead."


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def film(request: MemberRequest, own_exercise_id: UUID) -> HttpResponse:
    exercise = own_exercise_of(request.membership, own_exercise_id)
    problem: Refused | None = None
    if request.method == "POST":
        try:
            add_film(by=request.user, exercise=exercise, film=_new_film(request))
        except Refused as refusal:
            problem = refusal
        else:
            messages.success(request, "Added. It is being prepared, and is shown in a minute.")
            return redirect("therapist:own_film", own_exercise_id=exercise.pk)
    shown, newest = film_of(exercise), newest_film(exercise)
    context = {
        "exercise": exercise,
        "text": newest_text(exercise),
        "mine": is_mine(exercise, request.membership),
        "film": film_for_therapists(shown) if shown else None,
        "shown": shown,
        "next": newest if newest != shown else None,
        "problem": problem,
        "typed": request.POST,
    }
    status = 422 if problem else 200
    return render(request, "therapist/pages/own_exercises/film.html", context, status=status)


def _new_film(request: MemberRequest) -> NewFilm:
    if getattr(request, "too_large", False):
        raise Refused(TOO_LARGE, field="film")
    found, still = request.FILES.get("film"), request.FILES.get("still")
    return NewFilm(
        content=_content(found),
        size=_size(found),
        words=request.POST.get("words", ""),
        seen=request.POST.get("seen", ""),
        agreed=request.POST.get("agreed") == "yes",
        still=_content(still),
        still_size=_size(still),
    )


def _content(found: UploadedFile[Any] | None) -> BinaryIO | None:
    return cast("BinaryIO", found.file) if found is not None and found.file is not None else None


def _size(found: UploadedFile[Any] | None) -> int:
    return found.size or 0 if found is not None else 0


@require_POST
@for_therapists
def remove(request: MemberRequest, own_exercise_id: UUID) -> HttpResponse:
    exercise = own_exercise_of(request.membership, own_exercise_id)
    gone = remove_film(by=request.user, exercise=exercise)
    messages.success(request, "Removed, for everybody." if gone else "There was no film to remove.")
    return redirect("therapist:own_film", own_exercise_id=exercise.pk)


@require_safe
@for_therapists
def show_film(request: MemberRequest, own_exercise_id: UUID, film_id: UUID) -> HttpResponse:
    return film_answer(request, film_for_member(request.membership, own_exercise_id, film_id))


@require_safe
@for_therapists
def show_still(request: MemberRequest, own_exercise_id: UUID, film_id: UUID) -> HttpResponse:
    return still_answer(request, film_for_member(request.membership, own_exercise_id, film_id))
