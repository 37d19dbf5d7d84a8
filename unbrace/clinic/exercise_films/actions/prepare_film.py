from __future__ import annotations

from typing import Final

from django.db import transaction

from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.conversations import clips, kept_files
from unbrace.clinic.exercise_films.actions.add_film import NOT_READ, let_go
from unbrace.clinic.exercise_films.models import ExerciseFilm
from unbrace.clinic.programmes.models import OwnExercise

KEPT_BACK: Final = "It is kept back until the clinic's server can prepare films."
SHORTEST_S: Final = 3.0
State = ExerciseFilm.State


def prepare_film(film: ExerciseFilm) -> ExerciseFilm:
    """Make it anew as clips are made, and take a still where none came along. Without ffmpeg it stays back, unseen."""
    if film.state != State.WAITING:
        return film
    source, target = kept_files.incoming_file(film.pk), kept_files.ready_file(film.pk)
    try:
        made = clips.recode(source, target, SHORTEST_S)
        if not film.has_still:
            clips.still_from(target, kept_files.ready_file(film.still_id), made.seconds / 2)
    except clips.NoFfmpeg:
        ExerciseFilm.objects.filter(pk=film.pk).update(problem=KEPT_BACK)
        film.problem = KEPT_BACK
        return film
    except clips.Unreadable as fault:
        sentence = NOT_READ if str(fault) == clips.NO_CLIP else str(fault)
        return _ends(film, State.UNREADABLE, problem=sentence)
    except FileNotFoundError:
        return _ends(film, State.UNREADABLE, problem=NOT_READ)
    size = {"width": made.width, "height": made.height, "seconds": made.seconds}
    return _ends(film, State.READY, problem="", has_still=True, **size)


@transaction.atomic
def _ends(film: ExerciseFilm, state: str, **said: object) -> ExerciseFilm:
    """The one that was shown goes when this one is ready. Removed meanwhile, it stays gone, and so do its files."""
    OwnExercise.objects.select_for_update().get(pk=film.exercise_id)
    current = ExerciseFilm.objects.select_related("exercise").get(pk=film.pk)
    if current.state == State.GONE:
        let_go(current)
        return current
    if current.state != State.WAITING:  # another worker was first
        return current
    if state == State.READY:
        for shown in current.exercise.films.filter(state=State.READY):
            let_go(shown)
    current.state = state
    for name, value in said.items():
        setattr(current, name, value)
    current.save()
    write_down(
        by=None,
        deed="exercise_films.prepare_film",
        subject=current,
        clinic_id=current.exercise.clinic_id,
        state=state,
    )
    transaction.on_commit(lambda: kept_files.incoming_file(current.pk).unlink(missing_ok=True))
    return current


def prepare_waiting_films() -> int:
    """For the hourly sweep: what a stopped server left, and what waited for ffmpeg. Gives how many are ready now."""
    waiting = list(ExerciseFilm.objects.filter(state=State.WAITING))
    return sum(prepare_film(one).state == State.READY for one in waiting)
