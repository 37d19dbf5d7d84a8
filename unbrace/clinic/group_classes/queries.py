"""Which classes there are, who is asked to which, and how each stands now."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When

from unbrace.clinic import clock
from unbrace.clinic.calls.queries import CLOSES_AFTER, OPENS_BEFORE, Door
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.group_classes.models import MOST_PLACES, ClassPlace, GroupClass, PlaceState
from unbrace.clinic.group_classes.passing_on import OutOfReach, PassingOn
from unbrace.clinic.patients.access import patients_open_to
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import mine
from unbrace.clinic.refused import NotYours

__all__ = [
    "MOST_PLACES",
    "Door",
    "OutOfReach",
    "PlaceState",
    "Standing",
    "class_of",
    "classes_of",
    "comes_next",
    "door_of",
    "house_passes_on",
    "own_place",
    "passing_on",
    "place_in",
    "places_in",
    "places_of",
    "places_to_come_of",
    "standing_of",
    "waits",
    "who_can_be_asked",
]

#: A page in the waiting room looks every two seconds; one that was not heard of for longer has gone.
STILL_WAITING: Final = timedelta(seconds=15)
#: So long after its beginning Today still shows the way to a class.
AFTER_IT_BEGAN: Final = timedelta(hours=2)


class Standing(StrEnum):
    """How the door of a class stands for one person."""

    EARLY = "early"
    SHUT = "shut"  # in its hour, and the therapist is not there yet
    WAITING = "waiting"
    IN = "in"
    OUT = "out"
    OVER = "over"


def house_passes_on() -> bool:
    """Whether this house has a janus. Without one there are no group classes."""
    return bool(settings.JANUS_ADMIN and settings.JANUS_WS)


def passing_on() -> PassingOn:
    """Raises OutOfReach where the house has no janus."""
    if not house_passes_on():
        raise OutOfReach("this house has no janus")
    return PassingOn(settings.JANUS_ADMIN, settings.JANUS_SECRET)


def door_of(group_class: GroupClass, now: datetime) -> Door:
    """As with a visit: from a quarter of an hour before until an hour after."""
    if now < group_class.begins - OPENS_BEFORE:
        return Door.EARLY
    return Door.OPEN if now <= group_class.ends + CLOSES_AFTER else Door.OVER


def standing_of(place: ClassPlace, now: datetime) -> Standing:
    group_class = place.group_class
    door = door_of(group_class, now)
    if door is Door.OVER or group_class.cancelled_at is not None or place.state != PlaceState.YES:
        return Standing.OVER
    if door is Door.EARLY:
        return Standing.EARLY
    if group_class.ended_at is not None:
        return Standing.OVER
    if place.put_out_at is not None:
        return Standing.OUT
    if not group_class.room:
        return Standing.SHUT
    return Standing.IN if place.may_be_in and place.passed_at is not None else Standing.WAITING


def waits(place: ClassPlace, now: datetime) -> bool:
    return (
        place.waiting_at is not None
        and now - place.waiting_at <= STILL_WAITING
        and standing_of(place, now) in (Standing.SHUT, Standing.WAITING)
    )


def _classes() -> QuerySet[GroupClass]:
    return GroupClass.objects.select_related("clinic", "therapist__user", "therapist__clinic")


def classes_of(therapist: Membership) -> QuerySet[GroupClass]:
    """This therapist's own, the latest first, with how many were asked and how many come."""
    held = Q(taken_places__patient__ended_at=None)
    return (
        _classes()
        .filter(therapist=therapist)
        .annotate(
            asked=Count("taken_places", filter=held & Q(taken_places__state=PlaceState.ASKED)),
            coming=Count("taken_places", filter=held & Q(taken_places__state=PlaceState.YES)),
        )
        .order_by("-begins")
    )


def class_of(therapist: Membership, class_id: Any) -> GroupClass:
    """One of this therapist's own; a colleague's is the same as none."""
    found = _classes().filter(therapist=therapist, pk=class_id).first()
    if found is None or not therapist.may(Permission.PRESCRIBE):
        raise NotYours
    return found


def places_in(group_class: GroupClass) -> list[ClassPlace]:
    """Everybody who was asked and is still in care, in the order in which they were asked. Where care is closed, of
    those whose record opens for the leader: nobody else's name is for them, and nobody else can be let in."""
    found = group_class.taken_places.filter(patient__ended_at=None)
    if group_class.clinic.closed_care:
        found = found.filter(patient__in=patients_open_to(group_class.therapist).order_by().values("pk"))
    places = list(found.select_related("patient__user", "patient__clinic").order_by("asked_at"))
    for place in places:
        place.group_class = group_class
    return places


def place_in(group_class: GroupClass, place_id: Any) -> ClassPlace:
    """One of this class's; another class's is the same as none."""
    found = next((place for place in places_in(group_class) if place.pk == place_id), None)
    if found is None:
        raise NotYours
    return found


def _places() -> QuerySet[ClassPlace]:
    return ClassPlace.objects.select_related(
        "group_class__therapist__user", "group_class__clinic", "patient__user", "patient__clinic"
    )


def places_of(patient: Patient) -> QuerySet[ClassPlace]:
    """Every class this person was asked to, the latest first."""
    return _places().filter(patient=patient).order_by("-group_class__begins")


def places_to_come_of(patient: Patient) -> list[ClassPlace]:
    """Where they are asked or come, the next one first."""
    now = clock.now()
    standing = places_of(patient).filter(
        state__in=[PlaceState.ASKED, PlaceState.YES],
        group_class__cancelled_at=None,
        group_class__begins__gt=now - AFTER_IT_BEGAN,
    )
    return [place for place in standing.order_by("group_class__begins") if place.group_class.is_to_come(now)]


def own_place(patient: Patient, place_id: Any) -> ClassPlace:
    found = places_of(patient).filter(pk=place_id).first()
    if found is None:
        raise NotYours
    return found


def comes_next() -> tuple[Exists, Subquery, Subquery]:
    """For Today: whether an invitation waits for a yes or no; and the place and the hour of it, else of the next class
    that they come to. To be asked of patients, together with something else."""
    now = clock.now()
    unanswered = Q(state=PlaceState.ASKED, group_class__begins__gt=now)
    to_come = Q(
        state=PlaceState.YES, group_class__begins__gt=now - AFTER_IT_BEGAN, group_class__ended_at=None
    )
    ahead = ClassPlace.objects.filter(
        unanswered | to_come, patient=OuterRef("pk"), group_class__cancelled_at=None
    )
    first = ahead.order_by(Case(When(state=PlaceState.ASKED, then=0), default=1), "group_class__begins")
    return (
        Exists(ahead.filter(unanswered).order_by()),
        Subquery(first.values("pk")[:1]),
        Subquery(first.values("group_class__begins")[:1]),
    )


def who_can_be_asked(group_class: GroupClass) -> list[Patient]:
    """People of the therapist's own caseload who have no place in it yet."""
    own = patients_open_to(group_class.therapist).filter(mine(group_class.therapist))
    taken = group_class.taken_places.exclude(state=PlaceState.CANCELLED).values("patient")
    return list(own.exclude(pk__in=taken))
