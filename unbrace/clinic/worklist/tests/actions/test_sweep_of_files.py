"""The sweep of files knows of films, which lie where clips lie."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.people import SQUATS, a_film
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.exercise_films.queries import film_path, still_path
from unbrace.clinic.programmes.actions import Written, write_own_exercise
from unbrace.clinic.worklist.actions.sweep import sweep

if TYPE_CHECKING:
    from tests.people import People


def test_films_and_stills_stay_and_what_nobody_knows_goes(people: People) -> None:
    written = Written("Towel slide", "Slide the towel up.", "standing", SQUATS)
    exercise = write_own_exercise(by=people.tom.user, clinic=people.riverside, written=written, shared=True)
    film = a_film(exercise)
    left = kept_files.ready_file(uuid4())
    kept_files.write(left, [b"x"])
    paths = (film_path(film), still_path(film), left)
    for path in paths:
        os.utime(path, (1, 1))
    sweep()
    assert [path.exists() for path in paths] == [True, True, False]
