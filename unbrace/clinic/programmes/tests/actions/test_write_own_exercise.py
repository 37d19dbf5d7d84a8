"""Own exercises: written for one's clinic, prescribed as they were written, changed without changing what is signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.people import EVERY_CONDITION, SQUATS
from unbrace.clinic.programmes.actions import (
    Written,
    change_own_exercise,
    prescribe,
    retire_own_exercise,
    write_own_exercise,
)
from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.models import OwnExercise
from unbrace.clinic.programmes.queries import newest_text, on_offer, own_exercise_of, own_words
from unbrace.clinic.refused import Conflict, NotYours, Refused

if TYPE_CHECKING:
    from tests.people import People

SLIDE = Written(
    "Towel slide", "Stand at a wall.\nSlide the towel up.", "standing", replace(SQUATS, exercise="own")
)


def written(people: People, what: Written = SLIDE, *, shared: bool = True) -> OwnExercise:
    return write_own_exercise(by=people.tom.user, clinic=people.riverside, written=what, shared=shared)


def id_of(exercise: OwnExercise, people: People) -> str:
    return f"own-{newest_text(own_exercise_of(people.tom, exercise.pk)).pk}"


def signed(people: People, exercise: str, patient: Any = None) -> Any:
    patient = patient or people.maria
    return prescribe(
        by=patient.therapist.user,
        patient=patient,
        prescriptions=[PrescriptionDraft(exercise, 2, 8)],
        approved=EVERY_CONDITION,
    )


def test_shared_it_is_offered_to_the_clinic_and_to_nobody_else(people: People) -> None:
    written(people)
    assert [one.title for one in on_offer(people.theo)] == ["Towel slide"]
    assert on_offer(people.ines) == []


def test_kept_for_oneself_a_colleague_does_not_see_it(people: People) -> None:
    exercise = written(people, shared=False)
    assert on_offer(people.theo) == []
    with pytest.raises(NotYours):
        own_exercise_of(people.theo, exercise.pk)


def test_it_is_signed_with_its_text_and_the_fingerprint_of_it(people: People) -> None:
    exercise = written(people)
    [prescription] = signed(people, id_of(exercise, people)).prescriptions.all()
    text = newest_text(own_exercise_of(people.tom, exercise.pk))
    assert (prescription.content_version, prescription.content_hash) == ("own 1", text.content_hash)


def test_a_changed_text_leaves_what_is_signed_as_it_was(people: People) -> None:
    exercise = written(people)
    before = id_of(exercise, people)
    version = signed(people, before)
    change_own_exercise(
        by=people.tom.user,
        exercise=exercise,
        written=replace(SLIDE, title="Towel glide"),
        shared=True,
        starting_from=1,
    )
    words = own_words(version.prescriptions.get().exercise)
    assert words is not None
    assert words.title == "Towel slide"
    assert [one.title for one in on_offer(people.tom)] == ["Towel glide"]


def test_another_clinics_exercise_is_no_exercise_here(people: People) -> None:
    exercise = written(people)
    with pytest.raises(Refused, match="no such exercise"):
        signed(people, id_of(exercise, people), people.victor)


def test_only_whoever_wrote_it_changes_or_retires_it(people: People) -> None:
    exercise = written(people)
    for other in (people.theo, people.ines, people.olga, people.fred):
        with pytest.raises(NotYours):
            retire_own_exercise(by=other.user, exercise=exercise, retired=True)
        with pytest.raises(NotYours):
            change_own_exercise(by=other.user, exercise=exercise, written=SLIDE, shared=True, starting_from=1)


def test_from_two_windows_the_second_is_told(people: People) -> None:
    exercise = written(people)
    for number, title in ((1, "Two"), (2, "Three")):
        change_own_exercise(
            by=people.tom.user,
            exercise=exercise,
            written=replace(SLIDE, title=title),
            shared=True,
            starting_from=number,
        )
    with pytest.raises(Conflict):
        change_own_exercise(
            by=people.tom.user, exercise=exercise, written=SLIDE, shared=True, starting_from=1
        )


def test_retired_it_is_offered_no_more_and_stays_where_it_is_signed(people: People) -> None:
    exercise = written(people)
    version = signed(people, id_of(exercise, people))
    retire_own_exercise(by=people.tom.user, exercise=exercise, retired=True)
    assert on_offer(people.tom) == []
    assert own_words(version.prescriptions.get().exercise) is not None
    retire_own_exercise(by=people.tom.user, exercise=exercise, retired=False)
    assert len(on_offer(people.tom)) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"steps": ""}, "steps"),
        ({"position": ""}, "position"),
        ({"why": "It helps your weak core."}, "why"),
        ({"cautions": ("a thing nobody knows",)}, "cautions"),
        ({"aims": ("nothing",)}, "aims"),
        ({"dose": replace(SQUATS, sets=99)}, "sets"),
        ({"steps": "a\x00b"}, "steps"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(
    people: People, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        written(people, replace(SLIDE, **change))
    assert refusal.value.field == field
    assert not OwnExercise.objects.exists()
