"""Beside the request: making a film anew."""

from __future__ import annotations

from django_tasks import task

from unbrace.clinic.exercise_films.models import ExerciseFilm


@task()  # type: ignore[untyped-decorator]
def prepare_film_task(film_id: str) -> str:
    """Gives the state it is in afterwards; a film that is gone needs nothing."""
    from unbrace.clinic.exercise_films.actions.prepare_film import (
        prepare_film,  # the actions ask for this file
    )

    film = ExerciseFilm.objects.filter(pk=film_id).first()
    return prepare_film(film).state if film else ""


def ask_to_prepare_film(film: ExerciseFilm) -> None:
    prepare_film_task.enqueue(film_id=str(film.pk))
