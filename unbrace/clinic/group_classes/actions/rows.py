"""The rows of a deed, held while it is done, and who may do it."""

from __future__ import annotations

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.refused import NotYours


def held_class(by: User, group_class: GroupClass) -> GroupClass:
    """Its own therapist's only. A colleague gets the same answer as a stranger."""
    member = require(by, group_class.clinic, Permission.PRESCRIBE)
    if member.pk != group_class.therapist_id:
        raise NotYours
    return current(group_class)


def current(group_class: GroupClass) -> GroupClass:
    rows = GroupClass.objects.select_for_update(of=("self",)).select_related("therapist__user", "clinic")
    return rows.get(pk=group_class.pk)


def held_place(place: ClassPlace) -> ClassPlace:
    rows = ClassPlace.objects.select_for_update(of=("self",))
    return rows.select_related(
        "patient__user", "patient__clinic", "group_class__clinic", "group_class__therapist__user"
    ).get(pk=place.pk)


def own_held_place(by: User, place: ClassPlace) -> ClassPlace:
    """The person's own, while they are in care: nobody answers or comes in for somebody else."""
    if place.patient.user_id != by.pk or place.patient.ended_at is not None or not by.is_active:
        raise NotYours
    return held_place(place)
