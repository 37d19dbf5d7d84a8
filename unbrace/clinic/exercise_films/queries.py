"""Reading films: the one that is shown, the one that is under way, and who may look at which."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.conversations.kept_files import ready_file
from unbrace.clinic.exercise_films.models import ExerciseFilm
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.content import OWN
from unbrace.clinic.programmes.models import OwnExercise, OwnExerciseText
from unbrace.clinic.programmes.own_exercises import own_exercise_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import NotYours

State = ExerciseFilm.State


def film_of(exercise: OwnExercise) -> ExerciseFilm | None:
    """The one that is shown now."""
    return exercise.films.filter(state=State.READY).first()


def newest_film(exercise: OwnExercise) -> ExerciseFilm | None:
    """The last that was added and is not gone: shown, being prepared, or not readable."""
    return exercise.films.exclude(state=State.GONE).first()


def films_for(exercises: Iterable[str]) -> dict[str, ExerciseFilm]:
    """By the id under which an own exercise is prescribed. One question to the database, none without own exercises."""
    texts = {text_id for one in exercises if (text_id := _text_id(one)) is not None}
    if not texts:
        return {}
    rows = OwnExerciseText.objects.filter(pk__in=texts, exercise__films__state=State.READY)
    numbers = {(text.exercise_id, text.number): text.pk for text in rows}
    films = ExerciseFilm.objects.filter(state=State.READY, exercise__in={one for one, _ in numbers})
    by_exercise = {film.exercise_id: film for film in films}
    return {
        f"{OWN}{pk}": film
        for (exercise_id, number), pk in numbers.items()
        if (film := by_exercise.get(exercise_id)) is not None and film.from_text <= number
    }


def _text_id(exercise: str) -> UUID | None:
    if not exercise.startswith(OWN):
        return None
    try:
        return UUID(exercise.removeprefix(OWN))
    except ValueError:
        return None


def film_for_member(member: Membership, exercise_id: Any, film_id: Any) -> ExerciseFilm:
    """Of an exercise that this therapist may prescribe; a film that is gone or not ready is the same as none."""
    return _ready(own_exercise_of(member, exercise_id), film_id)


def film_for_patient(patient: Patient, film_id: Any) -> ExerciseFilm:
    """Of an exercise in their programme of now."""
    version = current_version(patient)
    asked = [one.exercise for one in version.prescriptions.all()] if version else []
    film = next((one for one in films_for(asked).values() if one.pk == film_id), None)
    if film is None:
        raise NotYours
    return film


def _ready(exercise: OwnExercise, film_id: Any) -> ExerciseFilm:
    film = exercise.films.filter(pk=film_id, state=State.READY).first()
    if film is None:
        raise NotYours
    return film


def film_path(film: ExerciseFilm) -> Path:
    """Ask first whether it may be looked at."""
    return ready_file(film.pk)


def still_path(film: ExerciseFilm) -> Path:
    """Ask first whether it may be looked at."""
    return ready_file(film.still_id)


def kept_film_files() -> set[UUID]:
    """The ids of all files that belong to a film which is not gone."""
    rows = ExerciseFilm.objects.exclude(state=State.GONE).values_list("pk", "still_id")
    return {file_id for row in rows for file_id in row}
