"""The film of an own exercise for either door: what is put on the page, and how the files are handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from unbrace.clinic.exercise_films.queries import film_path, films_for, still_path
from unbrace.portal.message_files import played
from unbrace.portal.ui.own_film.own_film import OwnFilm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from unbrace.clinic.exercise_films.models import ExerciseFilm


def films_in_programme(exercises: Iterable[str]) -> dict[str, OwnFilm]:
    """For the person, by the id under which an exercise is prescribed."""
    return {
        exercise: _on_page(
            film,
            reverse("patient:own_film_file", args=[film.pk]),
            reverse("patient:own_still_file", args=[film.pk]),
        )
        for exercise, film in films_for(exercises).items()
    }


def films_for_therapists(exercises: Iterable[str]) -> dict[str, OwnFilm]:
    return {exercise: film_for_therapists(film) for exercise, film in films_for(exercises).items()}


def film_for_therapists(film: ExerciseFilm) -> OwnFilm:
    ids = [film.exercise_id, film.pk]
    return _on_page(
        film, reverse("therapist:own_film_file", args=ids), reverse("therapist:own_still_file", args=ids)
    )


def _on_page(film: ExerciseFilm, url: str, still: str) -> OwnFilm:
    return OwnFilm(url, still, film.words, film.width or 640, film.height or 480)


def film_answer(request: HttpRequest, film: ExerciseFilm) -> HttpResponse:
    """Not kept by the browser itself: a film that was removed is gone. What our own service worker keeps for times
    without a network, it takes back (decision 0042)."""
    return _not_kept(played(request, film_path(film), "video/mp4"))


def still_answer(request: HttpRequest, film: ExerciseFilm) -> HttpResponse:
    return _not_kept(played(request, still_path(film), "image/jpeg"))


def _not_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
