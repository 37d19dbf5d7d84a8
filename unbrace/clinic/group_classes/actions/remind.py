"""What the clock of the house does about classes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.calls.queries import CLOSES_AFTER, Door
from unbrace.clinic.group_classes.actions.make_class import take_off
from unbrace.clinic.group_classes.actions.rows import current, held_place
from unbrace.clinic.group_classes.actions.settle import settle
from unbrace.clinic.group_classes.mails import News, tell
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass, PlaceState
from unbrace.clinic.group_classes.passing_on import OutOfReach
from unbrace.clinic.group_classes.queries import door_of

REMINDED_BEFORE: Final = timedelta(hours=24)
NOT_WITHIN: Final = timedelta(hours=2)  # who has just said yes knows it


def remind_of_classes() -> int:
    """A mail to whoever comes, a day before; gives how many. Only one of two who try at the same time goes on."""
    now = clock.now()
    due = ClassPlace.objects.filter(
        state=PlaceState.YES,
        reminded_at=None,
        answered_at__lt=now - NOT_WITHIN,
        patient__ended_at=None,
        group_class__cancelled_at=None,
        group_class__begins__gt=now,
        group_class__begins__lte=now + REMINDED_BEFORE,
    )
    return sum(_remind(place) for place in due)


@transaction.atomic
def _remind(place: ClassPlace) -> bool:
    waiting = ClassPlace.objects.filter(pk=place.pk, state=PlaceState.YES, reminded_at=None)
    if waiting.update(reminded_at=clock.now()) != 1:
        return False
    tell(held_place(place), News.REMINDER)
    return True


def end_left_open() -> int:
    """A class that nobody ended is over an hour after its time; gives how many. Where janus does not answer, the next
    tick closes its room."""
    now, ended = clock.now(), 0
    for group_class in GroupClass.objects.exclude(room="").filter(begins__lt=now - CLOSES_AFTER):
        if door_of(group_class, now) is not Door.OVER:
            continue
        GroupClass.objects.filter(pk=group_class.pk, ended_at=None).update(ended_at=now)
        with suppress(OutOfReach):
            settle(group_class)
            ended += 1
    return ended


def cancel_unled() -> int:
    """A class whose therapist has left or is suspended is cancelled a day before at the latest; gives how many."""
    now = clock.now()
    away = Q(therapist__ended_at__isnull=False) | Q(therapist__suspended_at__isnull=False)
    near = GroupClass.objects.filter(
        away, cancelled_at=None, begins__gt=now, begins__lte=now + timedelta(days=1)
    )
    return sum(_cancel_unled(one) for one in near)


@transaction.atomic
def _cancel_unled(group_class: Any) -> bool:
    found = current(group_class)
    if found.cancelled_at is not None or found.therapist.is_active:
        return False
    take_off(found, None)
    return True
