"""Whoever the safety gate stops in the middle of a class is out of it, until their therapist lets them in again.

Asked with every look, of the person as of the therapist, because an answer is given on another page: what was true at
the door is not true for the whole hour.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.group_classes.actions.settle import settle
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass, PlaceState
from unbrace.clinic.group_classes.passing_on import OutOfReach
from unbrace.clinic.group_classes.queries import places_in
from unbrace.clinic.questionnaires.queries import Allowed


def stop_whom_safety_stops(group_class: GroupClass) -> frozenset[UUID]:
    """The places whose people came to the door and may not be in a class now; whoever of them was let in is put out by
    the next `settle`. Two questions to the database for each, as long as nothing waits."""
    came = [
        place
        for place in places_in(group_class)
        if place.state == PlaceState.YES and place.passed_at is not None
    ]
    stopped = [place for place in came if gate_of(place.patient).allowed_midway is not Allowed.ALL]
    for place in stopped:
        _put_out(place)
    return frozenset(place.pk for place in stopped)


def stop(place: ClassPlace) -> None:
    """One person, found stopped by their own look: out of the room at once. Where janus does not answer the deed stands
    and every further look tries again, as with whoever is put out."""
    if _put_out(place):
        with suppress(OutOfReach):
            settle(place.group_class)


@transaction.atomic
def _put_out(place: ClassPlace) -> bool:
    """By the house, not by a person. Once, however many look at the same time; whoever was not let in only waits."""
    let_in = ClassPlace.objects.filter(pk=place.pk, let_in_at__isnull=False, put_out_at=None)
    if let_in.update(put_out_at=clock.now()) != 1:
        return False
    write_down(by=None, deed="group_classes.stop", subject=place, clinic_id=place.group_class.clinic_id)
    return True
