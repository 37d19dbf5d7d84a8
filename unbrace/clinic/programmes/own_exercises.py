"""Reading own exercises: which a therapist may prescribe and change."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.programmes.content import OwnWords, words_of
from unbrace.clinic.programmes.models import OwnExercise, OwnExerciseText
from unbrace.clinic.reading_along import read_with
from unbrace.clinic.refused import NotYours


def own_exercises_for(member: Membership) -> QuerySet[OwnExercise]:
    """One's own and what colleagues share; retired ones too. Texts newest first."""
    return (
        OwnExercise.objects.filter(Q(owner=member) | Q(shared=True), clinic=member.clinic)
        .select_related("owner__user", "clinic")
        .prefetch_related("texts")
        .order_by("pk")
    )


def own_exercise_of(member: Membership, exercise_id: Any) -> OwnExercise:
    """A colleague's that is not shared is the same as none."""
    exercise = own_exercises_for(member).filter(pk=exercise_id).first()
    if exercise is None:
        raise NotYours
    return exercise


def newest_text(exercise: OwnExercise) -> OwnExerciseText:
    return exercise.texts.all()[0]


def on_offer(member: Membership) -> list[OwnWords]:
    """The newest texts of those that are not retired, by title."""
    found = []
    kept = own_exercises_for(member).filter(retired_at=None).prefetch_related(None)
    for exercise in read_with(kept, "texts"):
        text = newest_text(exercise)
        text.exercise = exercise  # known already: no question to the database for each
        found.append(words_of(text))
    return sorted(found, key=lambda one: one.title.casefold())


def is_mine(exercise: OwnExercise, member: Membership) -> bool:
    """Whoever wrote it changes it; a colleague it is shared with prescribes it."""
    return exercise.owner_id == member.pk
