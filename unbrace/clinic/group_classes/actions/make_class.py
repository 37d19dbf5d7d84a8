from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.group_classes.actions.rows import held_class
from unbrace.clinic.group_classes.actions.settle import settle
from unbrace.clinic.group_classes.mails import News, tell
from unbrace.clinic.group_classes.models import MOST_LETTERS, MOST_PLACES, GroupClass, PlaceState
from unbrace.clinic.group_classes.queries import house_passes_on
from unbrace.clinic.refused import NotYours, Refused

FURTHEST: Final = timedelta(days=366)
SHORTEST_MIN, LONGEST_MIN = 10, 120


@transaction.atomic
def make_class(
    *, by: User, therapist: Membership, title: str, begins: datetime, minutes: int, places: int = MOST_PLACES
) -> GroupClass:
    """A therapist plans a class that they will lead. Everybody in it reads its title."""
    member = require(by, therapist.clinic, Permission.PRESCRIBE)
    if member.pk != therapist.pk:
        raise NotYours
    title, now = title.replace("\x00", "").strip(), clock.now()
    if not house_passes_on():
        raise Refused("This house has nothing that passes pictures on, so there are no group classes yet.")
    if not 0 < len(title) <= MOST_LETTERS:
        raise Refused("Give it a title of at most 80 letters.", field="title")
    if not now < begins <= now + FURTHEST:
        raise Refused("Choose a time from now on, at most a year ahead.", field="begins")
    if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        raise Refused("A class lasts 10 to 120 minutes.", field="minutes")
    if not 1 <= places <= MOST_PLACES:
        raise Refused("A class has 1 to 12 places.", field="places")
    made = GroupClass.objects.create(
        clinic=therapist.clinic,
        therapist=therapist,
        title=title,
        begins=begins,
        minutes=minutes,
        places=places,
    )
    write_down(by=by, deed="group_classes.make", subject=made, clinic_id=therapist.clinic_id)
    return made


def cancel_class(*, by: User, group_class: GroupClass) -> GroupClass:
    """Everybody who was asked or comes is told. Twice is once."""
    cancelled = _cancel(by, group_class)
    settle(cancelled)
    return cancelled


@transaction.atomic
def _cancel(by: User, group_class: GroupClass) -> GroupClass:
    found = held_class(by, group_class)
    if found.cancelled_at is None and clock.now() >= found.ends:
        raise Refused("Only a class that is still to come can be cancelled.")
    if found.cancelled_at is None:
        take_off(found, by)
    return found


def take_off(group_class: GroupClass, by: User | None) -> None:
    """Within the transaction of whoever decides it. `by` is None when the house does."""
    group_class.cancelled_at = clock.now()
    group_class.ended_at = group_class.ended_at or (group_class.cancelled_at if group_class.room else None)
    group_class.save(update_fields=["cancelled_at", "ended_at"])
    standing = group_class.taken_places.filter(state__in=[PlaceState.ASKED, PlaceState.YES])
    for place in standing.filter(patient__ended_at=None).select_related("patient__user"):
        place.group_class = group_class
        tell(place, News.CANCELLED)
    write_down(by=by, deed="group_classes.cancel", subject=group_class, clinic_id=group_class.clinic_id)
