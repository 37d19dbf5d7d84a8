"""Own exercises: written in plain words, refused with a sentence, read and changed by the right people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import nothing_leaks, signed_in
from tests.people import SQUATS, a_film, a_picture, sign
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.exercise_films.queries import still_path
from unbrace.clinic.programmes.actions import PrescriptionDraft, Written, write_own_exercise
from unbrace.clinic.programmes.models import OwnExercise, OwnExerciseText
from unbrace.clinic.programmes.queries import newest_text

if TYPE_CHECKING:
    from tests.people import People

PAGE = "/therapist/own-exercises/"
TYPED = {
    "title": "Towel slide", "position": "standing", "equipment": "towel, wall", "steps": "Stand.\r\nSlide up.",
    "sets": "2", "reps": "8", "hold_s": "", "rest_s": "30", "side": "both", "shared": "on",
    "cautions": ["osteoporosis"],
}  # fmt: skip


def written(people: People, *, shared: bool = True, title: str = "Towel slide") -> OwnExercise:
    what = Written(title, "Stand.\nSlide.", "standing", SQUATS)
    return write_own_exercise(by=people.tom.user, clinic=people.riverside, written=what, shared=shared)


def test_what_is_written_is_in_the_library_of_a_programme(people: People) -> None:
    page = signed_in(people.tom.user).post(f"{PAGE}write/", TYPED, follow=True).content.decode()
    assert "Towel slide" in page
    text = OwnExerciseText.objects.get()
    assert (text.equipment, text.cautions, text.steps) == (
        ["towel", "wall"],
        ["osteoporosis"],
        "Stand.\nSlide up.",
    )
    builder = f"/therapist/patients/{people.maria.pk}/programme/"
    theo = signed_in(people.theo.user)
    assert "Towel slide" in theo.get(builder).content.decode()
    added = theo.post(builder, {"do": f"add-own-{text.pk}"}).content.decode()
    assert "Towel slide is added, number 1" in added


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Give it a name"),
        ({"steps": " "}, "Write how it goes"),
        ({"sets": "many"}, "whole number"),
        ({"sets": "40"}, "1 to 10 sets"),
        ({"steps": "Protect your weak core."}, "frightens people"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    people: People, change: dict[str, str], sentence: str
) -> None:
    answer = signed_in(people.tom.user).post(f"{PAGE}write/", TYPED | {"cues": "Breathe out."} | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Breathe out." in page
    assert not OwnExercise.objects.exists()


def test_a_colleague_reads_it_and_has_no_form(people: People) -> None:
    exercise = written(people)
    theo = signed_in(people.theo.user)
    page = theo.get(f"{PAGE}{exercise.pk}/").content.decode()
    assert "who alone changes it" in page
    assert "textarea" not in page
    assert theo.post(f"{PAGE}{exercise.pk}/", TYPED | {"starting_from": "1"}).status_code == 404
    assert theo.post(f"{PAGE}{exercise.pk}/retire/").status_code == 404


def test_changed_retired_and_taken_back(people: People) -> None:
    exercise = written(people)
    tom = signed_in(people.tom.user)
    changed = TYPED | {"title": "Towel glide", "starting_from": "1"}
    assert "Towel glide" in tom.post(f"{PAGE}{exercise.pk}/", changed, follow=True).content.decode()
    stale = tom.post(f"{PAGE}{exercise.pk}/", TYPED | {"title": "Late", "starting_from": "1"})
    assert stale.status_code == 409
    assert 'value="Late"' in stale.content.decode()
    assert "Retired (1)" in tom.post(f"{PAGE}{exercise.pk}/retire/", follow=True).content.decode()
    back = tom.post(f"{PAGE}{exercise.pk}/retire/", {"do": "bring-back"}, follow=True).content.decode()
    assert "Retired (1)" not in back


FILMED = {"words": "The arms slide up.", "seen": "me", "agreed": "yes"}


def film_file(content: bytes = b"\x1a\x45\xdf\xa3" + bytes(60)) -> SimpleUploadedFile:
    return SimpleUploadedFile("film", content, "video/webm")


def test_a_film_is_added_looked_at_and_removed(people: People) -> None:
    exercise = written(people)
    tom, place = signed_in(people.tom.user), f"{PAGE}{exercise.pk}/film/"
    assert "No film yet" in tom.get(place).content.decode()
    page = tom.post(place, FILMED | {"film": film_file()}, follow=True).content.decode()
    assert "The new film is being prepared" in page
    film = a_film(exercise)
    page = tom.get(place).content.decode()
    assert f'src="{place}{film.pk}.mp4"' in page
    assert film.words in page
    assert "keep a new text" not in page
    theo = signed_in(people.theo.user)
    part = theo.get(f"{place}{film.pk}.mp4", headers={"range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, b"film")
    assert part.headers["Cache-Control"] == "private, no-store"
    assert theo.get(f"{place}{film.pk}.jpg").content == b"a still"
    assert "data-own-film" not in theo.get(place).content.decode()
    assert theo.post(f"{place}remove/").status_code == 404
    assert "Removed, for everybody" in tom.post(f"{place}remove/", follow=True).content.decode()
    assert theo.get(f"{place}{film.pk}.mp4").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"film": film_file(b"no film at all, twice over")}, "could not be read as a film"),
        ({"agreed": ""}, "Tick that whoever is seen agrees"),
        ({"seen": ""}, "Say who is to be seen"),
        ({"words": ""}, "Write in one sentence"),
    ],
)
def test_a_film_that_does_not_fit_is_refused_in_words(
    people: People, change: dict[str, Any], sentence: str
) -> None:
    place = f"{PAGE}{written(people).pk}/film/"
    answer = signed_in(people.tom.user).post(place, FILMED | {"film": film_file()} | change)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_person_sees_the_film_in_place_of_the_figure_and_on_paper_the_still(people: People) -> None:
    exercise = written(people)
    film = a_film(exercise)
    kept_files.write(still_path(film), [a_picture().content.read()])
    drafts = [PrescriptionDraft(f"own-{newest_text(exercise).pk}", 2, 8)]
    version = sign(people, people.maria, drafts)
    maria = signed_in(people.maria.user)
    assert f'src="/programme/films/{film.pk}.mp4"' in maria.get("/programme/").content.decode()
    assert film.words in maria.get("/exercise/").content.decode()
    assert maria.get(f"/programme/films/{film.pk}.mp4").content == b"a film"
    address = f"/therapist/patients/{people.maria.pk}/versions/{version.pk}/sheet.pdf"
    assert b"/Image" in signed_in(people.tom.user).get(address).content
    builder = f"/therapist/patients/{people.maria.pk}/programme/"
    tom = signed_in(people.tom.user)
    sent = {"do": "preview", "exercise-0": drafts[0].exercise, "sets-0": "2", "reps-0": "8"}
    preview = tom.post(builder, sent | {"side-0": "both"}).content.decode().split("How it will look")[1]
    assert f"{film.pk}.mp4" in preview
    nothing_leaks(people, f"/programme/films/{film.pk}.mp4", None, "a film")
    nothing_leaks(people, f"/programme/films/{film.pk}.jpg", None, "a still")


def test_someone_else_is_told_there_is_nothing_here(people: People) -> None:
    exercise = written(people, title="A Secret")
    nothing_leaks(people, f"{PAGE}{exercise.pk}/", None, "A Secret")
    nothing_leaks(people, f"{PAGE}{exercise.pk}/retire/", {}, "A Secret")
    film = a_film(exercise)
    nothing_leaks(people, f"{PAGE}{exercise.pk}/film/", None, "A Secret")
    nothing_leaks(people, f"{PAGE}{exercise.pk}/film/{film.pk}.mp4", None, "a film")
    nothing_leaks(people, f"{PAGE}{exercise.pk}/film/{film.pk}.jpg", None, "a still")
    nothing_leaks(people, f"{PAGE}{exercise.pk}/film/remove/", {}, "A Secret")
    hidden = written(people, shared=False, title="A Secret")
    assert signed_in(people.theo.user).get(f"{PAGE}{hidden.pk}/").status_code == 404
    assert "A Secret" not in signed_in(people.ines.user).get(PAGE).content.decode()
