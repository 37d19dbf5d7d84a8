from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations import clips, kept_files, pictures
from unbrace.clinic.exercise_films.models import MOST_LETTERS, ExerciseFilm
from unbrace.clinic.exercise_films.tasks import ask_to_prepare_film
from unbrace.clinic.programmes.models import OwnExercise
from unbrace.clinic.programmes.own_exercises import is_mine, newest_text, own_exercise_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.library.wordlist import banned_word_in

A_PART: Final = 1 << 16
NO_FILM: Final = "Film it here, or choose a film from your files."
NOT_READ: Final = "This file could not be read as a film. Film it here, or choose an MP4 or WebM film."
TOO_LARGE: Final = "This film is larger than 60 MB. Film it here: it is made small on your device."
NO_WORDS: Final = "Write in one sentence what is to be seen, for whoever does not see the film."
WHO: Final = "Say who is to be seen."
NOT_AGREED: Final = "Tick that whoever is seen agrees. Without it the film is not kept."


@dataclass(frozen=True)
class NewFilm:
    """A film as it comes in. `seen` is "me" or "other"; without `still` a picture from its middle is taken."""

    content: BinaryIO | None
    size: int
    words: str
    seen: str
    agreed: bool
    still: BinaryIO | None = None
    still_size: int = 0


def add_film(*, by: User, exercise: OwnExercise, film: NewFilm) -> ExerciseFilm:
    """Keep it until it is made anew; the one that was shown stays until then, and is deleted then. Only whoever wrote
    the exercise does this. Raises `Refused` with the field at fault."""
    _mine(by, exercise)
    words = _check(film)
    row = ExerciseFilm(exercise=exercise, words=words, seen=film.seen, agreed_at=clock.now(), by=by)
    try:
        _keep_files(row, film)
        return _write(by, row)
    except BaseException:
        _forget(row)
        raise


def _check(film: NewFilm) -> str:
    if film.content is None:
        raise Refused(NO_FILM, field="film")
    if film.size > clips.MOST_BYTES:
        raise Refused(TOO_LARGE, field="film")
    film.content.seek(0)
    if clips.container_of(film.content.read(16)) is None:
        raise Refused(NOT_READ, field="film")
    if film.still_size > pictures.MOST_BYTES:
        raise Refused(pictures.TOO_LARGE, field="still")
    words = " ".join(film.words.replace("\x00", "").split())
    if not words:
        raise Refused(NO_WORDS, field="words")
    if len(words) > MOST_LETTERS:
        raise Refused(f"Use at most {MOST_LETTERS} letters.", field="words")
    if banned := banned_word_in(words):
        raise Refused(f"“{banned}” frightens people. Say it another way.", field="words")
    if film.seen not in ExerciseFilm.Seen.values:
        raise Refused(WHO, field="seen")
    if not film.agreed:
        raise Refused(NOT_AGREED, field="agreed")
    return words


def _keep_files(row: ExerciseFilm, film: NewFilm) -> None:
    if film.still is not None:
        film.still.seek(0)
        try:
            picture = pictures.redrawn(film.still.read(pictures.MOST_BYTES + 1))
        except Refused as refusal:
            raise Refused(refusal.message, field="still") from refusal
        kept_files.write(kept_files.ready_file(row.still_id), [picture.data])
        row.has_still = True
    if film.content is not None:
        kept_files.write(kept_files.incoming_file(row.pk), _parts(film.content))


def _parts(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while part := content.read(A_PART):
        yield part


@transaction.atomic
def _write(by: User, row: ExerciseFilm) -> ExerciseFilm:
    """Whatever else was on its way or could not be read makes room."""
    current = _mine(by, row.exercise, lock=True)
    row.from_text = newest_text(current).number
    for other in current.films.filter(state__in=[ExerciseFilm.State.WAITING, ExerciseFilm.State.UNREADABLE]):
        let_go(other)
    row.save(force_insert=True)
    write_down(by=by, deed="exercise_films.add_film", subject=row, clinic_id=current.clinic_id, seen=row.seen)
    ask_to_prepare_film(row)
    return row


@transaction.atomic
def remove_film(*, by: User, exercise: OwnExercise) -> int:
    """Film and still are gone for good, for everybody, also one on its way. Gives how many that were."""
    current = _mine(by, exercise, lock=True)
    films = list(current.films.exclude(state=ExerciseFilm.State.GONE))
    for film in films:
        let_go(film)
        write_down(by=by, deed="exercise_films.remove_film", subject=film, clinic_id=current.clinic_id)
    return len(films)


def let_go(film: ExerciseFilm) -> None:
    """For a caller in a transaction of its own. The row says that there was one, and no more what it showed."""
    film.state, film.gone_at, film.words, film.problem = ExerciseFilm.State.GONE, clock.now(), "", ""
    film.save(update_fields=["state", "gone_at", "words", "problem"])
    transaction.on_commit(partial(_forget, film))


def _forget(film: ExerciseFilm) -> None:
    for file_id in (film.pk, film.still_id):
        kept_files.forget(uuid.UUID(str(file_id)))


def _mine(by: User, exercise: OwnExercise, *, lock: bool = False) -> OwnExercise:
    member = require(by, exercise.clinic, Permission.PRESCRIBE)
    if lock:
        OwnExercise.objects.select_for_update().get(pk=exercise.pk)
    current = own_exercise_of(member, exercise.pk)
    if not is_mine(current, member):
        raise NotYours
    return current
