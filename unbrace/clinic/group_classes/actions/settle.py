"""Whoever sits in the room is who may sit there: looked at after every deed, and with every look at the class."""

from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.group_classes.passing_on import PassingOn
from unbrace.clinic.group_classes.queries import passing_on


def settle(group_class: GroupClass) -> frozenset[str]:
    """Closes what was ended, puts out whom nobody let in, and locks behind those who are in. Gives the marks of whoever
    is in and may be. Raises OutOfReach where janus does not answer: what was decided stands, and the next look tries
    again. Any number may do it at once, and twice is once."""
    group_class.refresh_from_db()
    if not group_class.room:
        return frozenset()
    janus = passing_on()
    if group_class.ended_at is not None or group_class.cancelled_at is not None:
        janus.close(group_class.room)
        _forget_marks(group_class)
        return frozenset()
    places = list(group_class.taken_places.exclude(member="").select_related("patient"))
    may = {place.member for place in places if place.may_be_in} | {group_class.member} - {""}
    for place in places:
        if place.room_token and not place.may_be_in:
            janus.lock_behind(group_class.room, place.room_token)
            ClassPlace.objects.filter(pk=place.pk, room_token=place.room_token).update(room_token="")
    sitting = janus.who_is_in(group_class.room)
    for member in sitting - may:
        janus.put_out(group_class.room, member)
    for place in places:
        if place.member in sitting & may:
            _is_in(janus, group_class, place)
    if group_class.member in sitting and group_class.room_token:
        janus.lock_behind(group_class.room, group_class.room_token)
        GroupClass.objects.filter(pk=group_class.pk, room_token=group_class.room_token).update(room_token="")
    return sitting & may


def _is_in(janus: PassingOn, group_class: GroupClass, place: ClassPlace) -> None:
    """What let them in lets nobody else in, and it is remembered that they were in it."""
    if not place.room_token and place.was_in_at is not None:
        return
    if place.room_token:
        janus.lock_behind(group_class.room, place.room_token)
    ClassPlace.objects.filter(pk=place.pk, room_token=place.room_token).update(
        room_token="", was_in_at=place.was_in_at or clock.now()
    )


@transaction.atomic
def _forget_marks(group_class: GroupClass) -> None:
    GroupClass.objects.filter(pk=group_class.pk, room=group_class.room).update(
        room="", member="", room_token=""
    )
    group_class.taken_places.update(member="", room_token="", let_in_at=None)
    group_class.room = group_class.member = group_class.room_token = ""
