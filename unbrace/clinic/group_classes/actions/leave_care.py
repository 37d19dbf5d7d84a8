"""Whoever is not in the care of a class's leader any more has no place in it: nobody could let them in.

In a clinic where care is open the leader still may, and the place stays.
"""

from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.group_classes.actions.rows import held_place
from unbrace.clinic.group_classes.mails import News, tell, tell_leader
from unbrace.clinic.group_classes.models import ClassPlace, PlaceState
from unbrace.clinic.group_classes.queries import places_to_come_of
from unbrace.clinic.patients.access import opens
from unbrace.clinic.patients.models import Patient


@transaction.atomic
def free_places_of(*, by: User | None, patient: Patient) -> int:
    """Every place of theirs in a class to come whose leader's care they have left; gives how many. They are told, and
    so is the leader, whose list shows them no more. Called by the deed that has just given them away, which has asked
    whether it may. Whoever sits in the class at that moment is out with the next look of anybody in it."""
    return sum(_free(by, place) for place in places_to_come_of(patient) if _is_out_of_care(place))


def free_places_out_of_care() -> int:
    """For the clock of the house: whichever way somebody went into other hands. Any number may do it at once."""
    found = ClassPlace.objects.filter(
        group_class__clinic__closed_care=True,
        group_class__cancelled_at=None,
        group_class__ended_at=None,
        group_class__begins__gt=clock.now(),
        state__in=[PlaceState.ASKED, PlaceState.YES],
        patient__ended_at=None,
    ).select_related("patient__clinic", "group_class__therapist__clinic")
    # of a leader who has left the whole class is cancelled, with a mail of its own
    return sum(
        _free(None, place)
        for place in found
        if place.group_class.therapist.is_active and _is_out_of_care(place)
    )


def _is_out_of_care(place: ClassPlace) -> bool:
    return place.patient.ended_at is not None or not opens(place.group_class.therapist, place.patient)


@transaction.atomic
def _free(by: User | None, place: ClassPlace) -> bool:
    found = held_place(place)
    if found.state not in (PlaceState.ASKED, PlaceState.YES):
        return False
    found.state = PlaceState.CANCELLED
    found.save(update_fields=["state"])
    tell(found, News.CANCELLED)
    tell_leader(found)
    write_down(by=by, deed="group_classes.call_off", subject=found, clinic_id=found.group_class.clinic_id)
    return True
