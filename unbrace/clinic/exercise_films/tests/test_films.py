"""A film of an own exercise: added with a yes, made anew as clips are, shown with the right text, gone when removed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests.people import SQUATS, a_film, a_picture, sign
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.tests.test_clips import film as filmed
from unbrace.clinic.exercise_films.actions import (
    NewFilm,
    add_film,
    prepare_film,
    prepare_waiting_films,
    remove_film,
)
from unbrace.clinic.exercise_films.models import ExerciseFilm
from unbrace.clinic.exercise_films.queries import (
    film_for_member,
    film_for_patient,
    film_of,
    film_path,
    films_for,
    newest_film,
    still_path,
)
from unbrace.clinic.programmes.actions import (
    PrescriptionDraft,
    Written,
    change_own_exercise,
    write_own_exercise,
)
from unbrace.clinic.programmes.models import OwnExercise
from unbrace.clinic.programmes.queries import newest_text, own_exercise_of
from unbrace.clinic.refused import NotYours, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.people import People

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed here")
SLIDE = Written("Towel slide", "Stand at a wall.\nSlide the towel up.", "standing", SQUATS)
MP4_HEAD = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 16


def slide(people: People, *, shared: bool = True) -> OwnExercise:
    return write_own_exercise(by=people.tom.user, clinic=people.riverside, written=SLIDE, shared=shared)


def new(content: bytes = MP4_HEAD, **said: Any) -> NewFilm:
    known: dict[str, Any] = {
        "words": "The arms slide a towel up a wall.",
        "seen": "me",
        "agreed": True,
    } | said
    return NewFilm(BytesIO(content), len(content), **known)


def prescribed(exercise: OwnExercise, people: People) -> str:
    return f"own-{newest_text(own_exercise_of(people.tom, exercise.pk)).pk}"


@needs_ffmpeg
def test_it_is_made_anew_with_a_still_from_its_middle(
    people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    exercise = slide(people)
    source = filmed(tmp_path / "film.webm", 4, sound=True).read_bytes()
    film = add_film(by=people.tom.user, exercise=exercise, film=new(source))
    assert film_of(exercise) is None
    with django_capture_on_commit_callbacks(execute=True):
        assert prepare_waiting_films() == 1
    shown = film_of(exercise)
    assert shown is not None
    assert (shown.width, shown.height, round(shown.seconds or 0)) == (320, 240, 4)
    assert film_path(film).read_bytes()[4:8] == b"ftyp"
    assert still_path(film).read_bytes()[:2] == b"\xff\xd8"
    assert not kept_files.incoming_file(film.pk).exists()


@needs_ffmpeg
def test_one_too_short_is_said_and_the_one_before_stays(
    people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    exercise = slide(people)
    before = a_film(exercise)
    source = filmed(tmp_path / "film.webm", 1).read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        film = prepare_film(add_film(by=people.tom.user, exercise=exercise, film=new(source)))
    assert film.problem == "This film is shorter than 3 seconds. Please film the whole movement."
    assert film_of(exercise) == before
    assert newest_film(exercise) == film


@needs_ffmpeg
def test_a_new_one_takes_the_place_of_the_old_which_is_deleted(
    people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    exercise = slide(people)
    before = a_film(exercise)
    picture = a_picture()
    source = filmed(tmp_path / "film.webm", 4).read_bytes()
    given = replace(new(source), still=picture.content, still_size=picture.size)
    with django_capture_on_commit_callbacks(execute=True):
        film = prepare_film(add_film(by=people.tom.user, exercise=exercise, film=given))
    assert film_of(exercise) == film
    assert film_path(film).exists()
    assert not film_path(before).exists()
    assert not still_path(before).exists()
    assert ExerciseFilm.objects.get(pk=before.pk).words == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agreed": False}, "agreed"),
        ({"words": "  "}, "words"),
        ({"words": "For a weak core."}, "words"),
        ({"words": "x" * 201}, "words"),
        ({"seen": "a patient"}, "seen"),
        ({"size": 60_000_001}, "film"),
        ({"content": BytesIO(b"%PDF-1.7 not a film at all")}, "film"),
        ({"content": None}, "film"),
        ({"still": BytesIO(b"no picture"), "still_size": 10}, "still"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_nothing_is_kept(
    people: People, change: dict[str, Any], field: str, settings: Any
) -> None:
    exercise = slide(people)
    with pytest.raises(Refused) as refused:
        add_film(by=people.tom.user, exercise=exercise, film=replace(new(), **change))
    assert refused.value.field == field
    assert len(refused.value.message) > 15
    assert not ExerciseFilm.objects.exists()
    assert not [path for path in settings.MESSAGE_FILES.rglob("*") if path.is_file()]


def test_it_is_shown_with_its_own_text_and_later_ones_never_with_an_earlier_one(people: People) -> None:
    exercise = slide(people)
    first = prescribed(exercise, people)
    change_own_exercise(
        by=people.tom.user,
        exercise=exercise,
        written=replace(SLIDE, title="Towel glide"),
        shared=True,
        starting_from=1,
    )
    second = prescribed(exercise, people)
    film = a_film(exercise)
    change_own_exercise(
        by=people.tom.user,
        exercise=exercise,
        written=replace(SLIDE, title="Towel float"),
        shared=True,
        starting_from=2,
    )
    third = prescribed(exercise, people)
    assert films_for([first, second, third, "squat", "own-x"]) == {second: film, third: film}


def test_without_own_exercises_the_database_is_not_asked(
    people: People, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert films_for(["squat", "glute-bridge"]) == {}


def test_removed_it_is_gone_for_good_also_one_on_its_way(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    exercise = slide(people)
    film = a_film(exercise)
    waiting = add_film(by=people.tom.user, exercise=exercise, film=new())
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_film(by=people.tom.user, exercise=exercise) == 2
        assert remove_film(by=people.tom.user, exercise=exercise) == 0
    assert not film_path(film).exists()
    assert not kept_files.incoming_file(waiting.pk).exists()
    assert prepare_film(ExerciseFilm.objects.get(pk=waiting.pk)).state == ExerciseFilm.State.GONE


def test_only_whoever_wrote_the_exercise_adds_and_removes(people: People) -> None:
    exercise = slide(people)
    film = a_film(exercise)
    for stranger in (people.theo, people.olga, people.ines):
        with pytest.raises(NotYours):
            add_film(by=stranger.user, exercise=exercise, film=new())
        with pytest.raises(NotYours):
            remove_film(by=stranger.user, exercise=exercise)
    assert film_of(exercise) == film


def test_the_person_sees_it_while_it_is_in_their_programme_and_nobody_else_does(people: People) -> None:
    exercise = slide(people)
    film = a_film(exercise)
    with pytest.raises(NotYours):
        film_for_patient(people.maria, film.pk)
    sign(people, people.maria, [PrescriptionDraft(prescribed(exercise, people), 2, 8)])
    assert film_for_patient(people.maria, film.pk) == film
    with pytest.raises(NotYours):
        film_for_patient(people.jonas, film.pk)
    sign(people, people.maria)
    with pytest.raises(NotYours):
        film_for_patient(people.maria, film.pk)


def test_a_colleague_sees_it_when_the_exercise_is_shared(people: People) -> None:
    shared, alone = slide(people), slide(people, shared=False)
    film, hidden = a_film(shared), a_film(alone)
    assert film_for_member(people.theo, shared.pk, film.pk) == film
    for member, exercise, asked in (
        (people.theo, alone, hidden),
        (people.ines, shared, film),
        (people.theo, shared, hidden),
    ):
        with pytest.raises(NotYours):
            film_for_member(member, exercise.pk, asked.pk)
