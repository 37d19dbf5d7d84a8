from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.group_classes.actions.rows import current, own_held_place
from unbrace.clinic.group_classes.models import NAME_LETTERS, ClassPlace, PlaceState
from unbrace.clinic.refused import Refused


@transaction.atomic
def answer_invitation(
    *, by: User, place: ClassPlace, yes: bool, shown_name: str = "", seen: bool = False
) -> ClassPlace:
    """Yes under a name that the others may read, or no. Either may be said anew until the class begins."""
    found = own_held_place(by, place)
    group_class = current(found.group_class)
    if not group_class.is_to_come(clock.now()) or found.state == PlaceState.CANCELLED:
        raise Refused("This class is over or cancelled.")
    name = " ".join(shown_name.replace("\x00", "").split())
    if yes and not 0 < len(name) <= NAME_LETTERS:
        raise Refused("Write the name that the others may read, at most 40 letters.", field="shown_name")
    if yes and found.state == PlaceState.NO:  # their place may be somebody else's by now
        taken = group_class.taken_places.filter(
            state__in=[PlaceState.ASKED, PlaceState.YES], patient__ended_at=None
        )
        if taken.count() >= group_class.places:
            raise Refused("Every place of this class is taken by now.")
    found.state = PlaceState.YES if yes else PlaceState.NO
    found.shown_name, found.seen = (name, seen) if yes else ("", False)
    found.answered_at = clock.now()
    found.save(update_fields=["state", "shown_name", "seen", "answered_at"])
    write_down(by=by, deed="group_classes.answer", subject=found, clinic_id=group_class.clinic_id, yes=yes)
    return found
